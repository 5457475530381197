"""What a person does on the pages: choose, go on, walk the whole journey."""

import time
from collections.abc import Mapping, Sequence

from playwright.sync_api import Locator, Page, expect

from tests.browser.focus import wait_for_focus
from tests.browser.visitor import Visitor
from wizard.domain.journey import Journey
from wizard.domain.text import Language

MOST_QUESTIONS = 8
PATIENCE = 10.0
"""Seconds that a page has to become what a test waits for."""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""How far a page can be scrolled sideways, in pixels."""


def wait_until(page: Page, condition: str, argument: object = None) -> None:
    """Wait until a JavaScript expression, or function of `argument`, is true in the page.

    What Playwright itself evaluates again and again within a page, our pages' policy forbids.
    """
    until = time.monotonic() + PATIENCE
    while not page.evaluate(condition, argument):
        assert time.monotonic() < until, f"never: {condition}"
        page.wait_for_timeout(20)


def pasted(page: Page) -> str:
    """Return what is in the clipboard, as a person finds out: by pasting it somewhere else."""
    other = page.context.new_page()
    other.set_content("<textarea autofocus></textarea>")
    field = other.locator("textarea")
    field.press("Control+v")
    expect(field).not_to_have_value("")
    found = field.input_value()
    other.close()
    return found


def choose(page: Page, *values: str) -> None:
    """Click the lines of these options."""
    for value in values:
        page.locator(f'.choice:has(input[value="{value}"]) label').click()


def follow(link: Locator) -> None:
    """Click a link or button and wait until the page it leads to is there."""
    with link.page.expect_navigation():
        link.click()
    wait_for_focus(link.page)


def go_on(page: Page) -> None:
    """Press the button under the question."""
    follow(page.locator("main fieldset ~ .actions button[type=submit]"))


def asked(visitor: Visitor) -> str:
    """Return the key of the question on the page; "" if it is no question."""
    parts = visitor.path.strip("/").split("/")
    return parts[2] if len(parts) == 3 and parts[1] == "journey" else ""


def walk(
    visitor: Visitor,
    answers: Mapping[str, Sequence[str]],
    journey: Journey,
    language: Language,
) -> list[str]:
    """Answer every question from the start page on, until the list; return the keys asked.

    A question that is not among `answers` is answered with «I don't know».
    """
    visitor.visit(f"/{language}/")
    follow(visitor.page.locator(".hero a.button").first)
    seen: list[str] = []
    while key := asked(visitor):
        assert len(seen) < MOST_QUESTIONS, seen
        seen.append(key)
        question = journey.question(key)
        assert question is not None
        expect(visitor.page.locator("h1")).to_have_text(question.title.pick(language).words)
        choose(visitor.page, *answers.get(key, ["unsure"]))
        go_on(visitor.page)
    assert visitor.path == f"/{language}/results", visitor.page.url
    return seen


def titles(page: Page) -> list[str]:
    """Return the titles of all services on the page, in their order."""
    return page.locator("article h2 a, article h3 a").all_text_contents()


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Press Tab until the focus is on `selector`, and check that one can see it there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = "s => document.activeElement.matches(s)"
        if page.evaluate(focus, selector):
            ring = "getComputedStyle(document.activeElement).outlineStyle"
            assert page.evaluate(ring) == "solid", f"no visible focus on {selector}"
            return
    raise AssertionError(f"{most} presses of Tab do not reach {selector}")
