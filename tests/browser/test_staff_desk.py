"""The desk in a browser: accessible in every state, usable without a script, at every width."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import COLOURS, OPTIONS, load, violations
from tests.browser.focus import wait_for_focus
from tests.browser.house import House
from wizard.domain.text import LANGUAGES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETTLED = "#desk:not([aria-busy])"
TROUBLE = "stage=difficulty&sector=food-agriculture&place=1080&size=micro"
STATES = {
    "empty": ("", ()),
    "proposals": ("q=boulanger+Molenbeek+2+salari%C3%A9s", ()),
    "answered": (f"{TROUBLE}&caller=nl&show=local-economy-desks&named=1819", ()),
    "excluded": (f"{TROUBLE}&every=yes&show=brussels-days&caller=fr&aloud=yes", ()),
    "ended": ("show=cairgo-bike-premium", ()),
    "not-asked": ("stage=idea&rows=400", ()),
    "nothing-found": ("q=xqzwvjkq", ()),
    "keys": (TROUBLE, ("Escape", "?")),
    "notes": (TROUBLE, ("Escape", "d")),
    "flag": (f"{TROUBLE}&show=microstart", ("Escape", "f")),
    "control": (TROUBLE, ("Escape", "7")),
    "case": (f"{TROUBLE}&case=WRONG", ()),
}
"""Name -> the query of the desk, and the keys that bring the state about."""

LOOKS = ((1280, 800, "light"), (1280, 800, "dark"), (320, 640, "light"))


@pytest.mark.parametrize("name", STATES)
def test_every_state_of_the_desk_is_accessible(house: House, browser: Browser, name: str) -> None:
    query, keys = STATES[name]
    with house.desk(browser, "en") as page:
        page.goto(f"{house.address()}/staff/desk?{query}")
        wait_for_focus(page)
        for key in keys:
            page.keyboard.press(key)
        load(page)
        for width, height, scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of its words
            found = violations(page, COLOURS if scheme == "dark" else OPTIONS)
            assert not found, f"{name} at {width} {scheme}:\n" + "\n".join(found)
            sideways = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert sideways <= 0, f"{name} at {width}: {sideways} px too wide"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080)], ids=str)
def test_the_desk_fits_the_screen(
    house: House, browser: Browser, language: str, size: tuple[int, int]
) -> None:
    with house.desk(browser, language) as page:
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(f"{house.address()}/staff/desk?{TROUBLE}&show=microstart")
        wait_for_focus(page)
        tall = page.evaluate(
            "document.documentElement.scrollHeight - document.documentElement.clientHeight"
        )
        assert tall <= 0, "the panes scroll, the page does not"
        for part in ("#box", ".desk-controls", ".desk-list", ".script", "#save button"):
            expect(page.locator(part).first).to_be_in_viewport()
        assert bar_height(page) < 48, "the line of the call breaks in two"


def bar_height(page: Page) -> float:
    """Return the height of the line with the caller's language and the ways on."""
    height: float = page.evaluate("document.querySelector('.desk-bar').offsetHeight")
    return height


def test_without_a_script_the_desk_does_the_same(house: House, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{house.address()}/staff/sign-in")
    page.fill("#name", "en")
    page.fill("#password", "only-for-these-tests")
    page.keyboard.press("Enter")
    page.fill("#box", "boulanger à Molenbeek")
    page.keyboard.press("Enter")
    page.click(".chip-all")
    expect(page.locator("#control-place")).to_have_value("1080")
    page.select_option("#control-stage", "difficulty")
    page.click(".box-line button")
    page.locator(".desk-row > a").first.click()
    expect(page.locator(".script")).to_be_visible()
    page.click("[data-action=name]")
    expect(page.locator(".desk-row.named")).to_have_count(1)
    page.click("#save > button")
    expect(page.locator(".staff-notice")).to_be_visible()
    context.close()


def test_an_ended_sign_in_leads_to_the_sign_in_and_back(house: House, browser: Browser) -> None:
    with house.desk(browser, "fr") as page:
        house.run("staff", "sign-out", "fr")
        page.keyboard.type("coiffeuse")
        page.wait_for_url("**/staff/sign-in*")
        wait_for_focus(page)
        page.keyboard.type("fr")
        page.keyboard.press("Tab")
        page.keyboard.type("only-for-these-tests")
        page.keyboard.press("Enter")
        page.wait_for_url("**/staff/desk*")
        expect(page.locator("#box")).to_have_value("coiffeuse")


def test_single_keys_do_nothing_for_those_who_switched_them_off(
    house: House, browser: Browser
) -> None:
    with house.desk(browser, "nl") as page:
        page.goto(f"{house.address()}/staff/account")
        page.locator("input[name=shortcuts]").uncheck()
        page.locator("form", has=page.locator("input[name=shortcuts]")).locator(
            "button[type=submit]"
        ).click()
        page.goto(f"{house.address()}/staff/desk?{TROUBLE}")
        wait_for_focus(page)
        page.locator(".desk-row > a").first.focus()
        page.keyboard.press("s")
        page.keyboard.press("n")
        page.keyboard.press("?")
        expect(page.locator("#help")).not_to_be_visible()
        assert "stage=difficulty" in page.url


def test_to_whom_the_caller_was_sent_by_word_of_mouth_is_kept(
    house: House, browser: Browser
) -> None:
    with house.desk(browser, "en") as page:
        page.goto(f"{house.address()}/staff/desk?show=microstart&named=microstart")
        wait_for_focus(page)
        page.keyboard.press("Escape")
        page.keyboard.press("d")
        page.locator("[name=referred]").first.focus()
        page.keyboard.press("Space")
        page.keyboard.press("Escape")
        page.keyboard.press("l")
        page.wait_for_selector(SETTLED)
        expect(page.locator("[name=referred]").first).to_be_checked()
        page.keyboard.press("s")
        page.wait_for_url("**/staff/desk?done=saved*")
        page.click(".desk-news a")
        sent = page.locator("dt, h2, h3, th", has_text="Sent to, by word of mouth").first
        expect(sent.locator("xpath=following-sibling::*[1]")).to_contain_text("microStart")
