"""Two advisers on two server processes at once; and nothing is lost when one of them dies."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.focus import wait_for_focus
from tests.browser.house import House, open_house, sign_in
from tests.test_cli import COMMAND, running
from wizard.domain.catalogue import Catalogue

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SETTLED = "#desk:not([aria-busy])"
KEPT = "#draft:not(.failed)"


@pytest.fixture(scope="module")
def house(
    catalogue: Catalogue, furniture: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """Two servers over one data folder."""
    with open_house(catalogue, furniture, tmp_path_factory.mktemp("house"), servers=2) as one:
        yield one


def press(page: Page, *steps: str) -> None:
    """Press keys and type words, each when the desk has settled."""
    for step in steps:
        if step.startswith("type "):
            page.keyboard.type(step.removeprefix("type "))
        else:
            page.keyboard.press(step)
        page.wait_for_selector(SETTLED)


def saved_call(page: Page) -> str:
    """Save the call on the line; returns its number."""
    page.keyboard.press("s")
    page.wait_for_url("**/staff/desk?done=saved*")
    return parse_qs(urlsplit(page.url).query)["saved"][0]


def test_two_advisers_do_not_see_each_others_calls(house: House, browser: Browser) -> None:
    with house.desk(browser, "fr", 0) as one, house.desk(browser, "nl", 1) as two:
        press(one, "type boulanger à Molenbeek", "Shift+Enter", "Escape", "o", "m")
        press(two, "type slager in Jette", "Shift+Enter", "Escape", "o", "m")
        first, second = saved_call(one), saved_call(two)
        assert first != second
        for page, own, other in ((one, first, second), (two, second, first)):
            for number in (0, 1):
                address = f"{house.address(number)}/staff/calls"
                assert page.request.get(f"{address}/{own}").status == 200
                assert page.request.get(f"{address}/{other}").status == 404
        expect(one.locator(".staff-notice")).to_be_visible()


def test_the_same_sign_in_works_on_both_servers(house: House, browser: Browser) -> None:
    with house.desk(browser, "en", 0) as page:
        page.goto(f"{house.address(1)}/staff/desk")
        wait_for_focus(page)
        expect(page.locator("#box")).to_be_visible()


def test_a_call_goes_on_in_another_browser(house: House, browser: Browser) -> None:
    with house.desk(browser, "en", 0) as page:
        press(page, "type hairdresser in Evere", "Shift+Enter", "Escape", "o", "m")
        press(page, "d", "Tab", "type asks about roadworks")
        expect(page.locator("#draft")).to_have_text("Draft kept")
        named = parse_qs(urlsplit(page.url).query)["named"]
    with house.desk(browser, "en", 1) as page:
        page.locator(".to-do a").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(SETTLED)
        chosen = parse_qs(urlsplit(page.url).query)
        assert (chosen["place"], chosen["named"]) == (["1140"], named)
        expect(page.locator("#notes")).to_have_value("asks about roadworks")
        saved_call(page)


def test_a_killed_server_loses_no_call(house: House, browser: Browser, tmp_path: Path) -> None:
    server = house.servers[1]
    port = urlsplit(server.url).port or 0
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    sign_in(page, server.url, "nl")
    press(page, "type slager in Jette", "Shift+Enter", "Escape")
    expect(page.locator("#draft")).not_to_be_empty()
    for process in [server.process.pid, *children(server.process.pid)]:
        os.kill(process, signal.SIGKILL)
    server.process.wait(30)
    press(page, "d", "Tab", "type nog niet bewaard")
    expect(page.locator("#draft.failed")).to_be_visible(timeout=15_000)
    with running(COMMAND, house.environment, tmp_path, port):
        expect(page.locator(KEPT)).to_be_visible(timeout=15_000)
        page.locator("#box").focus()
        page.keyboard.press("Escape")
        number = saved_call(page)
        page.goto(f"{server.url}/staff/calls/{number}")
        expect(page.locator("main")).to_contain_text("nog niet bewaard")
    context.close()


def children(process: int) -> list[int]:
    """Return the process ids of a server's children."""
    file = Path(f"/proc/{process}/task/{process}/children")
    return [int(one) for one in file.read_text(encoding="ascii").split()]
