"""Partners' sites around the frame: real servers on other origins, and a reader who looks at them.

The site answers at `127.0.0.1`, its partners at `localhost`, which browsers take for another
site. Each partner is at a port of its own and so an origin of its own.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Flask, Response
from playwright.sync_api import Browser, Frame, Page

from tests.browser.serving import serving
from tests.desks import LEL, example
from tests.sites import app_with_desks
from wizard.web.embed_snippet import script_line

NO_FRAME = "no-frame"
"""A desk that has its kiosk only."""

KEPT = """async () => {
  const kept = [], denials = ["SecurityError", "UnknownError", "NotSupportedError"];
  const look = async (name, what) => {
    try { if (await what()) kept.push(name); }
    catch (error) { if (!denials.includes(error.name)) throw error; }
  };
  await look("cookie", () => document.cookie);
  await look("localStorage", () => localStorage.length);
  await look("sessionStorage", () => sessionStorage.length);
  await look("indexedDB", async () => (await indexedDB.databases()).length);
  await look("caches", async () => (await caches.keys()).length);
  await look("service worker", async () => (await navigator.serviceWorker.getRegistrations()).length);
  return kept;
}"""
"""What a page made the browser keep; where it may keep nothing at all, it kept nothing."""


FITS = """() => new Promise((fits, fails) => {
  const height = () => document.documentElement.getBoundingClientRect().height;
  const until = Date.now() + 10000;
  const look = () => {
    if (Math.abs(innerHeight - height()) < 1) fits();
    else if (Date.now() > until) fails(new Error(`${innerHeight} for ${height()} pixels`));
    else setTimeout(look, 20);
  };
  look();
})"""
"""Waits within the page: its policy forbids what Playwright would evaluate again and again."""


@dataclass
class Partner:
    """A partner's site: its origin, and its pages, which a test writes."""

    origin: str
    pages: dict[str, Response] = field(default_factory=dict)

    @property
    def next_door(self) -> str:
        """The same pages at another origin that browsers take for the same site as ours."""
        return self.origin.replace("localhost", "127.0.0.1")

    def page(self, body: str, *, lang: str = "nl", headers: dict[str, str] | None = None) -> str:
        """Put a page on the site and return its address."""
        name = f"/{len(self.pages)}"
        html = (
            f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>Partner</title>'
        )
        html += f'<link rel="icon" href="data:,"></head><body>{body}</body></html>'
        self.pages[name] = Response(html, headers=headers, mimetype="text/html")
        return self.origin + name


@dataclass
class Partners:
    """The site, a partner that is on its desk's list, and one that is not."""

    base: str
    listed: Partner
    stranger: Partner

    def snippet(self, desk: str = LEL, **data: str) -> str:
        """Return the line that a partner copies, with attributes `data-...` added."""
        more = "".join(f' data-{name}="{value}"' for name, value in data.items())
        return script_line(self.base, desk).replace("></script>", f"{more}></script>")


def _served(partner: Partner) -> Flask:
    app = Flask("partner")

    @app.get("/<name>")
    def page(name: str) -> Response:
        found = partner.pages.get(f"/{name}")
        return found or Response("nothing", status=404)

    return app


@contextmanager
def open_partner() -> Iterator[Partner]:
    """Serve a partner's site as long as the block lasts."""
    partner = Partner("")
    with serving(_served(partner)) as address:
        partner.origin = address.replace("127.0.0.1", "localhost")
        yield partner


@contextmanager
def open_partners(app: Flask) -> Iterator[Partners]:
    """Serve the site with a desk that lists one of two partners, as long as the block lasts."""
    with open_partner() as listed, open_partner() as stranger:
        desk = replace(example(LEL), origins=(listed.origin, listed.next_door))
        kiosk_only = replace(desk, key=NO_FRAME, features=desk.features - {"embed"})
        with serving(app_with_desks(app, desk, kiosk_only)) as base:
            yield Partners(base, listed, stranger)


@dataclass
class Reader:
    """Somebody with a window on a partner's page; `troubles` are what the window complains of."""

    page: Page
    base: str
    troubles: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def visit(self, address: str) -> None:
        """Open a partner's page."""
        self.page.goto(address)

    def frame(self, number: int = 0) -> Frame:
        """Return one of the frames with the journey, once its page is there."""
        element = self.page.locator("iframe").nth(number).element_handle()
        found = element.content_frame()
        assert found is not None
        found.wait_for_load_state()
        return found

    def height(self, number: int = 0) -> float:
        """Return how high a frame stands on the partner's page."""
        box = self.page.locator("iframe").nth(number).bounding_box()
        assert box is not None
        return box["height"]

    def grown(self, number: int = 0) -> Frame:
        """Return a frame once it is exactly as high as its page."""
        frame = self.frame(number)
        frame.evaluate(FITS)
        return frame


@contextmanager
def reading(
    browser: Browser, partners: Partners, *, allowed: tuple[str, ...] = (), **options: Any
) -> Iterator[Reader]:
    """Open a window; at the end fail on any trouble, cookie or thing kept in a frame of ours.

    `allowed` are parts of troubles that a test brings about itself.
    """
    options.setdefault("viewport", {"width": 1280, "height": 800})
    context = browser.new_context(**options)
    context.set_default_timeout(10_000)
    reader = Reader(context.new_page(), partners.base)
    _watch(reader)
    try:
        yield reader
        ours = [one for one in reader.page.frames if one.evaluate("origin") == partners.base]
        kept = [thing for one in ours for thing in one.evaluate(KEPT)]
        assert not kept, f"the browser was made to keep {kept}"
        assert not context.cookies()
        troubles = [one for one in reader.troubles if not any(part in one for part in allowed)]
        assert not troubles, "\n".join(troubles)
    finally:
        context.close()


def _watch(reader: Reader) -> None:
    note: Callable[[str], None] = reader.troubles.append
    reader.page.on("request", lambda one: reader.asked.append(one.url))
    reader.page.on("pageerror", lambda error: note(f"script: {error}"))
    reader.page.on(
        "console",
        lambda said: note(f"console: {said.text}") if said.type in ("error", "warning") else None,
    )
