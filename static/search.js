/* Suggestions while typing, and results that follow; without this file the form works as a form. */
(function () {
  "use strict";
  if (!document.documentElement.classList.contains("js")) return;
  if (!window.AbortController || !window.fetch || !window.DOMParser) return;

  var SUGGEST_AFTER = 120;
  var RESULTS_AFTER = 300;

  // An answer that is of no use; `wait` are the milliseconds after which to ask again, 0 for never.
  function refusal(answer) {
    var error = new Error(String(answer.status));
    error.wait = answer.status === 429 ? (Number(answer.headers.get("Retry-After")) || 10) * 1000 : 0;
    return error;
  }

  // The document at `url`; an answer that is no longer wanted never arrives.
  function load(url, signal) {
    return fetch(url, { signal: signal, credentials: "same-origin" }).then(function (answer) {
      if (!answer.ok) throw refusal(answer);
      return answer.text().then(function (text) {
        return { url: answer.url, page: new DOMParser().parseFromString(text, "text/html") };
      });
    });
  }

  // One thing at a time: a new call puts off the one that waits and drops the one on its way.
  function latest(work) {
    var timer, controller;
    return {
      run: function (delay, argument) {
        this.stop();
        timer = setTimeout(function () {
          controller = new AbortController();
          work(argument, controller.signal);
        }, delay);
      },
      stop: function () {
        clearTimeout(timer);
        if (controller) controller.abort();
      }
    };
  }

  function ignoreAbort(error) { if (error.name !== "AbortError" && !error.wait) throw error; }

  // The combobox pattern of the WAI-ARIA practices: the focus stays in the field.
  function suggestions(form, input) {
    var box = document.createElement("div"), status = document.createElement("p");
    var id = input.id + "-suggestions", options = [], current = -1;
    box.className = "suggest-box";
    box.hidden = true;
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    input.parentNode.appendChild(box);
    form.appendChild(status);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");

    function close() {
      if (box.hidden) return;
      box.hidden = true;
      options = [];
      current = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-controls");
      input.removeAttribute("aria-activedescendant");
      status.textContent = "";
    }

    function mark(place) {
      current = place;
      options.forEach(function (option, number) {
        option.setAttribute("aria-selected", String(number === place));
      });
      if (place < 0) input.removeAttribute("aria-activedescendant");
      else {
        input.setAttribute("aria-activedescendant", options[place].id);
        options[place].scrollIntoView({ block: "nearest" });
      }
    }

    function show(list) {
      var found = list && list.querySelector("[role=listbox]");
      if (!found || document.activeElement !== input) {
        close();
        if (list && document.activeElement === input) status.textContent = list.dataset.said;
        return;
      }
      found.id = id;
      options = Array.prototype.slice.call(found.querySelectorAll("[role=option]"));
      options.forEach(function (option, number) { option.id = id + "-" + number; });
      box.replaceChildren(document.adoptNode(list));
      box.hidden = false;
      input.setAttribute("aria-expanded", "true");
      input.setAttribute("aria-controls", id);
      mark(-1);
      if (status.textContent !== list.dataset.said) status.textContent = list.dataset.said;
    }

    // Many people may share a connection: until then there are no suggestions, and the form works.
    var quietUntil = 0;

    var asking = latest(function (text, signal) {
      var url = new URL(form.dataset.suggest, location.href);
      url.searchParams.set("q", text);
      load(url, signal).then(function (answer) {
        show(answer.page.querySelector(".suggestions"));
      }).catch(function (error) {
        if (error.wait) quietUntil = Date.now() + error.wait;
        close();
        ignoreAbort(error);
      });
    });

    function open(option) {
      asking.stop();
      location.assign(option.dataset.url);
    }

    input.addEventListener("input", function () {
      if (input.value.trim().length < 2) { asking.stop(); close(); return; }
      if (Date.now() < quietUntil) return;
      asking.run(SUGGEST_AFTER, input.value);
    });
    input.addEventListener("keydown", function (event) {
      var last = options.length - 1;
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "Escape" && !box.hidden) { event.preventDefault(); asking.stop(); close(); }
      else if (event.key === "Enter" && current >= 0) { event.preventDefault(); open(options[current]); }
      else if (event.key === "ArrowDown" && last >= 0) { event.preventDefault(); mark(current < last ? current + 1 : -1); }
      else if (event.key === "ArrowUp" && last >= 0) { event.preventDefault(); mark(current < 0 ? last : current - 1); }
      else if (event.key === "ArrowDown" && input.value.trim().length > 1) { event.preventDefault(); asking.run(0, input.value); }
    });
    input.addEventListener("blur", function () { asking.stop(); close(); });
    // Pressing must not take the focus away, which would close the list before the click.
    box.addEventListener("mousedown", function (event) { event.preventDefault(); });
    box.addEventListener("click", function (event) {
      var option = event.target.closest("[role=option]");
      if (option) open(option);
    });
    form.addEventListener("submit", function () { asking.stop(); close(); });
  }

  // The search page: the same address is fetched, and only what it finds is replaced.
  function results(form, input) {
    var found = document.getElementById(form.dataset.live);
    var number = document.getElementById(form.dataset.live + "-number");
    var shown = address();

    // The fragment only says where on the page a reader is.
    function address() { return location.href.split("#")[0]; }

    function folds() {
      var open = {};
      found.querySelectorAll("[data-filter]").forEach(function (one) { open[one.dataset.filter] = one.open; });
      return open;
    }

    function put(page) {
      var open = folds(), focus = focused(), inside = found.contains(document.activeElement);
      found.replaceChildren.apply(found, page.getElementById(found.id).childNodes);
      found.querySelectorAll("[data-filter]").forEach(function (one) {
        if (one.dataset.filter in open) one.open = open[one.dataset.filter];
      });
      form.querySelectorAll("[data-kept]").forEach(function (one) { one.remove(); });
      page.querySelectorAll("[data-kept]").forEach(function (one) { form.prepend(one); });
      document.querySelector(".languages").replaceChildren(page.querySelector(".languages ul"));
      document.title = page.title;
      number.textContent = page.getElementById(number.id).textContent;
      if (inside) refocus(focus);
    }

    // Where the focus was among what is replaced: a filter by its words, or the next hit.
    function focused() {
      var link = document.activeElement, filter = link.closest && link.closest("[data-filter]");
      return {
        filter: filter && filter.dataset.filter,
        words: filter && link.querySelector("span") && link.querySelector("span").firstChild.data,
        hits: link.hasAttribute("data-more") ? found.querySelectorAll("article").length : -1
      };
    }

    function refocus(was) {
      var group = was.filter && found.querySelector('[data-filter="' + was.filter + '"]');
      var links = group ? Array.prototype.slice.call(group.querySelectorAll("a")) : [];
      var same = links.filter(function (link) { return link.querySelector("span").firstChild.data === was.words; })[0];
      var next = was.hits >= 0 && found.querySelectorAll("article h2 a")[was.hits];
      var target = same || next || (group && group.querySelector("summary"));
      if (target) target.focus();
      else { number.tabIndex = -1; number.focus(); }
    }

    var asking = latest(function (wanted, signal) {
      found.setAttribute("aria-busy", "true");
      load(wanted.url, signal).then(function (answer) {
        var again = answer.url === address() ? "replaceState" : wanted.history;
        if (wanted.history) history[again](null, "", answer.url);
        shown = address();
        put(answer.page);
        if (wanted.fill) input.value = answer.page.getElementById(input.id).value;
        found.removeAttribute("aria-busy");
      }).catch(function (error) {
        // What stands there stays until the server takes more.
        if (error.wait) asking.run(error.wait, wanted);
        else if (error.name !== "AbortError") location.assign(wanted.url);
      });
    });

    function typed() {
      return form.getAttribute("action") + "?" + new URLSearchParams(new FormData(form));
    }

    input.addEventListener("input", function () {
      asking.run(RESULTS_AFTER, { url: typed(), history: "replaceState" });
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      asking.run(0, { url: typed(), history: "pushState" });
    });
    found.addEventListener("click", function (event) {
      var link = event.target.closest("a");
      if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      if (link.rel !== "nofollow") return;
      event.preventDefault();
      asking.run(0, { url: link.href, history: "pushState" });
    });
    window.addEventListener("popstate", function () {
      if (address() !== shown) asking.run(0, { url: address(), fill: true });
    });
  }

  document.querySelectorAll("form[data-suggest]").forEach(function (form) {
    var input = form.querySelector("input[type=search]");
    suggestions(form, input);
    if (form.dataset.live) results(form, input);
  });
})();
