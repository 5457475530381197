/* The script of a kiosk: every way on replaces the page, so that nobody finds the answers of
   somebody else by going back. It is not deferred: it must be there before the first touch.
   Events on the document: «kiosk:navigate» (cancelable, detail.url) asks for another page,
   «kiosk:reset» says that a visit ends. */
(function () {
  "use strict";
  var TRAIL = "kiosk:trail", SCROLL = "kiosk:scroll", LONGEST_TRAIL = 30;

  function first() { return new URL(document.body.dataset.first, location.href).href; }
  function isFirst(url) { return url.split(/[?#]/)[0] === first(); }

  // What the session remembers is only the way back within this visit.
  function trail() { return JSON.parse(sessionStorage.getItem(TRAIL) || "[]"); }
  function remember(steps) { sessionStorage.setItem(TRAIL, JSON.stringify(steps.slice(-LONGEST_TRAIL))); }

  function say(name, detail) {
    return document.dispatchEvent(new CustomEvent(name, { bubbles: true, cancelable: true, detail: detail }));
  }

  // The address of a page of this desk, or "" for all that would lead elsewhere. The first
  // screen is «<prefix>/<channel>/<desk>/», a page «<prefix>/<language>/<channel>/<desk>/...».
  function inside(url) {
    var wanted = new URL(url, location.href), home = new URL(first()).pathname;
    var desk = home.match(/\/[^/]+\/[^/]+\/$/)[0], prefix = home.slice(0, -desk.length);
    var below = wanted.pathname.slice(prefix.length).replace(/^\/(nl|fr|en)(?=\/)/, "");
    var ours = wanted.origin === location.origin && wanted.pathname.indexOf(prefix) === 0;
    return ours && below.indexOf(desk) === 0 ? wanted.href : "";
  }

  function go(url) { say("kiosk:navigate", { url: url }); }

  function forward(url) {
    var wanted = inside(url);
    if (!wanted) return;
    var samePage = wanted.split("#")[0] === location.href.split("#")[0];
    if (!samePage && !isFirst(wanted) && !document.body.classList.contains("page-question")) {
      remember(trail().concat([[location.href, Math.round(scrollY)]]));
    }
    go(wanted);
  }

  function back(link) {
    var steps = trail(), last = link.dataset.back === "trail" ? steps.pop() : null;
    remember(link.dataset.back === "trail" ? steps : []);
    if (last) sessionStorage.setItem(SCROLL, JSON.stringify(last));
    go(last ? last[0] : link.href);
  }

  // Nothing of a visit stays: not what was typed, not where one was.
  function wipe() {
    say("kiosk:reset");
    // A preview shares the session with the page around it, which keeps its own.
    Object.keys(sessionStorage).forEach(function (key) {
      if (!("preview" in document.body.dataset) || key.indexOf("kiosk:") === 0) sessionStorage.removeItem(key);
    });
    document.querySelectorAll("form").forEach(function (form) { form.reset(); });
    document.querySelectorAll("input[type=search]").forEach(function (field) { field.value = ""; });
    document.querySelectorAll("input:checked").forEach(function (field) { field.checked = false; });
    scrollTo(0, 0);
  }

  // On the window, after everyone on the document could take the event over.
  addEventListener("kiosk:navigate", function (event) {
    if (isFirst(event.detail.url)) wipe();
    if (!event.defaultPrevented) location.replace(event.detail.url);
  });

  addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[href]");
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    if (link.hreflang) { remember([]); go(link.href); }
    else if ("back" in link.dataset) back(link);
    else forward(link.href);
  });

  addEventListener("submit", function (event) {
    if (event.defaultPrevented) return;
    event.preventDefault();
    var url = new URL(event.target.getAttribute("action"), location.href);
    url.search = new URLSearchParams(new FormData(event.target, event.submitter)).toString();
    forward(url.href);
  });

  // Whatever another script opens or notes in the history replaces the page as well.
  history.pushState = history.replaceState.bind(history);
  if (window.navigation) {
    navigation.addEventListener("navigate", function (event) {
      if (event.navigationType !== "push" || !event.cancelable) return;
      event.preventDefault();
      forward(event.destination.url);
    });
  }

  // No surprises: no menu, no dragging, no zoom, no second window, no keys that leave.
  function prevent(event) { if (event.cancelable) event.preventDefault(); }
  addEventListener("contextmenu", prevent);
  addEventListener("dragstart", prevent);
  addEventListener("auxclick", prevent);
  addEventListener("gesturestart", prevent);
  addEventListener("wheel", function (event) { if (event.ctrlKey) prevent(event); }, { passive: false });
  addEventListener("touchmove", function (event) { if (event.touches.length > 1) prevent(event); }, { passive: false });
  addEventListener("keydown", function (event) {
    var editing = event.target.matches && event.target.matches("input") && /^[acvxz]$/i.test(event.key);
    var leaves = (event.ctrlKey || event.metaKey) && !editing;
    if (leaves || (event.altKey && /^Arrow(Left|Right)$/.test(event.key))) prevent(event);
  });

  // The way back leads to the place on the page from which one went on.
  function comeBack() {
    var kept = JSON.parse(sessionStorage.getItem(SCROLL) || "null");
    sessionStorage.removeItem(SCROLL);
    if (kept && kept[0] === location.href) scrollTo(0, kept[1]);
  }

  // What says that the page goes on below, as long as it does, and leads there.
  function more() {
    var button = document.querySelector("[data-more]");
    if (!button) return;
    function below() { return document.documentElement.scrollHeight - innerHeight - scrollY; }
    function show() { button.classList.toggle("at-the-end", below() < 40); }
    button.hidden = false;
    button.addEventListener("click", function () {
      var calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      scrollBy({ top: innerHeight * 0.7, behavior: calm ? "auto" : "smooth" });
    });
    addEventListener("scroll", show, { passive: true });
    addEventListener("resize", show);
    new ResizeObserver(show).observe(document.body);
    show();
  }

  document.addEventListener("DOMContentLoaded", function () {
    if (document.body.classList.contains("page-first")) { wipe(); return; }
    comeBack();
    more();
  });
})();
