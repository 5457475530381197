"""A staff area that is served to a browser, over a database of its own, and windows on it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.focus import wait_for_focus
from tests.browser.serving import serving
from tests.browser.steps import follow
from tests.browser.visitor import Visitor
from tests.conftest import DAY
from tests.services.databases import migrated
from tests.sites import app_over
from tests.staff.call_examples import NOW
from tests.staff.people import Clock, add_accounts, office_over, partners_of
from wizard.domain.catalogue import Catalogue
from wizard.search import Search
from wizard.store.engine import open_engine, sqlite_url
from wizard.web.site import Site
from wizard.web.staff.office import Office


@contextmanager
def open_office(folder: Path, fill: Callable[[Office], object]) -> Iterator[Office]:
    """Open an office over a new database, with an account of each role, and let `fill` fill it."""
    file = folder / "staff.sqlite3"
    file.write_bytes(migrated())
    engine = open_engine(sqlite_url(file))
    office = office_over(engine, Clock(NOW), folder)
    add_accounts(office)
    fill(office)
    yield office
    engine.dispose()


@contextmanager
def served(catalogue: Catalogue, words: Search, office: Office) -> Iterator[str]:
    """Serve the site with that staff area as long as the block lasts; yields its address."""
    site = Site(catalogue, words, lambda: DAY, office=office, desks=partners_of(office).shelf)
    app = app_over(site)
    with serving(app) as address:
        yield address


@contextmanager
def window_on(browser: Browser, base: str, **options: Any) -> Iterator[Visitor]:
    """Open a window that may hold the cookie; nothing else may go wrong in it."""
    options["viewport"] = {"width": 1280, "height": 800}
    visitor = Visitor.in_new_window(browser, base, **options)
    yield visitor
    visitor.context.close()
    assert not visitor.troubles, "\n".join(visitor.troubles)


def sign_in(window: Visitor, following: str, name: str = "adviser") -> Page:
    """Sign in, which leads to the page `following`, and return it."""
    page = window.page
    window.visit(f"/staff/sign-in?next={following}")
    page.fill("#name", name)
    page.fill("#password", f"{name} password")
    follow(page.locator("main button[type=submit]"))
    assert window.path == following
    return page


def press(page: Page, *keys: str) -> None:
    """Press keys; the last one leads to another page."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])
    wait_for_focus(page)
