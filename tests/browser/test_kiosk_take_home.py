"""The list goes along: what a telephone reads off the screen leads to the same list."""

import io
from urllib.parse import parse_qs, urlsplit

import pytest
import zxingcpp
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.kiosk import LANDSCAPE, PORTRAIT, TABLET, touch_screen
from tests.browser.looks import NARROW
from tests.browser.serving import serving
from tests.browser.steps import SIDEWAYS, titles
from tests.browser.visitor import Visitor
from tests.desks import CENTRE, LEL, example
from tests.sites import app_with_desks
from tests.web.site_pages import SHOP
from wizard.domain.catalogue import Catalogue
from wizard.domain.journey import Journey
from wizard.web.pages.qr import qr
from wizard.web.pages.take_home import DENSEST

pytestmark = pytest.mark.browser


def longest(journey: Journey) -> str:
    """Return the query of the longest state that a visitor can bring about."""
    raw = {
        one.key: [option.key for option in one.options if option.key not in one.exclusive]
        if one.kind == "many"
        else [max((option.key for option in one.options), key=len)]
        for one in journey.questions
    }
    query = journey.replay(raw).answers.query()
    return "&".join(f"{key}={value}" for key, value in query)


def read_off(page: Page) -> str:
    """Return what a telephone reads in a picture of what is in sight."""
    page.locator(".qr").evaluate("code => code.scrollIntoView({ block: 'center' })")
    picture = Image.open(io.BytesIO(page.screenshot()))
    found = zxingcpp.read_barcodes(picture)
    assert len(found) == 1, f"{len(found)} codes are read"
    return str(found[0].text)


def assert_same_list(screen: Visitor, said: str, language: str, answers: str) -> None:
    """Open what was read, and compare it with the list on the website."""
    page = screen.page
    screen.visit(f"/{language}/results?{answers}")
    wanted, given = titles(page), page.locator(".answers dd").all_text_contents()
    page.goto(said)
    assert urlsplit(page.url).path == f"/{language}/results"
    assert titles(page) == wanted
    assert page.locator(".answers dd").all_text_contents() == given
    assert screen.query == answers


@pytest.mark.parametrize("inside", [f"kiosk/{LEL}", f"embed/{CENTRE}"])
@pytest.mark.parametrize("size", [PORTRAIT, LANDSCAPE, TABLET, NARROW], ids=str)
def test_what_a_telephone_reads_leads_to_the_same_list(
    browser: Browser, base: str, catalogue: Catalogue, inside: str, size: ViewportSize
) -> None:
    with touch_screen(browser, base, viewport=size) as screen:
        for answers in (SHOP, longest(catalogue.journey)):
            screen.visit(f"/nl/{inside}/take-home?{answers}")
            assert screen.page.evaluate(SIDEWAYS) == 0
            said = read_off(screen.page)
            assert qr(said).version <= DENSEST
            assert_same_list(screen, said, "nl", answers)


def test_a_long_state_is_said_by_its_words(
    browser: Browser, app: Flask, catalogue: Catalogue
) -> None:
    answers = longest(catalogue.journey)
    with serving(app_with_desks(app, example(LEL))) as base, touch_screen(browser, base) as screen:
        screen.visit(f"/fr/kiosk/{LEL}/take-home?{answers}")
        said = read_off(screen.page)
        assert qr(f"{base}/fr/results?{answers}").version > DENSEST
        assert urlsplit(said).path == "/fr/code"
        spoken = screen.page.locator(".words li").all_text_contents()
        assert parse_qs(urlsplit(said).query) == {"code": [" ".join(spoken)]}
        assert_same_list(screen, said, "fr", answers)


def test_paper_has_the_first_steps_and_the_desk(browser: Browser, base: str) -> None:
    with touch_screen(browser, base, viewport={"width": 760, "height": 1000}) as screen:
        page = screen.page
        screen.visit(f"/nl/kiosk/{LEL}/take-home?{SHOP}")
        expect(page.locator(".paper")).to_be_hidden()
        page.emulate_media(media="print")
        for shown in (".qr", ".words", ".paper-steps li >> nth=2", ".paper-hours"):
            expect(page.locator(shown)).to_be_visible()
        for gone in (".kiosk-bar", "header.top", "[data-print]", ".hint"):
            assert not page.locator(gone).filter(visible=True).count(), f"{gone} is printed"
        expect(page.locator(".paper")).to_contain_text("Voorbeeldstraat 1")
        assert page.evaluate(SIDEWAYS) == 0


def test_the_button_prints_and_leaves_nothing(browser: Browser, base: str) -> None:
    with touch_screen(browser, base) as screen:
        page = screen.page
        page.add_init_script("window.print = () => { document.body.dataset.printed = 'yes'; }")
        screen.visit(f"/nl/kiosk/{LEL}/take-home?{SHOP}")
        here = page.url
        page.locator("[data-print]").tap()
        expect(page.locator("body")).to_have_attribute("data-printed", "yes")
        assert page.url == here


WIDEST = ("marzipan", "platinum", "backpack", "werkbank", "comptoir", "mammoet")
"""Words of the code that take most room, of the 1,527 that there are."""


@pytest.mark.parametrize(
    "path", [f"kiosk/{LEL}/take-home", f"embed/{LEL}/take-home", "results"], ids=str
)
@pytest.mark.parametrize(
    "size", [PORTRAIT, LANDSCAPE, TABLET, {"width": 1280, "height": 900}, NARROW], ids=str
)
def test_no_word_of_the_code_is_broken(
    browser: Browser, base: str, path: str, size: ViewportSize
) -> None:
    with touch_screen(browser, base, viewport=size) as screen:
        screen.visit(f"/en/{path}?{SHOP}")
        lines = screen.page.locator(".words").evaluate(
            """(list, words) => {
                list.replaceChildren(...words.map(word => {
                    const item = document.createElement("li");
                    item.textContent = word;
                    return item;
                }));
                return [...list.children].map(item => {
                    const range = document.createRange();
                    range.selectNodeContents(item);
                    return range.getClientRects().length;
                });
            }""",
            list(WIDEST),
        )
        assert lines == [1] * len(WIDEST)
