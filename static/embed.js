/* The script of a embed. */
(function () {
  "use strict";
})();
