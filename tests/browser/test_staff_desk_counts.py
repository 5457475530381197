"""The counts of desks in a real browser: accessible in every look, and counted for real."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.browser.conftest import serving
from tests.browser.looks import assert_none, every_look
from tests.browser.staff_site import open_office, served, sign_in, window_on
from tests.browser.visitor import Visitor
from tests.conftest import DAY
from tests.desks import LEL, FixedShelf, example
from tests.web.recording import RecordingTally
from wizard.app import build_app
from wizard.domain.catalogue import Catalogue
from wizard.domain.desk_counts import Batch, Spot
from wizard.search import Search
from wizard.web.site import Site
from wizard.web.staff.office import Office

pytestmark = pytest.mark.browser

PAGE = f"/staff/desks/{LEL}/counts"


def fill(office: Office) -> None:
    """Put numbers of forty days in the database."""
    for number in range(40):
        day = DAY - timedelta(days=number)
        counts = {"visit": 3 + number % 7, "language:fr": 2, "journey": 1 + number % 3}
        counts |= {"stage:idea": 1, "sector:horeca": 1, "need:export": 1, "taken": 1}
        counts |= {"service:microstart": 2, "service:credal": 1}
        numbers = {Spot(LEL, "kiosk", day, label): count for label, count in counts.items()}
        office.desk_counts.add(Batch(f"{number:016}", numbers), office.now())


@dataclass
class Host:
    """A partner's server: its address, and what its page frames."""

    address: str
    framed: str = ""

    def page(self) -> str:
        """Return the page with the frame."""
        head = '<!DOCTYPE html><html lang="en"><title>Host</title>'
        return f'{head}<iframe src="{self.framed}" width="600" height="800"></iframe>'


@pytest.fixture
def window(
    browser: Browser, catalogue: Catalogue, words: Search, tmp_path: Path
) -> Iterator[Visitor]:
    """A window on a staff area with numbers."""
    with (
        open_office(tmp_path, fill) as office,
        served(catalogue, words, office) as base,
        window_on(browser, base) as one,
    ):
        yield one


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("editor", PAGE),
        ("editor", f"{PAGE}?unit=day&on=2026-11-20"),
        ("editor", "/staff/desks/counts"),
        ("desk", f"{PAGE}?unit=week"),
        ("desk", f"{PAGE}?on=2020-01-01"),
    ],
)
def test_every_page_is_accessible(window: Visitor, name: str, path: str) -> None:
    sign_in(window, PAGE, name)
    window.visit(path)
    assert_none(every_look(window))


@pytest.fixture
def host() -> Iterator[Host]:
    """A partner's page, on an origin of its own."""
    app = Flask("host")
    with serving(app) as address:
        one = Host(address)
        app.add_url_rule("/", "page", one.page)
        yield one


def test_a_browser_at_the_kiosk_and_in_a_frame_is_counted_once(
    browser: Browser, catalogue: Catalogue, words: Search, host: Host
) -> None:
    tally = RecordingTally()
    desks = FixedShelf(replace(example(LEL), origins=(host.address,)))
    site = Site(catalogue, words, lambda: DAY, desks=desks, tally=tally)
    app = build_app(site, secret="only for tests")  # noqa: S106  (no secret)
    with serving(app) as base:
        page = browser.new_page(java_script_enabled=False)
        page.goto(f"{base}/kiosk/{LEL}/")
        page.locator(f'a[href="/nl/kiosk/{LEL}/?begin=1"]').first.click()
        page.wait_for_url(f"**/nl/kiosk/{LEL}/")
        page.reload()
        assert tally.labels("kiosk") == {"visit": 1, "language:nl": 1}
        # «localhost» is another site than the number, though it is the same machine.
        host.framed = f"{base.replace('127.0.0.1', 'localhost')}/embed/{LEL}/"
        page.goto(host.address)
        inner = page.frame_locator("iframe")
        inner.locator("a[href*='/journey']").first.click()
        inner.locator("form input[type=radio]").first.wait_for()
        page.close()
    labels = tally.labels("embed")
    assert labels["visit"] == 1
    assert sum(count for label, count in labels.items() if label.startswith("language:")) == 1
