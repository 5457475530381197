"""No page of a kiosk breaks a rule of axe-core, upright and lying, in light and dark."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import axe
from tests.browser.kiosk import FIRST, LANDSCAPE, PAGES, address, touch_screen
from tests.browser.looks import assert_none, look
from tests.browser.visitor import Visitor
from tests.web.site_pages import Sample
from wizard.domain.text import LANGUAGES

pytestmark = pytest.mark.browser


def in_both_schemes(screen: Visitor) -> list[str]:
    """Return what axe-core finds upright in light, lying in dark."""
    page = screen.page
    axe.load(page)
    found = look(screen, "upright, light")
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(LANDSCAPE)
    return found + look(screen, "lying, dark")


@pytest.mark.parametrize("number", range(len(PAGES)), ids=lambda one: PAGES[one].name)
def test_every_page_passes_axe(touch_reader: Visitor, number: int) -> None:
    sample, language = PAGES[number], LANGUAGES[number % len(LANGUAGES)]
    assert touch_reader.visit(address(sample, language)).status == sample.status
    assert_none(in_both_schemes(touch_reader))


@pytest.mark.parametrize("path", [FIRST, "/kiosk/no-such-desk/"])
def test_the_first_screen_passes_axe(browser: Browser, base: str, path: str) -> None:
    with touch_screen(browser, base) as screen:
        # The closed screen looks for its desk each minute, and a slow machine may see it do so.
        screen.allowed = ("no-such-desk", "404 (NOT FOUND)")
        screen.visit(path)
        assert_none(in_both_schemes(screen))


def test_the_keys_and_the_question_pass_axe(browser: Browser, base: str) -> None:
    with touch_screen(browser, base) as screen:
        page = screen.page
        screen.visit(address(Sample("code", "code"), "nl"))
        expect(page.locator("#keys")).to_be_visible()
        assert_none(in_both_schemes(screen))
        page.emulate_media(color_scheme="light")
        page.evaluate("document.getElementById('still-there').showModal()")
        assert_none(in_both_schemes(screen))
