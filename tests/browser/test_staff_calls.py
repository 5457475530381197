"""Ten calls, played from their scripts in a real browser and on a real server, keyboard only."""

import html
import time
import tomllib
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.house import House
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CALLS: list[dict[str, Any]] = tomllib.loads(
    (ROOT / "tests" / "browser" / "calls.toml").read_text(encoding="utf-8")
)["call"]
SETTLED = "#desk:not([aria-busy])"


@dataclass
class Keyboard:
    """An adviser who never touches the mouse."""

    page: Page
    keys: int = 0

    def play(self, steps: list[str]) -> None:
        """Press and type one step after the other, each when the desk has settled."""
        for step in steps:
            if step.startswith("type "):
                self.page.keyboard.type(step.removeprefix("type "))
                self.keys += len(step) - len("type ")
            else:
                self.page.keyboard.press(step)
                self.keys += 1
            self.page.wait_for_selector(SETTLED)

    def chosen(self) -> dict[str, list[str]]:
        """Return what the address of the desk says."""
        return parse_qs(urlsplit(self.page.url).query)


@pytest.mark.parametrize("call", CALLS, ids=lambda one: one["id"])
def test_a_call_is_played_with_the_keyboard_alone(
    house: House, browser: Browser, call: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    with house.desk(browser, call["adviser"]) as page:
        adviser = Keyboard(page)
        began = time.perf_counter()
        adviser.play(call["steps"])
        seconds = time.perf_counter() - began
        chosen = adviser.chosen()
        for question, options in call["answers"].items():
            assert set(options) <= set(chosen.get(question, [])), (question, chosen)
        assert len(chosen.get("named", [])) == call["named"]
        check_what_is_open(page, call, chosen)
        page.keyboard.press("s")
        page.wait_for_url("**/staff/desk?done=saved*")
        number = parse_qs(urlsplit(page.url).query)["saved"][0]
        record = page.request.get(f"{house.address()}/staff/calls/{number}").text()
        for key in chosen.get("named", []):
            assert house.title(key, call["adviser"]) in html.unescape(record), key
    with capsys.disabled():
        print(
            f"\n  {call['id']}: {adviser.keys} keys, {seconds:.1f} s with a machine's fingers",
            end="",
        )


def check_what_is_open(page: Page, call: dict[str, Any], chosen: dict[str, list[str]]) -> None:
    """Assert that the opened service is the one of the script, said in the caller's language."""
    if "script" in call:
        opened = page.locator("[data-opened]")
        expect(opened.locator(".script p")).to_have_attribute("lang", call["script"])
        key = opened.get_attribute("data-opened")
        assert call.get("opened", key) == key
        assert call["named"] == 0 or key in chosen["named"]
    if call.get("excluded"):
        expect(
            page.locator("[data-opened].no .row-flip, [data-opened].no .conditions")
        ).not_to_have_count(0)
    if "outcome" in call:
        expect(page.locator("#outcome")).to_have_value(call["outcome"])
