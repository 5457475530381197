/* Tells the page around a desk's frame how high it is; without this file the frame scrolls inside. */
(function () {
  "use strict";
  var facts = document.body.dataset, page = document.documentElement;
  var allowed = "preview" in facts ? [location.origin] : facts.origins.split(" ");
  var host = "", told = 0;

  if (window.parent === window) return;

  // `at` is how far down the host shall scroll, where a link leads within the page.
  function tell(at) {
    var height = Math.ceil(page.getBoundingClientRect().height), words = { height: height };
    if (!host || (height === told && at === undefined)) return;
    if (at !== undefined) words.at = Math.min(Math.max(at, 0), height);
    told = height;
    window.parent.postMessage(words, host);
  }

  // A frame that is as high as its page cannot scroll to a part of it by itself.
  function lead() {
    var target = location.hash && document.getElementById(location.hash.slice(1));
    if (target) tell(target.getBoundingClientRect().top + window.scrollY);
  }

  window.addEventListener("message", function (event) {
    if (event.source !== window.parent || allowed.indexOf(event.origin) < 0) return;
    if (event.data !== "parcours") return;
    host = event.origin;
    told = 0;
    tell();
    lead();
  });

  new ResizeObserver(function () { tell(); }).observe(page);

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    // After the default, which moves the focus and the address.
    if (link && link.hash && link.hash === location.hash) setTimeout(lead);
  });
  window.addEventListener("hashchange", lead);
})();
