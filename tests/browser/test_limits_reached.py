"""A page whose script is told to wait (429) waits, keeps what is shown, and goes on by itself."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import NewVisitor
from tests.browser.staff_site import open_office, served, sign_in, window_on
from wizard.domain.catalogue import Catalogue
from wizard.search import Search

pytestmark = pytest.mark.browser

ALLOWED = ("429",)
A_DAY = "86400"


def late(page: Page, address: str, times: int, seconds: str) -> list[str]:
    """Let the first `times` requests for an address be answered with 429; return all of them."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) <= times:
            route.fulfill(status=429, headers={"Retry-After": seconds}, body="wait")
        else:
            route.continue_()

    page.route(address, answer)
    return asked


def marked(page: Page) -> Callable[[], bool]:
    """Leave a mark in a page; return how to ask whether it is still the same document."""
    page.evaluate("window.stillHere = true")
    return lambda: bool(page.evaluate("window.stillHere === true"))


def test_suggestions_are_quiet_until_then_and_the_form_works(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(allowed=ALLOWED)
    page = visitor.page
    asked = late(page, "**/en/suggest?*", 1, A_DAY)
    visitor.visit("/en/")
    field = page.locator("#q")
    with page.expect_response("**/en/suggest?*"):
        field.press_sequentially("mic")
    with page.expect_navigation():
        field.press_sequentially("rostart")
        field.press("Enter")
    assert visitor.query == "q=microstart"
    assert len(asked) <= 2, "at most the one that was on its way already"


def test_results_come_when_there_is_room_again(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(allowed=ALLOWED)
    page = visitor.page
    page.route("**/en/suggest?*", lambda route: route.fulfill(status=429, body=""))
    visitor.visit("/en/search?q=grant")
    same = marked(page)
    asked = late(page, "**/en/search?q=*", 2, "1")
    page.locator("#q2").fill("brusoc")
    page.wait_for_url("**/en/search?q=brusoc")
    expect(page.locator("#found-number")).to_contain_text("«brusoc»")
    assert len(asked) == 3
    assert same(), "the page was not opened anew"
    expect(page.locator("#q2")).to_have_value("brusoc")


def test_the_board_comes_when_there_is_room_again(
    browser: Browser, catalogue: Catalogue, words: Search, tmp_path: Path
) -> None:
    with (
        open_office(tmp_path, lambda _: None) as office,
        served(catalogue, words, office) as base,
        window_on(browser, base) as window,
    ):
        window.allowed = ALLOWED
        page = sign_in(window, "/staff/desk")
        same = marked(page)
        asked = late(page, "**/staff/desk/board?*", 2, "1")
        page.locator("[name=q]").fill("microstart")
        page.wait_for_url("**/staff/desk?*q=microstart*")
        expect(page.locator("#desk:not([aria-busy])")).to_be_visible()
        assert len(asked) == 3
        assert same(), "the desk was not opened anew"
