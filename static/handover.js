/* Giving it to the caller: copy, print and single keys. Every page works without this file. */
(function () {
  "use strict";
  var page = document.querySelector(".handover-page");

  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.addEventListener("click", function () { window.print(); });
  });
  if (!page) return;

  var copy = document.getElementById("copy");
  var link = document.getElementById("link");
  link.addEventListener("focus", function () { link.select(); });
  copy.addEventListener("click", function () {
    if (!navigator.clipboard) { link.focus(); return; }
    navigator.clipboard.writeText(link.value).then(function () {
      copy.querySelector("span").textContent = copy.dataset.done;
      document.getElementById("copied").textContent = copy.dataset.done;
    }, function () { link.focus(); });
  });

  // Two presses of a button are one message.
  page.querySelectorAll("form").forEach(function (form) {
    var gone = false;
    form.addEventListener("submit", function (event) {
      if (gone) event.preventDefault();
      gone = true;
    });
    window.addEventListener("pageshow", function () { gone = false; });
  });

  function typing(target) {
    return target.matches("input:not([type=checkbox]), textarea, select") && !target.readOnly;
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { document.activeElement.blur(); return; }
    if (page.dataset.keys !== "single" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (typing(event.target) || !/^[a-z]$/.test(event.key)) return;
    var found = page.querySelector('[data-key="' + event.key + '"]');
    if (!found) return;
    event.preventDefault();
    found.focus();
    if (!typing(found)) found.click();
  });
})();
