/* A visit without a connection: every page is made here, from the snapshot that the kiosk keeps.
   Moving on stays in this document, so one visit sees one edition from its beginning to its end;
   only the first screen asks the network again. Nothing that is answered is kept anywhere. */
(function () {
  "use strict";
  const PREFIX = "kiosk-snapshot/1/", STATE = PREFIX + "state";
  const shell = document.getElementById("offline"), body = document.body;
  const version = shell.dataset.version, home = shell.dataset.home, desk = body.dataset.desk;
  const language = document.documentElement.lang, saved = document.querySelector("[data-saved]");
  const calm = Array.from(shell.children);
  const take = document.querySelector(".kiosk-bar a[href*='/take-home']"), beforeTake = take && take.previousElementSibling;
  let pages = null, engine = null;

  /* -- The snapshot -------------------------------------------------------------------- */

  async function read() {
    const cache = await caches.open(PREFIX + desk + "/" + version);
    const kept = await cache.match(shell.dataset.url) || await fetch(shell.dataset.url);
    if (!kept.ok) throw new Error("no snapshot: " + kept.status);
    return kept.json();
  }

  // How long ago the kiosk last heard that this is the edition in force.
  async function age() {
    const kept = await (await caches.open(STATE)).match(body.dataset.first);
    if (!kept) return "";
    const minutes = Math.floor((Date.now() - (await kept.json()).saved) / 60000);
    if (minutes < 1) return KioskParts.say("just-now");
    if (minutes < 60) return KioskParts.say("minutes", { num: minutes });
    const hours = Math.floor(minutes / 60);
    if (hours < 48) return KioskParts.say("hours", { num: hours });
    return KioskParts.say("days", { num: Math.floor(hours / 24) });
  }

  async function sayAge() {
    const words = await age();
    saved.textContent = words && "(" + words + ")";
  }

  /* -- What is counted (wizard/web/counting.py): numbers a day, nothing that goes together ---- */

  let counting = Promise.resolve();

  function count(labels) {
    counting = counting.then(async () => {
      const cache = await caches.open(STATE), key = body.dataset.first + "counts";
      const kept = await cache.match(key), days = kept ? await kept.json() : {};
      const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Brussels" }).format(new Date());
      const sums = days[day] || (days[day] = {});
      labels.forEach((label) => { sums[label] = (sums[label] || 0) + 1; });
      await cache.put(key, new Response(JSON.stringify(days)));
    }).catch((error) => { console.info("not counted: " + error.message); });
  }

  // What opening an address counts for; the list counts on the way to it.
  function countFor(path, page, answers, search) {
    if (!path && search.has("begin")) count(["visit", "language:" + language]);
    if (path === "list" && answers.length) count(journeyLabels(answers));
    if (page === "service") count(["service:" + path.split("/")[1]]);
    if (page === "take-home") count(["taken"]);
  }

  function journeyLabels(answers) {
    const told = answers.filter(([key]) => ["stage", "sector", "need"].includes(key));
    return ["journey"].concat(told.flatMap(([key, options]) => options.map((option) => key + ":" + option)));
  }

  /* -- From an address to a page (wizard/web/views/journey.py and its neighbours) -------- */

  function problem(asked, values) {
    const options = new Set(values.map((value) => KioskEngine.canonical(asked, value)));
    if (!options.size && asked.voluntary) return "";
    if (!options.size) return KioskParts.say(asked.many ? "choose-many" : "choose-one");
    if (options.has(null)) return KioskParts.say("not-in-list");
    if (!asked.many && options.size > 1) return KioskParts.say("one-only");
    const apart = Array.from(options).some((option) => asked.exclusive.has(option));
    return options.size > 1 && apart ? KioskParts.say("not-both") : "";
  }

  function goesOn(address) { return { to: address }; }

  function askPage(asked, answers, search) {
    const answered = KioskEngine.of(answers, asked.key);
    const open = engine.openQuestions(answers).includes(asked);
    if (!answered.length && !open) return goesOn(pages.onward(answers));
    return pages.question(asked, answers, answered, search.get("back") === "results", "");
  }

  function takeAnswer(asked, answers, search) {
    const values = search.getAll(asked.key), back = search.get("back") === "results", wrong = problem(asked, values);
    if (wrong) return pages.question(asked, answers, values, back, wrong);
    // Only a voluntary question gets here without a choice: it is left unsaid.
    const said = KioskEngine.of(answers, asked.key).length ? answers : engine.withAnswer(answers, asked.key, [KioskEngine.UNSURE]);
    return goesOn(back ? pages.url("results", said) : pages.onward(said));
  }

  function journeyPage(parts, answers, search) {
    if (parts.length === 1) return goesOn(pages.onward(answers));
    const asked = engine.question(parts[1]);
    if (!asked) return null;
    return parts[2] === "answer" ? takeAnswer(asked, answers, search) : askPage(asked, answers, search);
  }

  function wholeListPage(part, answers) {
    const year = new Date().getFullYear();
    if (!answers.length) return goesOn(pages.url("journey", answers));
    return part === "not-fitting" ? pages.notFitting(answers, year) : pages.wholeCategory(part, answers, year);
  }

  function listPage(name, answers) {
    const year = new Date().getFullYear();
    if (!answers.length) return goesOn(pages.url(name === "results" ? "journey" : "", answers));
    if (name === "list") return goesOn(pages.url("results", answers));
    return name === "results" ? pages.results(answers, year) : pages.takeHome(answers, year);
  }

  function catalogPage(parts, answers) {
    if (parts[0] === "packages" && !parts[1]) return pages.packages(answers);
    if (parts[0] === "packages") {
      const found = engine.data.packages.find((one) => one.key === parts[1]);
      return found ? pages.packagePage(found, answers) : null;
    }
    const service = parts[0] === "services" && engine.byKey.get(parts[1]);
    return service ? pages.service(service, answers) : null;
  }

  function pageAt(url) {
    const path = url.pathname.slice(home.length + 1), parts = path.split("/");
    const answers = engine.replay((key) => url.searchParams.getAll(key));
    let found = null;
    if (!path || path === "offline") found = pages.start(answers);
    else if (parts[0] === "journey") found = journeyPage(parts, answers, url.searchParams);
    else if (["list", "results", "take-home"].includes(path)) found = listPage(path, answers);
    else if (parts[0] === "results" && parts.length === 2) found = wholeListPage(parts[1], answers);
    else found = catalogPage(parts, answers);
    countFor(path, found && found.page, answers, url.searchParams);
    return { answers: answers, found: found || pages.away(path, answers) };
  }

  /* -- Showing it ------------------------------------------------------------------------ */

  // The surroundings lead to the same page in another language, back, and home with the list.
  function surround(found, answers) {
    const search = pages.query(answers, found.more), rest = found.path + (search ? "?" + search : "");
    document.querySelectorAll(".languages a[hreflang]").forEach((link) => {
      const other = home.replace("/" + language + "/", "/" + link.hreflang + "/") + "/" + rest;
      // Out of the same snapshot, whether or not the network is back.
      link.href = link.hreflang === language ? other : other + (search ? "&" : "?") + "snapshot=" + version;
    });
    const back = document.querySelector(".bar-back");
    if (back) {
      back.href = found.back || body.dataset.first;
      if (found.page === "question") back.dataset.back = "";
      else back.dataset.back = "trail";
    }
    if (take && answers.length) {
      take.href = pages.url("take-home", answers);
      beforeTake.after(take);
    } else if (take) {
      take.remove();
    }
    document.querySelectorAll("a.brand").forEach((link) => { link.href = pages.url("", answers); });
  }

  function show(found, answers, hash) {
    body.className = body.className.replace(/\s*page-\S+/g, "") + (found.look ? " " + found.look : "");
    shell.dataset.shown = found.page;
    document.title = found.title + " – Parcours";
    shell.replaceChildren(KioskParts.make("page-" + found.page, found.values));
    surround(found, answers);
    const search = pages.query(answers, found.more);
    history.replaceState(null, "", home + "/" + found.path + (search ? "?" + search : "") + hash);
    settle(hash);
  }

  // Where the reader stands after a new page: at an error, at the place named, else at the top.
  function settle(hash) {
    const kept = JSON.parse(sessionStorage.getItem("kiosk:scroll") || "null");
    sessionStorage.removeItem("kiosk:scroll");
    const error = document.getElementById("error-summary"), place = hash && document.getElementById(hash.slice(1));
    if (error) { error.focus(); return; }
    if (place) { reach(place); return; }
    document.getElementById("main").focus({ preventScroll: true });
    scrollTo(0, kept && kept[0] === location.href ? kept[1] : 0);
  }

  function reach(place) {
    place.scrollIntoView();
    if (place.tabIndex < 0) place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }

  function open(address) {
    let url = new URL(address, location.href);
    for (let next = pageAt(url); ; next = pageAt(url)) {
      if (!next.found.to) { show(next.found, next.answers, url.hash); return; }
      url = new URL(next.found.to, location.href);
    }
  }

  /* -- Moving on -------------------------------------------------------------------------- */

  document.addEventListener("kiosk:navigate", (event) => {
    const url = new URL(event.detail.url, location.href);
    if (!pages || !(url.pathname + "/").startsWith(home + "/") || url.searchParams.has("snapshot")) return;
    event.preventDefault();
    const samePage = url.hash && url.pathname === location.pathname && url.search === location.search;
    const place = samePage && document.getElementById(url.hash.slice(1));
    if (place) reach(place);
    else open(url.href);
  });

  async function begin() {
    engine = KioskEngine.open(await read());
    pages = KioskPages.open(engine, {
      home: home, desk: shell.dataset.name, list: shell.dataset.address + "/" + language + "/results",
      packages: "packages" in shell.dataset, printing: "printing" in shell.dataset
    });
    const here = new URL(location.href);
    here.searchParams.delete("snapshot");
    open(here.href);
    await sayAge();
    setInterval(sayAge, 60000);
  }

  begin().catch((error) => {
    // Without the snapshot there is nothing to show; the first screen tries again by itself.
    shell.replaceChildren(...calm);
    console.error(error);
    setTimeout(() => { location.replace(body.dataset.first); }, 5000);
  });
})();
