/* The script of a kiosk. */
(function () {
  "use strict";
})();
