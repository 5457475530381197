/* A kiosk that is left alone goes back to its first screen; before that it asks. */
(function () {
  "use strict";
  var COUNTDOWN = 30, PATIENT = 4, SAID_EVERY = 10, PATIENCE = "kiosk:patience";
  var KINDS = ["pointerdown", "pointermove", "pointerup", "touchstart", "touchmove", "mousemove", "keydown", "wheel", "scroll", "input", "click"];
  var dialog = document.getElementById("still-there");
  if (!dialog || document.body.classList.contains("page-first")) return;
  var seconds = dialog.querySelector("[data-seconds]"), said = dialog.querySelector("[data-said]");
  var last = Date.now();

  // Whoever asked for more time has it until the visit ends.
  function patience() { return sessionStorage.getItem(PATIENCE) ? PATIENT : 1; }
  function idle() { return Number(document.body.dataset.idle) * patience(); }
  function countdown() { return COUNTDOWN * patience(); }

  function end() {
    dialog.close();
    document.dispatchEvent(new CustomEvent("kiosk:navigate", { bubbles: true, cancelable: true, detail: { url: new URL(document.body.dataset.first, location.href).href } }));
  }

  function stay() {
    last = Date.now();
    if (dialog.open) dialog.close();
  }

  // A screen reader hears the number now and then, not each second.
  function show(left) {
    seconds.textContent = String(left);
    if (left % SAID_EVERY === 0) said.textContent = seconds.parentNode.textContent.replace(/\s+/g, " ").trim();
  }

  function look() {
    var passed = (Date.now() - last) / 1000, left = Math.ceil(idle() + countdown() - passed);
    if (passed < idle()) { if (dialog.open) show(countdown()); return; }
    if (left <= 0) { end(); return; }
    if (!dialog.open) dialog.showModal();
    show(left);
  }

  // While the question stands, any sign of life begins the countdown anew; a choice closes it.
  function alive() {
    last = dialog.open ? Date.now() - idle() * 1000 : Date.now();
  }

  KINDS.forEach(function (kind) { addEventListener(kind, alive, { passive: true, capture: true }); });
  dialog.addEventListener("click", function (event) {
    if (event.target.closest("a")) return;
    if (event.target.closest("[data-patience]")) sessionStorage.setItem(PATIENCE, "yes");
    stay();
  });
  dialog.addEventListener("close", function () { last = Date.now(); });
  addEventListener("afterprint", alive);
  addEventListener("wheel", function () { if (dialog.open) stay(); }, { passive: true });
  setInterval(look, 1000);
})();
