"""The whole browser, as people have it: what the light one of the other tests might do otherwise."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import NewVisitor
from tests.browser.kiosk import FIRST, touch_screen
from tests.browser.kiosk_gate import Gate
from tests.browser.kiosk_offline import kiosk_at
from tests.browser.looks import assert_none, every_look
from tests.browser.steps import titles, walk
from tests.browser.test_journey import STARTER
from tests.desks import LEL
from tests.web.site_pages import SHOP
from wizard.domain.catalogue import Catalogue

pytestmark = [pytest.mark.browser, pytest.mark.full_browser]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_the_journey_leads_to_a_list(
    new_visitor: NewVisitor, catalogue: Catalogue, script: bool
) -> None:
    visitor = new_visitor(java_script_enabled=script)
    assert walk(visitor, STARTER, catalogue.journey, "fr")[:2] == ["stage", "sector"]
    assert titles(visitor.page)


def test_a_list_is_accessible_and_can_be_printed(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    visitor.visit(f"/nl/results?{SHOP}")
    assert visitor.page.pdf(prefer_css_page_size=True).startswith(b"%PDF-")
    assert_none(every_look(visitor))


def test_a_kiosk_goes_on_without_the_network(browser: Browser, gate: Gate) -> None:
    with kiosk_at(browser, gate) as kiosk:
        kiosk.first()
        kiosk.gate.close()
        kiosk.choose("nl")
        assert kiosk.offline
        kiosk.visit(f"/nl/kiosk/{LEL}/results?{SHOP}")
        kiosk.page.wait_for_selector("#offline article")


def test_a_kiosk_that_is_left_alone_goes_back(browser: Browser, base: str) -> None:
    with touch_screen(browser, base) as screen:
        screen.page.clock.install()
        screen.visit(f"/fr/kiosk/{LEL}/results?{SHOP}")
        screen.page.clock.fast_forward(95_000)
        screen.page.locator("#still-there").wait_for()
        screen.page.clock.fast_forward(30_000)
        screen.page.wait_for_url(base + FIRST)
