/* The adviser desk: each answer fetches the board again, and every action has a key.
   Without this script the desk works by plain links and the button «Show». */
(function () {
  "use strict";
  var form = document.getElementById("desk");
  if (!form) return;
  document.documentElement.classList.add("js");
  var box = document.getElementById("box");
  var save = document.getElementById("save");
  var list = document.querySelector(".desk-list");
  var help = document.getElementById("help");
  var AFTER_TYPING = 160;
  var wide = window.matchMedia("(min-width: 62rem)");
  var dirty = false;
  var typing = false;
  var waiting = 0;
  var running = null;

  function all(selector, root) {
    return Array.prototype.slice.call((root || document).querySelectorAll(selector));
  }
  function one(selector, root) { return (root || document).querySelector(selector); }

  /* The call as the form holds it, without what is empty. */
  function query() {
    var full = new URLSearchParams(new FormData(form));
    var kept = new URLSearchParams();
    full.forEach(function (value, name) { if (value) kept.append(name, value); });
    return kept;
  }

  /* -- The board ------------------------------------------------------------------ */

  function focusMark() {
    var active = document.activeElement;
    var row = active && active.closest("[data-key]");
    if (row) return '[data-key="' + row.dataset.key + '"] > a';
    if (active && active.id && active !== document.body) return "#" + CSS.escape(active.id);
    var action = active && active.closest("[data-action]");
    return action && !help.contains(action) ? 'a[data-action="' + action.dataset.action + '"]' : "";
  }

  function put(page, keepControls) {
    var mark = focusMark();
    var stays = one("#flag[open]") ? one("[data-opened]").dataset.opened : "";
    all("[data-part]", page).forEach(function (part) {
      var name = part.dataset.part;
      if (name === "controls" && keepControls) return syncControls(part);
      if (name === "detail" && stays && one('[data-opened="' + stays + '"]', part)) return;
      if (name === "ways") return ways(part);
      all('[data-part="' + name + '"]').forEach(function (place) {
        var ticked = name === "referred" ? all("input:checked", place) : [];
        var same = name === "detail" && openedIn(place) === openedIn(part);
        var top = place.scrollTop;
        place.replaceChildren.apply(place, all(":scope > *", part).map(function (node) {
          return document.importNode(node, true);
        }));
        if (name === "detail") place.scrollTop = same ? top : 0;
        ticked.forEach(function (field) {
          var again = one('input[value="' + field.value + '"]', place);
          if (again) again.checked = true;
        });
      });
    });
    one("#counts").textContent = one('[data-text="counts"]', page).textContent;
    var again = mark && one(mark);
    if (again && document.activeElement !== again) again.focus({ preventScroll: true });
  }

  function openedIn(place) {
    var article = one("[data-opened]", place);
    return article ? article.dataset.opened : "";
  }

  /* While somebody chooses, the controls stay: only what follows from the answers is marked. */
  function syncControls(part) {
    all(".control", part).forEach(function (fresh) {
      var here = one('.control[data-question="' + fresh.dataset.question + '"]', form);
      if (!here) return;
      here.className = fresh.className;
      var label = one("label, legend", here);
      label.replaceChildren.apply(label, Array.prototype.map.call(
        one("label, legend", fresh).childNodes,
        function (node) { return document.importNode(node, true); }
      ));
      one(".aloud", here).replaceWith(document.importNode(one(".aloud", fresh), true));
    });
  }

  function ways(part) {
    all("[data-url]", part).forEach(function (way) {
      var link = document.getElementById("way-" + way.dataset.url);
      if (link) link.href = way.href;
    });
  }

  /* Fetch the board for a query; `step` is how the address changes: push, replace or keep, or
     «type»: one step back takes away all that was typed in one go, and nothing else. */
  function load(search, step, keepControls, then) {
    clearTimeout(waiting);
    if (running) running.abort();
    form.setAttribute("aria-busy", "true");
    var mine = running = new AbortController();
    var typed = box.value;
    var was = openedIn(document);
    var address = form.getAttribute("action") + "?" + search;
    fetch(form.dataset.board + "?" + search, { signal: mine.signal }).then(function (answer) {
      if (answer.status === 429) {
        var wait = (Number(answer.headers.get("Retry-After")) || 10) * 1000;
        waiting = setTimeout(function () { load(search, step, keepControls, then); }, wait);
        return;
      }
      if (answer.redirected || !answer.ok) throw new Error("not the board");
      return answer.text().then(shown);
    }).catch(function (error) {
      if (error.name !== "AbortError") location.assign(address);
    });

    function shown(text) {
      var page = new DOMParser().parseFromString(text, "text/html");
      put(page, keepControls);
      dirty = box.value !== typed;
      if (!keepControls) take(new URLSearchParams(search), typed);
      var how = step !== "type" ? step : typing ? "replace" : "push";
      if (how !== "keep") history[how + "State"](null, "", form.getAttribute("action") + "?" + query());
      typing = step === "type";
      running = null;
      form.removeAttribute("aria-busy");
      if (dirty) later();
      keepDraft();
      if (step === "push" && openedIn(document) && !wide.matches && was !== openedIn(document)) {
        one("[data-opened]").scrollIntoView();
      }
      if (then) then();
    }
  }

  /* What the fields outside the board show, from a query that did not come from them. */
  function take(search, typed) {
    if (box.value === typed) box.value = search.get("q") || "";
    ["caller", "channel"].forEach(function (name) {
      if (search.get(name)) form.elements[name].value = search.get(name);
    });
  }

  function follow(link, step, then) {
    load(new URL(link.href).searchParams.toString(), step || "push", false, then);
  }

  function later() {
    form.setAttribute("aria-busy", "true");
    clearTimeout(waiting);
    waiting = setTimeout(function () { load(query().toString(), "type", true); }, AFTER_TYPING);
  }

  form.addEventListener("input", function (event) {
    if (event.target !== box) return;
    dirty = true;
    later();
  });
  form.addEventListener("change", function (event) {
    if (event.target === box) return;
    onlyOne(event.target);
    load(query().toString(), "push", true);
  });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    load(query().toString(), "push", true);
  });
  /* The first address may not hold the call yet: going back there must not begin another one. */
  var first = query().toString();
  window.addEventListener("popstate", function () {
    load(/[?&]call=/.test(location.search) ? location.search.slice(1) : first, "keep", false);
  });

  /* «None of these» and the other options of a question exclude each other. */
  function onlyOne(field) {
    if (field.type !== "checkbox" || !field.checked) return;
    all('input[name="' + field.name + '"]', form).forEach(function (other) {
      if (other !== field && (field.value === "none" || other.value === "none")) other.checked = false;
    });
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.dataset.ask) {
      event.preventDefault();
      toQuestion(link.dataset.ask);
    } else if (link.matches(".chip, .desk-row > a, [data-live], #way-clear, .relation a")) {
      event.preventDefault();
      follow(link);
    }
  });

  /* -- The draft, so that nothing is lost when a browser or a server goes away ------- */

  var draft = document.getElementById("draft");
  var details = document.getElementById("call-details");
  var begun = 0;
  var last = "";
  var drafting = 0;

  function callValues() {
    var values = query();
    values.delete("show");
    values.append("csrf_token", save.elements.csrf_token.value);
    values.append("outcome", save.elements.outcome.value);
    if (save.elements.notes.value) values.append("notes", save.elements.notes.value);
    all("[name=referred]:checked", save).forEach(function (field) { values.append("referred", field.value); });
    return values;
  }

  function empty(values) {
    var frame = ["caller", "channel", "call", "csrf_token", "outcome"];
    return Array.from(values.keys()).every(function (name) { return frame.indexOf(name) >= 0; });
  }

  function keepDraft() {
    clearTimeout(drafting);
    drafting = setTimeout(sendDraft, 700);
  }

  function sendDraft() {
    clearTimeout(drafting);
    drafting = 0;
    var values = callValues();
    if (empty(values) || values.toString() === last) return;
    draft.className = "draft";
    draft.textContent = draft.dataset.waiting;
    fetch(draft.dataset.url, { method: "POST", body: values, keepalive: true }).then(function (answer) {
      var saved = answer.status === 409;
      if (!saved && !answer.ok || answer.redirected) throw new Error("not kept");
      return answer.json().then(function (kept) {
        last = values.toString();
        draft.className = kept.warnings.length ? "draft failed" : "draft";
        draft.textContent = saved ? draft.dataset.saved
          : kept.warnings.length ? draft.dataset.personal + " " + kept.warnings.join(", ")
          : draft.dataset.kept;
      });
    }).catch(function () {
      draft.className = "draft failed";
      draft.textContent = draft.dataset.failed;
      drafting = setTimeout(sendDraft, 3000);
    });
  }

  save.addEventListener("input", keepDraft);
  /* Whoever goes on to refer or to hand over has changed something a moment ago. */
  window.addEventListener("pagehide", function () { if (drafting) sendDraft(); });
  save.addEventListener("submit", function (event) {
    var values = callValues();
    if (empty(values) && !details.open) {
      event.preventDefault();
      unfold("call-details", "outcome");
      draft.className = "draft failed";
      draft.textContent = draft.dataset.nothing;
      return;
    }
    clearTimeout(drafting);
    drafting = 0;
    var place = one("[data-part=call]", save);
    var own = ["csrf_token", "outcome", "notes", "referred"];
    place.replaceChildren();
    values.forEach(function (value, name) {
      if (own.indexOf(name) >= 0) return;
      var field = document.createElement("input");
      field.type = "hidden";
      field.value = value;
      field.name = name;
      place.append(field);
    });
  });

  var timer = document.getElementById("timer");
  function tick() {
    var seconds = Number(timer.dataset.elapsed) + Math.floor((performance.now() - begun) / 1000);
    timer.textContent = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
  }
  begun = performance.now();
  tick();
  setInterval(tick, 1000);

  /* -- The keys ---------------------------------------------------------------------- */

  function rows() { return all(".desk-row > a", list); }
  function currentRow() {
    return document.activeElement.closest(".desk-row > a") || one(".desk-row.opened > a", list) || rows()[0];
  }
  function toRow(link) {
    if (!link) return;
    link.focus();
    link.scrollIntoView({ block: "nearest" });
  }
  function move(by) {
    var shown = rows();
    var at = shown.indexOf(document.activeElement.closest(".desk-row > a"));
    toRow(shown[at < 0 ? 0 : Math.max(0, Math.min(shown.length - 1, at + by))]);
  }
  function toQuestion(key) {
    var control = one('.control[data-question="' + key + '"]', form);
    if (!control) return;
    var field = one("select", control) || one("input:checked", control) || one("input", control);
    field.focus();
    control.scrollIntoView({ block: "nearest" });
  }
  function askNext() {
    var ask = one("[data-ask]", list);
    if (ask) toQuestion(ask.dataset.ask);
    else toRow(rows()[0]);
  }
  function press(selector, root) {
    var link = one(selector, root);
    if (link) link.click();
  }
  function inDetail(action) {
    var link = document.activeElement.closest(".desk-row:not(.opened) > a") ||
      (one("[data-opened]") ? null : currentRow());
    if (link) follow(link, "replace", function () { press('.detail [data-action="' + action + '"]'); });
    else press('.detail [data-action="' + action + '"]');
  }
  function unfold(id, field) {
    var place = document.getElementById(id);
    if (!place) return;
    place.open = true;
    document.getElementById(field).focus();
  }
  function nextLanguage() {
    var field = form.elements.caller;
    field.selectedIndex = (field.selectedIndex + 1) % field.options.length;
    load(query().toString(), "push", true);
  }
  function showKeys() { if (help.open) help.close(); else help.showModal(); }

  var KEYS = {
    "/": function () { box.focus(); box.select(); },
    "a": askNext,
    "j": function () { move(1); },
    "k": function () { move(-1); },
    "o": function () { var link = currentRow(); if (link) follow(link); },
    "m": function () { inDetail("name"); },
    "t": function () { inDetail("tongue"); },
    "r": function () { inDetail("refer"); },
    "l": nextLanguage,
    "e": function () { toRow(one(".near .desk-row > a", list)); },
    "f": function () { unfold("flag", "flag-reason"); },
    "h": function () { press("#way-hand-over"); },
    "c": function () { press("#way-case"); },
    "d": function () { unfold("call-details", "outcome"); },
    "s": function () { save.requestSubmit(); },
    "u": function () { history.back(); },
    "x": function () { press("#way-clear"); },
    "n": function () { press("#way-new"); },
    "p": function () { form.elements.channel.focus(); },
    "?": showKeys
  };

  function kindOf(field) {
    if (field.matches("textarea, input:not([type=checkbox], [type=radio])")) return "text";
    if (field.matches("select")) return "select";
    return field.matches(".pill input") ? "pill" : "";
  }

  /* Confirm proposals, and show the answers that they gave. */
  function confirmed(link) {
    follow(link, "push", function () { one(".desk-controls").scrollTop = 0; });
  }

  function inBox(event) {
    if (event.key === "/" && !box.value) return true;
    if (event.key !== "Enter") return false;
    var chips = all(".chip", form);
    if (dirty) load(query().toString(), "type", true);
    else if (event.shiftKey && chips.length) confirmed(chips[chips.length - 1]);
    else if (chips.length) confirmed(chips[0]);
    else toRow(rows()[0]);
    return true;
  }

  /* In a question with several answers the arrows, or its first letters, lead to an option. */
  var spelt = "";
  var spelling = 0;
  var speller = null;
  function inPills(event) {
    var pills = all("input", event.target.closest(".pills"));
    var at = pills.indexOf(event.target);
    if (event.key === "ArrowRight" || event.key === "ArrowDown") pills[(at + 1) % pills.length].focus();
    else if (event.key === "ArrowLeft" || event.key === "ArrowUp") pills[(at + pills.length - 1) % pills.length].focus();
    else if (/^[\p{L}\p{N}]$/u.test(event.key)) {
      var goesOn = spelt && speller === event.target && event.timeStamp - spelling < 900;
      spelt = goesOn ? spelt + event.key : event.key;
      spelling = event.timeStamp;
      var from = spelt.length > 1 ? at : at + 1;
      var next = pills.slice(from).concat(pills.slice(0, from)).filter(function (pill) {
        return plain(pill.nextElementSibling.textContent).indexOf(plain(spelt)) === 0;
      })[0];
      speller = next || event.target;
      speller.focus();
    } else return false;
    return true;
  }
  function plain(text) {
    return text.trim().toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  function handled(event) {
    var field = event.target;
    var kind = kindOf(field);
    if (event.altKey && /^Digit[1-9]$/.test(event.code)) {
      press('[data-chip="' + event.code.slice(5) + '"]', form);
      return true;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    if (event.key === "Escape" && kind) { toRow(currentRow()); return true; }
    if (field === box) return inBox(event);
    if (kind === "select" || kind === "pill") {
      if (event.key === "Enter" && form.contains(field)) { askNext(); return true; }
      if (kind === "select") return false;
      if (inPills(event)) return true;
    }
    if (kind === "text") return false;
    if (list.contains(field) && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      move(event.key === "ArrowDown" ? 1 : -1);
      return true;
    }
    if (form.dataset.keys !== "single" || event.repeat && !/[jk]/.test(event.key)) return false;
    if (/^[1-9]$/.test(event.key)) {
      var control = all(".control", form)[Number(event.key) - 1];
      if (control) toQuestion(control.dataset.question);
      return Boolean(control);
    }
    if (!Object.prototype.hasOwnProperty.call(KEYS, event.key)) return false;
    KEYS[event.key]();
    return true;
  }

  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.defaultPrevented) return;
    if (help.open && event.key !== "?") return;
    if (handled(event)) event.preventDefault();
  });
  document.getElementById("help-button").addEventListener("click", showKeys);
})();
