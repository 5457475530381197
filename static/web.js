/* Small comforts; every page works without this file. */
(function () {
  "use strict";
  document.documentElement.classList.add("js");

  // "None of these" and "I don't know" cannot be ticked beside another answer.
  document.addEventListener("change", function (event) {
    var box = event.target, alone = box.hasAttribute("data-exclusive");
    if (box.type !== "checkbox" || !box.checked) return;
    document.querySelectorAll("input[type=checkbox]").forEach(function (other) {
      if (other !== box && (alone || other.hasAttribute("data-exclusive"))) other.checked = false;
    });
  });

  // After a wrong answer the reader starts at the explanation.
  var summary = document.getElementById("error-summary");
  if (summary) summary.focus();

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) window.print();
  });

  document.querySelectorAll("[data-copy]").forEach(function (button) {
    if (!navigator.clipboard) { button.hidden = true; return; }
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(window.location.href).then(function () {
        button.textContent = button.getAttribute("data-done");
      });
    });
  });
})();
