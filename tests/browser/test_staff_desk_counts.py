"""The counts of desks in a real browser: accessible in every look, and counted for real."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.looks import assert_none, every_look
from tests.browser.partners import Partner, open_partner
from tests.browser.serving import serving
from tests.browser.staff_site import open_office, sign_in
from tests.browser.visitor import Visitor
from tests.conftest import DAY
from tests.desks import LEL, FixedShelf, example
from tests.sites import app_over
from tests.web.recording import RecordingTally
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


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A staff area with numbers."""
    with open_office(tmp_path, fill) as one:
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
def host() -> Iterator[Partner]:
    """A partner's site."""
    with open_partner() as one:
        yield one


def test_a_browser_at_the_kiosk_and_in_a_frame_is_counted_once(
    browser: Browser, catalogue: Catalogue, words: Search, host: Partner
) -> None:
    tally = RecordingTally()
    desks = FixedShelf(replace(example(LEL), origins=(host.origin,)))
    site = Site(catalogue, words, lambda: DAY, desks=desks, tally=tally)
    app = app_over(site)
    with serving(app) as base:
        page = browser.new_page(java_script_enabled=False)
        page.goto(f"{base}/kiosk/{LEL}/")
        page.locator(f'a[href="/nl/kiosk/{LEL}/?begin=1"]').first.click()
        page.wait_for_url(f"**/nl/kiosk/{LEL}/")
        page.reload()
        assert tally.labels("kiosk") == {"visit": 1, "language:nl": 1}
        framed = f'<iframe src="{base}/embed/{LEL}/" width="600" height="800"></iframe>'
        page.goto(host.page(framed))
        inner = page.frame_locator("iframe")
        inner.locator("a[href*='/journey']").first.click()
        inner.locator("form input[type=radio]").first.wait_for()
        page.close()
    labels = tally.labels("embed")
    assert labels["visit"] == 1
    assert sum(count for label, count in labels.items() if label.startswith("language:")) == 1
