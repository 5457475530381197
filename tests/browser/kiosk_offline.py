"""A kiosk on a site behind a gate: its window, its snapshot, and the ways to go on."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.browser.kiosk import FIRST, PORTRAIT
from tests.browser.kiosk_gate import Gate
from tests.desks import LEL

STATE = f"""async () => {{
  const kept = await (await caches.open('kiosk-snapshot/1/state')).match('{FIRST}');
  return kept ? kept.json() : null;
}}"""

WAIT_FOR_STATE = f"""async (other) => {{
  for (;;) {{
    const kept = await (await caches.open('kiosk-snapshot/1/state')).match('{FIRST}');
    const state = kept && await kept.json();
    if (state && state.version !== other) return state.version;
    await new Promise((done) => setTimeout(done, 50));
  }}
}}"""

RENEW = f"""() => new Promise((done) => {{
  navigator.serviceWorker.addEventListener('message', (event) => done(event.data), {{ once: true }});
  navigator.serviceWorker.ready.then((one) => one.active.postMessage({{ kind: 'renew', desk: '{LEL}' }}));
}})"""

KEPT = """async () => {
  const kept = [...Object.entries(localStorage), ...Object.entries(sessionStorage)].map(String);
  for (const one of await indexedDB.databases()) kept.push(one.name);
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const asked of await cache.keys()) {
      const text = await (await cache.match(asked)).text();
      kept.push(name + ' ' + asked.url + (name.endsWith('/state') ? ' ' + text : ''));
    }
  }
  return kept;
}"""
"""All that the browser keeps: names and addresses, and what stands in the small entries."""


@dataclass
class Kiosk:
    """One window of a kiosk; `said` are the errors of its scripts."""

    gate: Gate
    context: BrowserContext
    page: Page
    said: list[str] = field(default_factory=list)

    def visit(self, path: str) -> None:
        """Open a path of the site by its address.

        Again if the first screen, renewed meanwhile, came anew in between: unlike a touch,
        an address that a test opens is nothing the page knows of.
        """
        while True:
            try:
                self.page.goto(self.gate.address + path)
            except Error as error:
                if "interrupted by another navigation" not in error.message:
                    raise
                self.page.wait_for_load_state()
            else:
                return

    def first(self) -> None:
        """Open the first screen, and wait until a snapshot is kept."""
        self.visit(FIRST)
        self.page.evaluate(WAIT_FOR_STATE, "")

    def wait_for_other(self, version: str) -> str:
        """Wait until another snapshot than `version` is in force; returns its version."""
        return str(self.ask(WAIT_FOR_STATE, version))

    def ask(self, script: str, argument: object = None) -> Any:
        """Return what a script says in the page; again if the page was replaced meanwhile.

        The first screen comes anew when there is a new snapshot.
        """
        while True:
            try:
                return self.page.evaluate(script, argument)
            except Error as error:
                if "Execution context was destroyed" not in error.message:
                    raise
                self.page.wait_for_load_state()

    @property
    def version(self) -> str:
        """The version of the snapshot in force, "" if there is none."""
        state = self.ask(STATE)
        return str(state["version"]) if state else ""

    def renew(self) -> dict[str, Any]:
        """Let the worker renew the snapshot as the first screen does; returns what it says."""
        said: dict[str, Any] = self.ask(RENEW)
        return said

    def choose(self, language: str) -> None:
        """Choose a language on the first screen."""
        self.page.click(f".first-languages a[hreflang={language}]")
        self.page.wait_for_selector(f"html[lang={language}] .hero")

    def answer(self, *values: str) -> None:
        """Choose options of the question shown, and go on to another page."""
        before = self.page.url
        for value in values:
            self.tick(value)
        self.page.click("form button[type=submit]")
        self.page.wait_for_url(lambda url: url != before)
        self.settled()

    def tick(self, value: str) -> None:
        """Touch an option of the question shown; its words cover the button itself."""
        self.page.click(f"input[value='{value}'] + label")

    def settled(self) -> None:
        """Wait for a page with content, of the network or of the snapshot."""
        self.page.wait_for_selector("main h1")

    @property
    def offline(self) -> bool:
        """Whether the page shown comes out of the snapshot."""
        return self.page.locator("#offline").count() > 0

    @property
    def path(self) -> str:
        """The path of the page shown."""
        return urlsplit(self.page.url).path

    @property
    def heading(self) -> str:
        """The heading of the page shown."""
        return self.page.locator("main h1").first.inner_text()

    def kept(self) -> str:
        """Return everything that the browser keeps, as one text."""
        return json.dumps(self.page.evaluate(KEPT))


@contextmanager
def kiosk_at(browser: Browser, gate: Gate, **options: Any) -> Iterator[Kiosk]:
    """Open the window of a kiosk before a gate; fails if a script fails or a cookie is set."""
    options.setdefault("viewport", PORTRAIT)
    context = browser.new_context(**options)
    context.set_default_timeout(15_000)
    kiosk = Kiosk(gate, context, context.new_page())
    kiosk.page.on("pageerror", lambda error: kiosk.said.append(f"script: {error}"))
    kiosk.page.on("console", lambda one: kiosk.said.append(one.text) if _is_ours(one) else None)
    try:
        yield kiosk
        assert not kiosk.said, "\n".join(kiosk.said)
        assert not context.cookies()
    finally:
        context.close()


def _is_ours(message: Any) -> bool:
    """Return whether a message of the console is not the browser's own about the network."""
    network = ("Failed to load resource", "ERR_", "service worker")
    return message.type == "error" and not any(part in message.text for part in network)
