/* On every page of a kiosk that keeps a snapshot: the worker is put in its place. The first screen,
   where nobody's visit is on, lets it renew the snapshot, and comes back to life with the network. */
(function () {
  "use strict";
  const body = document.body, script = document.currentScript;
  const kept = /[?&]snapshot=/.test(script.src);
  const EVERY = 5 * 60 * 1000, AWAY = 10 * 1000;
  if (!("serviceWorker" in navigator) || !("caches" in window)) return;
  const first = new URL(body.dataset.first, location.href);
  const root = first.pathname.replace(/\/kiosk\/[^/]+\/$/, "");
  let timer = 0, leaving = false;

  function ask(worker) { worker.postMessage({ kind: "renew", desk: body.dataset.desk }); }

  function again(after, worker) {
    clearTimeout(timer);
    timer = setTimeout(() => ask(worker), after);
  }

  function heard(event, worker) {
    const said = event.data;
    if (!said || said.kind !== "renewed" || said.desk !== body.dataset.desk) return;
    // Somebody has begun: to bring the first screen anew would take the touch back.
    if (leaving) return;
    // What stands on the screen is older than what is there now.
    if (said.ok && (said.changed || kept)) location.replace(first.href);
    else again(said.ok ? EVERY : AWAY, worker);
  }

  window.addEventListener("kiosk:navigate", (event) => { leaving = leaving || !event.defaultPrevented; });

  async function begin() {
    await navigator.serviceWorker.register(root + "/kiosk-worker.js", { scope: root + "/", updateViaCache: "none" });
    const registration = await navigator.serviceWorker.ready;
    if (!body.classList.contains("page-first")) return;
    // So that the browser does not clear it away when room gets scarce.
    if (navigator.storage && navigator.storage.persist) await navigator.storage.persist();
    navigator.serviceWorker.addEventListener("message", (event) => heard(event, registration.active));
    window.addEventListener("online", () => ask(registration.active));
    ask(registration.active);
  }

  begin().catch((error) => { console.info("this kiosk keeps no snapshot now: " + error.message); });
})();
