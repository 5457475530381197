"""The keys on the screen write like a keyboard, and hide nothing that matters."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.kiosk import address, press_key, tap, tap_on, touch_screen, write
from tests.browser.visitor import Visitor
from tests.desks import LEL
from tests.web.site_pages import SHOP, Sample
from wizard.domain.answers import Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.spoken import speak

pytestmark = pytest.mark.browser

ROWS = (
    "1234567890",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbnéèàç",
    "êëï'-",
)
"""The Belgian order of keys."""


@pytest.fixture
def screen(browser: Browser, base: str) -> Iterator[Visitor]:
    with touch_screen(browser, base) as one:
        yield one


def test_the_keys_stand_in_the_belgian_order(screen: Visitor) -> None:
    screen.visit(address(Sample("search", "search"), "nl"))
    rows = screen.page.locator("#keys .hg-row").all()
    for row, letters in zip(rows, ROWS, strict=False):
        found = row.locator("[data-skbtn]").evaluate_all(
            "keys => keys.map(one => one.dataset.skbtn)"
        )
        assert "".join(one for one in found if len(one) == 1) == letters
    last = rows[-1].get_by_role("button").all()
    assert [one.get_attribute("aria-label") or one.text_content() for one in last] == [
        "Toetsen verbergen",
        "Spatie",
        "Zoeken",
    ]


def test_keys_write_where_the_caret_stands(screen: Visitor) -> None:
    page = screen.page
    screen.visit(address(Sample("code", "code"), "fr"))
    field = page.locator("#code")
    write(page, "déçu")
    press_key(page, "{bksp}")
    write(page, "0 l'ïle-")
    expect(field).to_have_value("déç0 l'ïle-")
    field.evaluate("field => field.setSelectionRange(1, 3)")
    write(page, "a")
    expect(field).to_have_value("da0 l'ïle-")
    page.keyboard.type("Z")
    expect(field).to_have_value("daZ0 l'ïle-")
    field.evaluate("field => { field.maxLength = field.value.length; }")
    write(page, "b")
    expect(field).to_have_value("daZ0 l'ïle-")


def test_suggestions_follow_the_keys_and_stay_in_sight(screen: Visitor) -> None:
    page = screen.page
    screen.visit(address(Sample("search", f"search?{SHOP}"), "fr"))
    write(page, "pret")
    options = page.locator(".suggestion")
    expect(options.first).to_be_visible()
    keys = page.locator("#keys").bounding_box()
    field = page.locator("#q2").bounding_box()
    shown = page.locator(".suggest-box").bounding_box()
    assert keys is not None
    assert field is not None
    assert shown is not None
    assert field["y"] >= 0
    assert shown["y"] + shown["height"] <= keys["y"]
    service = page.locator(".suggestion.service").first
    tap_on(service, lambda path: path.startswith(f"/fr/kiosk/{LEL}/services/"))


def test_the_keys_can_be_hidden_and_called_back(screen: Visitor) -> None:
    page = screen.page
    screen.visit(address(Sample("search", "search"), "nl"))
    expect(page.locator("#keys")).to_be_visible()
    expect(page.locator(".kiosk-bar")).to_be_hidden()
    press_key(page, "{hide}")
    expect(page.locator("#keys")).to_be_hidden()
    expect(page.locator(".kiosk-bar")).to_be_visible()
    tap(page.locator("#q2"))
    expect(page.locator("#keys")).to_be_visible()
    page.touchscreen.tap(540, 1100)
    expect(page.locator("#keys")).to_be_hidden()


def test_a_key_can_be_pressed_with_a_real_keyboard(screen: Visitor) -> None:
    page = screen.page
    screen.visit(address(Sample("code", "code"), "nl"))
    page.locator('#keys [data-skbtn="a"]').focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    expect(page.locator("#code")).to_have_value("aa")


def test_a_code_is_typed_by_touch(screen: Visitor, catalogue: Catalogue) -> None:
    page = screen.page
    answers: Answers = catalogue.journey.replay({"stage": ["idea"]}).answers
    screen.visit(address(Sample("code", "code"), "nl"))
    write(page, " ".join(speak(answers, "nl")))
    tap_on(page.locator('#keys [data-skbtn="{enter}"]'), lambda path: path.endswith("/results"))
    assert screen.query == "stage=idea"


def test_only_pages_with_a_field_load_the_keys(screen: Visitor) -> None:
    for sample in (Sample("start", ""), Sample("results", f"results?{SHOP}")):
        screen.visit(address(sample, "en"))
    assert not [url for url in screen.asked if "keyboard" in url]
    screen.visit(address(Sample("code", "code"), "en"))
    assert len({url for url in screen.asked if "keyboard" in url}) == 2
