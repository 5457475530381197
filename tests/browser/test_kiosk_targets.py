"""Every target of a kiosk can be hit with a thumb, and its words read while standing."""

import pytest
from playwright.sync_api import Browser

from tests.browser.kiosk import FIRST, PAGES, SIZES, TARGETS, address, touch_screen
from tests.browser.steps import SIDEWAYS
from tests.browser.visitor import Visitor
from tests.web.site_pages import Sample
from wizard.domain.text import LANGUAGES

pytestmark = pytest.mark.browser

SMALL_WORDS = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = new Set();
  while (walker.nextNode()) {
    const text = walker.currentNode, parent = text.parentElement;
    if (!text.data.trim() || !parent.checkVisibility({ visibilityProperty: true })) continue;
    if (parent.closest('.visually-hidden, .skip')) continue;
    const size = parseFloat(getComputedStyle(parent).fontSize);
    if (size < 22) found.add(`${size}: ${text.data.trim().slice(0, 40)}`);
  }
  return [...found];
}"""


def assert_can_be_hit(screen: Visitor) -> None:
    for size in SIZES:
        screen.page.set_viewport_size(size)
        found: list[str] = screen.page.evaluate(TARGETS)
        assert not found, f"{screen.path} at {size}: {len(found)}\n" + "\n".join(found[:8])
        assert screen.page.evaluate(SIDEWAYS) == 0, f"{screen.path} at {size} moves sideways"


@pytest.mark.parametrize("sample", PAGES, ids=lambda one: one.name)
def test_every_target_is_large_and_apart(touch_reader: Visitor, sample: Sample) -> None:
    for language in LANGUAGES:
        touch_reader.visit(address(sample, language))
        assert_can_be_hit(touch_reader)


def test_the_targets_of_the_first_screen_are_large_and_apart(browser: Browser, base: str) -> None:
    with touch_screen(browser, base) as screen:
        screen.visit(FIRST)
        assert_can_be_hit(screen)
        for size in SIZES:
            screen.page.set_viewport_size(size)
            last = screen.page.locator(".first-languages a").last.bounding_box()
            assert last is not None
            assert last["y"] + last["height"] <= size["height"], f"a language is not seen at {size}"


def test_the_targets_of_the_question_and_the_suggestions_are_large_and_apart(
    browser: Browser, base: str
) -> None:
    with touch_screen(browser, base) as screen:
        page = screen.page
        screen.visit(address(Sample("search", "search"), "nl"))
        page.locator("#q2").press_sequentially("micro")
        page.locator(".suggestion").first.wait_for()
        assert_can_be_hit(screen)
        page.clock.install()
        page.evaluate("document.getElementById('still-there').showModal()")
        assert_can_be_hit(screen)


@pytest.mark.parametrize("sample", PAGES, ids=lambda one: one.name)
def test_all_words_are_large(touch_reader: Visitor, sample: Sample) -> None:
    touch_reader.visit(address(sample, "fr"))
    small: list[str] = touch_reader.page.evaluate(SMALL_WORDS)
    assert not small, "\n".join(small[:8])
