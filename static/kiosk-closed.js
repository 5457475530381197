/* A screen whose desk is not there looks now and then whether it is, and moves only when it is:
   a page that reloads by itself interrupts readers, and a server that is away would end it. */
(function () {
  "use strict";
  var again = document.body.dataset.again, retry = Number(document.body.dataset.retry) * 1000;

  function look() {
    fetch(again, { cache: "no-store", credentials: "same-origin" }).then(function (answer) {
      if (answer.ok) location.replace(again);
    }).catch(function () { return null; }); // No connection: the next look may find one.
  }

  setInterval(look, retry);
})();
