"""What a key must not do: lose the call, note an empty one, or take back more than it says."""

import time

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.house import House
from tests.test_cli import PATIENCE

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETTLED = "#desk:not([aria-busy])"
CALL = "[data-part=carried] [name=call]"


def press(page: Page, *keys: str) -> None:
    """Press one key after the other, each when the desk has settled."""
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_selector(SETTLED)


def say(page: Page, words: str) -> None:
    """Type into the box, and wait for what the desk makes of it."""
    page.keyboard.type(words)
    page.wait_for_selector(SETTLED)


def test_the_key_of_the_box_is_no_word_of_the_caller(house: House, browser: Browser) -> None:
    with house.desk(browser, "en") as page:
        expect(page.locator("#box")).to_be_focused()
        say(page, "/baker/cook")
        expect(page.locator("#box")).to_have_value("baker/cook")


def test_undo_takes_back_what_was_typed_and_nothing_else(house: House, browser: Browser) -> None:
    with house.desk(browser, "en") as page:
        say(page, "microstart")
        press(page, "Escape", "m")
        expect(page.locator(".desk-row.named")).not_to_have_count(0)
        press(page, "/")
        say(page, "hairdresser")
        press(page, "Escape", "u")
        expect(page.locator("#box")).to_have_value("microstart")
        expect(page.locator(".desk-row.named")).not_to_have_count(0)
        press(page, "u")
        expect(page.locator(".desk-row.named")).to_have_count(0)


def test_undoing_the_first_step_does_not_begin_another_call(house: House, browser: Browser) -> None:
    with house.desk(browser, "en") as page:
        call = page.locator(CALL).get_attribute("value")
        press(page, "Escape", "l")
        expect(page.locator("#caller")).not_to_have_value("en")
        press(page, "u")
        expect(page.locator("#caller")).to_have_value("en")
        assert page.locator(CALL).get_attribute("value") == call


def test_an_empty_call_is_saved_only_with_its_outcome_in_sight(
    house: House, browser: Browser
) -> None:
    with house.desk(browser, "en") as page:
        press(page, "Escape", "s")
        expect(page.locator("#outcome")).to_be_focused()
        expect(page.locator("#draft")).to_contain_text("Nothing is noted of this call yet")
        assert "done=" not in page.url
        press(page, "Escape", "s")
        page.wait_for_url("**/staff/desk?done=saved*")


def test_what_was_done_last_is_kept_when_the_page_is_left_at_once(
    house: House, browser: Browser
) -> None:
    with house.desk(browser, "nl") as page:
        say(page, "microstart")
        press(page, "Escape", "m")
        expect(page.locator(".desk-row.named")).not_to_have_count(0)
        page.keyboard.press("h")
        page.wait_for_url("**/staff/handover?*")
        page.goto(f"{house.address()}/staff/calls/drafts")
        draft = page.locator(".drafts a").first
        until = time.monotonic() + PATIENCE
        while not draft.count():
            # What a page sends when it is left, a busy server may take after the next request.
            assert time.monotonic() < until, "the draft was not kept"
            page.reload()
        draft.click()
        page.wait_for_url("**/staff/desk?*")
        expect(page.locator(".desk-row.named")).not_to_have_count(0)
