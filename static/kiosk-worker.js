/* The worker of the kiosks: when the network or the server is away, slow or failing, it answers
   with the snapshot that it keeps; as long as all is well it changes nothing.

   A snapshot is one cache, filled as a whole or not at all; which one is in force is one small
   entry, replaced at the end. It is renewed from the first screen only, and never put in force
   while a visit is on. Pages of a visit are never kept: their addresses hold answers. */
"use strict";

const PREFIX = "kiosk-snapshot/";
const FORMAT = PREFIX + "1/";
const STATE = FORMAT + "state";
const WHOLE = "whole";
const PATIENCE = 5000;
const REFRESH_PATIENCE = 30000;
const REMEMBERED = 30000;
const DOWN = [500, 502, 503, 504];
const GONE = [404, 410];
const MOST_DAYS = 61;
const MOST_A_DAY = 2000;
const ROOT = self.location.pathname.replace(/\/kiosk-worker\.js$/, "");
const FIRST = /^\/kiosk\/([a-z0-9-]+)\/$/;
const PAGE = /^\/(nl|fr|en)\/kiosk\/([a-z0-9-]+)\/(?!snapshot\.json$)/;
const ASSET = /^\/(static|desks)\//;

let failedAt = 0;
const renewing = new Map();

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url), path = below(url);
  if (event.request.method !== "GET" || path === null) return;
  if (event.request.mode === "navigate") {
    const place = placeOf(path);
    if (place) event.respondWith(navigate(event, url, place));
  } else if (ASSET.test(path)) {
    event.respondWith(asset(event, url));
  }
});
self.addEventListener("message", (event) => {
  if (event.data && event.data.kind === "renew") event.waitUntil(answerRenewal(event));
});

/* -- Where a request goes -------------------------------------------------------------- */

// The path below the prefix of the site, or null for what is not of this site.
function below(url) {
  const own = url.origin === self.location.origin && (url.pathname + "/").startsWith(ROOT + "/");
  return own ? url.pathname.slice(ROOT.length) : null;
}

function placeOf(path) {
  const first = FIRST.exec(path), page = PAGE.exec(path);
  if (first) return { desk: first[1], shell: ROOT + "/kiosk/" + first[1] + "/offline", first: true };
  return page && { desk: page[2], shell: ROOT + "/" + page[1] + "/kiosk/" + page[2] + "/offline", first: false };
}

// Whether a page of a kiosk asks; also where nobody can tell who does.
async function byKiosk(event) {
  const asking = await self.clients.get(event.clientId);
  return !asking || placeOf(below(new URL(asking.url)) || "") !== null;
}

function firstUrl(desk) { return ROOT + "/kiosk/" + desk + "/"; }
function cacheOf(desk, version) { return FORMAT + desk + "/" + version; }

async function stateOf(desk) {
  const kept = await (await caches.open(STATE)).match(firstUrl(desk));
  return kept ? kept.json() : null;
}

async function putState(desk, version) {
  const words = JSON.stringify({ version: version, saved: Date.now() });
  await (await caches.open(STATE)).put(firstUrl(desk), new Response(words));
}

/* -- Answering ---------------------------------------------------------------------------- */

// The whole answer of the network within the time, so that half a page is none; a redirect is
// passed on as it is. The request itself goes out unchanged: to the server nothing is different.
async function fromNetwork(request, patience, options) {
  let timer = 0;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer within " + patience + " ms")), patience);
  });
  try {
    return await Promise.race([whole(fetch(request, options)), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function whole(asked) {
  const answer = await asked;
  if (answer.type === "opaqueredirect" || [204, 304].includes(answer.status)) return answer;
  const bytes = await answer.arrayBuffer();
  return new Response(bytes, { status: answer.status, statusText: answer.statusText, headers: answer.headers });
}

async function navigate(event, url, place) {
  const state = await stateOf(place.desk);
  const wanted = url.searchParams.get("snapshot");
  if (wanted) {
    const page = await kept(place, wanted);
    if (page) return page;
  }
  if (!state || Date.now() - failedAt > REMEMBERED) {
    try {
      const answer = await fromNetwork(event.request, PATIENCE);
      if (!DOWN.includes(answer.status)) {
        failedAt = 0;
        return answer;
      }
    } catch (error) {
      console.info("the kiosk is without a server: " + error.message);
    }
    failedAt = Date.now();
  }
  return state && await kept(place, state.version) || calm();
}

async function kept(place, version) {
  if (!await caches.has(cacheOf(place.desk, version))) return null;
  const cache = await caches.open(cacheOf(place.desk, version));
  return cache.match(place.shell + "?snapshot=" + version);
}

// What a page of a snapshot loads comes out of that snapshot; else the network comes first. Pages
// of the website, which somebody may read in the same browser, have no patience imposed on them.
async function asset(event, url) {
  const request = event.request;
  if (!await byKiosk(event)) return fetch(request);
  const own = url.searchParams.has("snapshot") || /^\/desks\//.test(below(url));
  const same = own && await caches.match(request.url);
  if (same) return same;
  try {
    const answer = await fromNetwork(request.url, PATIENCE, { credentials: "same-origin" });
    if (answer.status < 500) return answer;
  } catch (error) {
    console.info("the kiosk is without a server: " + error.message);
  }
  return await caches.match(request.url, { ignoreSearch: true }) || await otherVersion(url) || Response.error();
}

// The page may be of another program than the snapshot: then the file has another hash in its name,
// and one that looks a little different is better than none.
async function otherVersion(url) {
  const plain = (address) => new URL(address).pathname.replace(/\.[0-9a-f]{10}(\.[a-z]+)$/, "$1");
  for (const name of await caches.keys()) {
    const cache = await caches.open(name), kept = name.startsWith(FORMAT) ? await cache.keys() : [];
    const same = kept.find((one) => plain(one.url) === plain(url.href));
    if (same) return cache.match(same);
  }
  return null;
}

/* -- Keeping a snapshot -------------------------------------------------------------------- */

async function answerRenewal(event) {
  const desk = event.data.desk;
  if (!renewing.has(desk)) renewing.set(desk, renewAndReport(desk).finally(() => renewing.delete(desk)));
  const said = { kind: "renewed", desk: desk, ok: true, changed: false };
  try {
    said.changed = await renewing.get(desk);
    failedAt = 0;
  } catch (error) {
    console.info("the snapshot of " + desk + " stays as it is: " + error.message);
    said.ok = false;
  }
  if (event.source) event.source.postMessage(said);
}

async function renewAndReport(desk) {
  const changed = await renew(desk);
  await report(desk);
  return changed;
}

// Returns whether another snapshot than before is in force now.
async function renew(desk) {
  const state = await stateOf(desk), list = firstUrl(desk) + "snapshot.json";
  const known = state ? { "If-None-Match": '"' + state.version + '"' } : {};
  const answer = await fromNetwork(list, PATIENCE, { headers: known, cache: "no-store" });
  if (GONE.includes(answer.status)) { await forget(desk, ""); return false; }
  if (answer.status === 304) { await putState(desk, state.version); await forget(desk, state.version); return false; }
  if (answer.status !== 200) throw new Error("the list of its parts: " + answer.status);
  const parts = await answer.json(), name = cacheOf(desk, parts.version);
  if (!await isWhole(name)) await fill(name, parts);
  if (await visited(desk)) return false;
  await putState(desk, parts.version);
  await forget(desk, parts.version);
  return state !== null;
}

async function isWhole(name) {
  return await caches.has(name) && Boolean(await (await caches.open(name)).match(ROOT + "/" + WHOLE));
}

async function fill(name, parts) {
  await caches.delete(name);
  const cache = await caches.open(name);
  try {
    for (const url of parts.pages) await keepPage(cache, url, parts.version);
    for (const file of parts.files) await keepFile(cache, file);
    await cache.put(ROOT + "/" + WHOLE, new Response(""));
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
}

async function keepPage(cache, url, version) {
  const answer = await fromNetwork(url, REFRESH_PATIENCE, { cache: "no-store" });
  if (answer.status !== 200) throw new Error(url + ": " + answer.status);
  // Another process may have another edition already: a mixture is never kept.
  if (answer.headers.get("Snapshot-Version") !== version) throw new Error(url + " is of another snapshot");
  await cache.put(url, answer);
}

async function keepFile(cache, file) {
  // The colours of a desk that was changed meanwhile are at another address: those are none of ours.
  const answer = await fromNetwork(file.url, REFRESH_PATIENCE, { cache: "no-store", redirect: "error" });
  if (answer.status !== 200) throw new Error(file.url + ": " + answer.status);
  if (file.sha256 && await digestOf(answer.clone()) !== file.sha256) throw new Error(file.url + " is of another program");
  await cache.put(file.url, answer);
}

function hex(bytes) { return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""); }

async function digestOf(answer) {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", await answer.arrayBuffer())));
}

// Whether somebody is answering at this kiosk now.
async function visited(desk) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return windows.some((one) => {
    const page = PAGE.exec(below(new URL(one.url)) || "");
    return page !== null && page[2] === desk;
  });
}

// Removes the snapshots of a desk, but for the version that stays.
async function forget(desk, version) {
  const stays = version && cacheOf(desk, version);
  const old = (await caches.keys()).filter((name) => name.startsWith(FORMAT + desk + "/") && name !== stays);
  await Promise.all(old.map((name) => caches.delete(name)));
  if (!version) await (await caches.open(STATE)).delete(firstUrl(desk));
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && !name.startsWith(FORMAT));
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/* -- What was counted meanwhile ----------------------------------------------------------------- */

// Sends the numbers of the days without a network; a report keeps its id until it has arrived, so
// that none counts twice.
async function report(desk) {
  const cache = await caches.open(STATE), counts = firstUrl(desk) + "counts", going = firstUrl(desk) + "report";
  const waiting = await cache.match(counts);
  if (waiting && !await cache.match(going)) {
    const id = hex(crypto.getRandomValues(new Uint8Array(16)));
    await cache.put(going, new Response(JSON.stringify({ id: id, days: lately(await waiting.json()) })));
    await cache.delete(counts);
  }
  const kept = await cache.match(going);
  if (!kept) return;
  try {
    await send(cache, counts, going, await kept.json());
  } catch (error) {
    console.info("the counts wait: " + error.message);
  }
}

async function send(cache, address, going, body) {
  const status = await post(address, body);
  if (status === 422 && !body.plain) {
    // A service of an older edition is not known any more: the rest still counts.
    const rest = { id: body.id, days: withoutServices(body.days), plain: true };
    await cache.put(going, new Response(JSON.stringify(rest)));
    await send(cache, address, going, rest);
  } else if (status < 300 || [400, 413, 415, 422].includes(status) || GONE.includes(status)) {
    await cache.delete(going);
  }
}

async function post(address, body) {
  if (!Object.keys(body.days).length) return 204;
  const words = JSON.stringify({ id: body.id, days: body.days });
  const answer = await fromNetwork(address, PATIENCE, { method: "POST", headers: { "Content-Type": "application/json" }, body: words });
  return answer.status;
}

// No server takes days that are longer ago, or more than so many of a kind a day.
function lately(days) {
  const oldest = new Date(Date.now() - MOST_DAYS * 86400000).toISOString().slice(0, 10);
  const kept = Object.entries(days).filter(([day]) => day >= oldest);
  return Object.fromEntries(kept.map(([day, sums]) => [day, Object.fromEntries(
    Object.entries(sums).map(([label, number]) => [label, Math.min(number, MOST_A_DAY)]))]));
}

function withoutServices(days) {
  const kept = Object.entries(days).map(([day, sums]) => [day, Object.fromEntries(
    Object.entries(sums).filter(([label]) => !label.startsWith("service:")))]);
  return Object.fromEntries(kept.filter(([, sums]) => Object.keys(sums).length));
}

/* -- Nothing is kept yet ----------------------------------------------------------------------- */

const STYLE = "html{color-scheme:light dark;font:1.5rem/1.5 system-ui,sans-serif}" +
  "body{margin:0;min-height:100vh;display:grid;place-content:center;text-align:center;padding:1rem}";
const SENTENCES = [
  ["nl", "Even geen verbinding", "Deze kiosk probeert het vanzelf opnieuw. Vraag ondertussen gerust raad aan het onthaal, of bel 1819."],
  ["fr", "Pas de connexion pour le moment", "Cette borne réessaie d'elle-même. En attendant, adressez-vous à l'accueil ou appelez le 1819."],
  ["en", "No connection for the moment", "This kiosk tries again by itself. Meanwhile, ask at the reception, or call 1819."]
];

// A page of our own, in the three languages, that asks again by itself.
async function calm() {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(STYLE));
  const digest = btoa(String.fromCharCode(...new Uint8Array(bytes)));
  const parts = SENTENCES.map(([code, title, words]) =>
    '<section lang="' + code + '"><h2>' + title + "</h2><p>" + words + "</p></section>").join("");
  const page = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">' +
    '<meta http-equiv="refresh" content="15"><title>Parcours</title><style>' + STYLE + "</style></head><body><main><h1>Parcours</h1>" + parts + "</main></body></html>";
  return new Response(page, {
    status: 503,
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Cache-Control": "no-store",
      "Content-Security-Policy": "default-src 'none'; style-src 'sha256-" + digest + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "X-Content-Type-Options": "nosniff",
      "X-Frame-Options": "DENY",
      "Referrer-Policy": "no-referrer",
      "Cross-Origin-Opener-Policy": "same-origin"
    }
  });
}
