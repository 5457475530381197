/* Copies the text of a box; without this file one selects it and copies it oneself. */
(function () {
  "use strict";

  function select(box) {
    var range = document.createRange();
    range.selectNodeContents(box);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }

  document.querySelectorAll("[data-copy-from]").forEach(function (button) {
    if (!navigator.clipboard) { button.hidden = true; return; }
    var box = document.getElementById(button.getAttribute("data-copy-from"));
    var said = button.parentElement.querySelector("[role=status]");
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(box.textContent).then(
        function () { button.textContent = said.textContent = button.getAttribute("data-done"); },
        // The browser does not let us copy: one key is left to press.
        function () { select(box); }
      );
    });
  });
})();
