"""A kiosk that is left alone asks, and goes back to its first screen without a trace."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.kiosk import COUNTDOWN, FIRST, IDLE, address, touch_screen
from tests.browser.steps import wait_until
from tests.browser.visitor import Visitor
from tests.web.site_pages import COMPLETE, SHOP, Sample

pytestmark = pytest.mark.browser

RESULTS = Sample("results", f"results?{SHOP}")
SEARCH = Sample("search", "search")
LEFT_ALONE = (
    Sample("start", ""),
    *(
        Sample(f"question-{key}", f"journey/{key}?{COMPLETE}")
        for key in ("stage", "sector", "place", "size", "profile", "venture", "need")
    ),
    Sample("question-error", "journey/stage/answer", 422),
    RESULTS,
    Sample("service", f"services/microstart?{SHOP}"),
    Sample("search-found", f"search?{SHOP}&q=microstart"),
    Sample("code", f"code?{SHOP}"),
    Sample("take-home", f"take-home?{SHOP}"),
    Sample("not-found", "no-such-page", 404),
)


LISTEN = """() => {
  window.heard = false;
  const heard = () => { window.heard = true; };
  document.getElementById('still-there').addEventListener('close', heard, { once: true });
}"""
"""The page hears a little after the dialog is gone that it was closed."""

MORNING = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def screen(browser: Browser, base: str) -> Iterator[Visitor]:
    """A kiosk with a clock that stands unless the test moves it on."""
    with touch_screen(browser, base) as one:
        one.page.clock.install(time=MORNING)
        one.page.clock.pause_at(MORNING + timedelta(seconds=1))
        yield one


def dialog(screen: Visitor) -> Locator:
    return screen.page.locator("#still-there")


def wait(screen: Visitor, seconds: int) -> None:
    screen.page.clock.fast_forward(seconds * 1000)


@pytest.mark.parametrize("sample", LEFT_ALONE, ids=lambda one: one.name)
def test_a_page_that_is_left_alone_gives_way_to_the_first_screen(
    screen: Visitor, base: str, sample: Sample
) -> None:
    screen.visit(address(sample, "fr"))
    wait(screen, IDLE - 3)
    expect(dialog(screen)).to_be_hidden()
    wait(screen, 4)
    expect(dialog(screen)).to_be_visible()
    expect(dialog(screen)).to_contain_text("Êtes-vous toujours là")
    expect(screen.page.locator("[data-stay]")).to_be_focused()
    wait(screen, COUNTDOWN)
    screen.page.wait_for_url(base + FIRST)
    screen.page.wait_for_load_state("load")
    assert not screen.kept()


def fill(page: Page) -> None:
    """Change a field without any key: what a reader of speech or a screen keyboard does."""
    page.locator("#q2").evaluate(
        """field => {
          field.value = 'bakkerij';
          field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }"""
    )


def scroll(page: Page) -> None:
    page.evaluate("new Promise(done => { onscroll = done; scrollBy(0, 200); })")


def wheel(page: Page) -> None:
    """Turn the wheel, which scrolls smoothly, until its last event was there."""
    page.evaluate(
        """() => {
          window.still = false;
          addEventListener('scrollend', () => { window.still = true; }, { once: true });
        }"""
    )
    page.mouse.wheel(0, 100)
    wait_until(page, "still")


INPUTS: dict[str, tuple[Sample, Callable[[Page], object]]] = {
    "touch": (RESULTS, lambda page: page.touchscreen.tap(10, 900)),
    "pointer": (RESULTS, lambda page: page.mouse.move(200, 900)),
    "key": (RESULTS, lambda page: page.keyboard.press("Shift")),
    "wheel": (RESULTS, wheel),
    "scroll": (RESULTS, scroll),
    "input": (SEARCH, fill),
}


@pytest.mark.parametrize("kind", INPUTS)
def test_every_kind_of_input_is_a_sign_of_life(screen: Visitor, kind: str) -> None:
    sample, give = INPUTS[kind]
    screen.visit(address(sample, "nl"))
    for _ in range(3):
        wait(screen, IDLE - 10)
        give(screen.page)
    wait(screen, IDLE - 10)
    expect(dialog(screen)).to_be_hidden()
    wait(screen, 11)
    expect(dialog(screen)).to_be_visible()


@pytest.mark.parametrize("kind", ["pointer", "key", "scroll"])
def test_the_countdown_begins_anew_with_any_input(screen: Visitor, kind: str) -> None:
    screen.visit(address(RESULTS, "nl"))
    here = screen.page.url
    wait(screen, IDLE + 1)
    expect(dialog(screen)).to_be_visible()
    for _ in range(4):
        wait(screen, COUNTDOWN - 8)
        INPUTS[kind][1](screen.page)
    wait(screen, 2)
    assert screen.page.url == here


@pytest.mark.parametrize("way", ["touch", "enter", "escape", "beside"])
def test_who_is_still_there_goes_on(screen: Visitor, way: str) -> None:
    page = screen.page
    screen.visit(address(RESULTS, "nl"))
    here = page.url
    for _ in range(3):
        wait(screen, IDLE + 3)
        expect(dialog(screen)).to_be_visible()
        page.evaluate(LISTEN)
        if way == "touch":
            page.locator("[data-stay]").tap()
        elif way == "beside":
            page.touchscreen.tap(20, 20)
        else:
            page.keyboard.press(way.capitalize())
        wait_until(page, "window.heard")
        expect(dialog(screen)).to_be_hidden()
    wait(screen, IDLE - 5)
    expect(dialog(screen)).to_be_hidden()
    assert page.url == here


def test_more_time_lasts_until_the_visit_ends(screen: Visitor, base: str) -> None:
    page = screen.page
    screen.visit(address(RESULTS, "en"))
    wait(screen, IDLE + 1)
    page.locator("[data-patience]").tap()
    wait(screen, 4 * IDLE - 10)
    expect(dialog(screen)).to_be_hidden()
    screen.visit(address(SEARCH, "en"))
    wait(screen, 4 * IDLE - 10)
    expect(dialog(screen)).to_be_hidden()
    wait(screen, 11)
    expect(dialog(screen)).to_be_visible()
    wait(screen, 4 * COUNTDOWN)
    page.wait_for_url(base + FIRST)
    page.wait_for_load_state("load")
    assert not screen.kept()
    screen.visit(address(RESULTS, "en"))
    wait(screen, IDLE + 1)
    expect(dialog(screen)).to_be_visible()


def test_the_seconds_are_shown_and_now_and_then_said(screen: Visitor) -> None:
    page = screen.page
    screen.visit(address(RESULTS, "en"))
    wait(screen, IDLE)
    said: set[str] = set()
    for left in range(COUNTDOWN - 1, 8, -1):
        page.clock.run_for(1000)
        expect(page.locator("[data-seconds]")).to_have_text(str(left))
        said.add(page.locator("[data-said]").text_content() or "")
    assert said == {f"Seconds left: {number}" for number in (30, 20, 10)} or said == {
        f"Seconds left: {number}" for number in (20, 10)
    } | {""}


def test_the_first_screen_waits_for_ever(screen: Visitor, base: str) -> None:
    screen.visit(FIRST)
    wait(screen, 24 * 3600)
    expect(screen.page.locator(".first-languages a").first).to_be_visible()
    assert screen.page.url == base + FIRST


def test_what_was_typed_is_gone_with_the_visit(screen: Visitor, base: str) -> None:
    page = screen.page
    screen.visit(address(Sample("code", "code"), "fr"))
    page.locator("#code").fill("opera bundel")
    page.evaluate(
        """document.addEventListener('kiosk:reset', () => {
          setTimeout(() => {}, 0);
          queueMicrotask(() => { window.name = document.querySelector('#code').value; });
        })"""
    )
    page.locator(".typing").wait_for()
    page.keyboard.press("Escape")
    page.locator(".bar-done").tap()
    page.wait_for_url(base + FIRST)
    assert page.evaluate("window.name") == ""
