"""A served site, one Chromium per worker, and windows that are checked when they close."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserType, expect, sync_playwright

from tests.browser.house import House, furnished, open_house
from tests.browser.kiosk import TOUCHED
from tests.browser.kiosk_gate import Gate, gate_before
from tests.browser.kiosk_offline import Kiosk, kiosk_at
from tests.browser.partners import Partners, open_partners
from tests.browser.serving import serving
from tests.browser.staff_site import open_office, served, window_on
from tests.browser.visitor import Visitor
from tests.web.site_pages import breaking_app
from wizard.domain.catalogue import Catalogue
from wizard.search import Search
from wizard.web.staff.office import Office

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

LIGHT = (*FLAGS, "--js-flags=--max-opt=1")
"""Pages that live for a second are not worth compiling well: a sixth of the processor time of
opening pages and running axe-core in them."""


def pytest_configure(config: pytest.Config) -> None:
    """Explain the mark."""
    config.addinivalue_line("markers", "full_browser: needs all of Chromium, not its light form")


NewVisitor: TypeAlias = Callable[..., Visitor]
OpenWindows: TypeAlias = dict[str, Visitor]


@pytest.fixture(scope="session")
def base(app: Flask) -> Iterator[str]:
    """The address of the site."""
    with serving(app) as address:
        yield address


@pytest.fixture(scope="session")
def broken_base(app: Flask) -> Iterator[str]:
    """The address of a site with a page that always fails."""
    with serving(breaking_app(app)) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserType]:
    """What starts browsers; what a test expects of a page may come late on a busy machine."""
    expect.set_options(timeout=20_000)
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def light_browser(chromium: BrowserType) -> Iterator[Browser]:
    """Debian's Chromium without the parts that only a person sees.

    A window of it costs a sixth of one of the full browser.
    """
    with started(chromium, "chromium-headless-shell", LIGHT) as one:
        yield one


@pytest.fixture(scope="session")
def full_browser(chromium: BrowserType) -> Iterator[Browser]:
    """Debian's Chromium as people have it, which keeps nothing for a frame of another site."""
    with started(chromium, "chromium", FLAGS) as one:
        yield one


@pytest.fixture
def browser(request: pytest.FixtureRequest) -> Browser:
    """The light browser, or the full one where a test has the mark; once per worker."""
    full = request.node.get_closest_marker("full_browser")
    one: Browser = request.getfixturevalue("full_browser" if full else "light_browser")
    return one


@contextmanager
def started(chromium: BrowserType, package: str, switches: tuple[str, ...]) -> Iterator[Browser]:
    """Start the browser of one of Debian's packages, as long as the block lasts."""
    program = shutil.which(package)
    assert program, f"install Debian's package {package}"
    browser = chromium.launch(executable_path=program, args=list(switches))
    yield browser
    browser.close()


@pytest.fixture
def new_visitor(browser: Browser, base: str) -> Iterator[NewVisitor]:
    """Make windows: `new_visitor(width=320, java_script_enabled=False)`.

    Every window fails its test if a request failed or went to another host, if
    anything was written to the console, or if a cookie or stored value is left.
    """
    visitors: list[Visitor] = []

    def make(
        width: int = 1280, *, at: str = base, allowed: tuple[str, ...] = (), **options: Any
    ) -> Visitor:
        options.setdefault("viewport", {"width": width, "height": 800})
        visitor = Visitor.in_new_window(browser, at, allowed, **options)
        visitors.append(visitor)
        return visitor

    yield make
    for visitor in visitors:
        visitor.leave()


@pytest.fixture(scope="session")
def open_windows() -> Iterator[OpenWindows]:
    """The windows that tests use one after the other."""
    windows: OpenWindows = {}
    yield windows
    for visitor in windows.values():
        visitor.leave()


@pytest.fixture
def new_reader(
    light_browser: Browser, base: str, open_windows: OpenWindows
) -> Iterator[NewVisitor]:
    """Make windows like `new_visitor`, for tests that only read and change the look of pages.

    A window takes three times as long as a page in it, so one of each kind is used again by the
    next test, which finds it as a new one: nothing was kept, and what it looked like is undone.
    """
    used: list[Visitor] = []

    def take(width: int = 1280, **options: Any) -> Visitor:
        look = {"viewport": {"width": width, "height": 800}, **options}
        name = repr(sorted(look.items()))
        if name not in open_windows:
            open_windows[name] = Visitor.in_new_window(light_browser, base, **look)
        visitor = open_windows[name]
        visitor.page.set_viewport_size(look["viewport"])
        visitor.page.emulate_media(media="null", color_scheme=look.get("color_scheme", "null"))
        used.append(visitor)
        return visitor

    yield take
    for visitor in used:
        visitor.pause()


@pytest.fixture
def reader(new_reader: NewVisitor) -> Visitor:
    """A window of an ordinary width that is used again."""
    return new_reader()


@pytest.fixture
def touch_reader(new_reader: NewVisitor) -> Visitor:
    """The window of a kiosk, upright, that is used again."""
    return new_reader(**TOUCHED)


@pytest.fixture
def visitor(new_visitor: NewVisitor) -> Visitor:
    """A window of an ordinary width."""
    return new_visitor()


@pytest.fixture(scope="module")
def partners(app: Flask) -> Iterator[Partners]:
    """The site and two partners."""
    with open_partners(app) as them:
        yield them


@pytest.fixture(scope="session")
def furniture(catalogue: Catalogue, published: Path, shared: Path) -> Path:
    """The data folder of a house, to copy."""
    return furnished(catalogue, published, shared)


@pytest.fixture(scope="module")
def house(
    catalogue: Catalogue, furniture: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """One real server for the tests of a file, with an adviser of each language."""
    with open_house(catalogue, furniture, tmp_path_factory.mktemp("house")) as one:
        yield one


@pytest.fixture
def gate(base: str) -> Iterator[Gate]:
    """A gate before the site."""
    with gate_before(base) as one:
        yield one


@pytest.fixture
def kiosk(browser: Browser, gate: Gate) -> Iterator[Kiosk]:
    """A kiosk that has seen the network once and keeps a snapshot."""
    with kiosk_at(browser, gate) as one:
        one.first()
        yield one


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A staff area with its accounts and the example desks, and nothing else in it."""
    with open_office(tmp_path, lambda _: None) as one:
        yield one


@pytest.fixture
def staff_base(catalogue: Catalogue, words: Search, office: Office) -> Iterator[str]:
    """The address of a site with that staff area."""
    with served(catalogue, words, office) as address:
        yield address


@pytest.fixture
def window(browser: Browser, staff_base: str) -> Iterator[Visitor]:
    """A window on that site."""
    with window_on(browser, staff_base) as one:
        yield one
