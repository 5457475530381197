"""The looks in which a page must be accessible: wide and narrow, light and dark."""

from typing import Protocol

from playwright.sync_api import Page, ViewportSize

from tests.browser import axe
from tests.browser.steps import SIDEWAYS
from wizard.domain.text import LANGUAGES

NARROW: ViewportSize = {"width": 320, "height": 800}


class Window(Protocol):
    """Whatever has a page open: a visitor's window, or a kiosk."""

    @property
    def page(self) -> Page:
        """The page that is open."""


def look(window: Window, name: str) -> list[str]:
    """Return what axe-core finds in the page as it looks now, under the name of the look."""
    return [f"{name}: {line}" for line in axe.violations(window.page)]


def every_look(window: Window) -> list[str]:
    """Return what axe-core finds in the open page in three looks, and sideways scrolling.

    In the dark nothing but colours is different, so only the rules about these look again.
    """
    page = window.page
    axe.load(page)
    found = look(window, "wide, light")
    page.emulate_media(color_scheme="dark")
    found += [f"wide, dark: {line}" for line in axe.violations(page, axe.COLOURS)]
    page.emulate_media(color_scheme="light")
    return found + narrow_look(window)


def narrow_look(window: Window) -> list[str]:
    """Return what axe-core, which is in the open page, finds at 320 pixels."""
    page = window.page
    page.set_viewport_size(NARROW)
    sideways = ["the page scrolls sideways"] if page.evaluate(SIDEWAYS) else []
    return [*(f"narrow, light: {one}" for one in sideways), *look(window, "narrow, light")]


def looks_in(language: str, number: int, window: Window) -> list[str]:
    """Return what axe-core finds in the open page, which is the `number`th kind of page.

    In one language, another one for the next kind, in every look. The other two differ in their
    words alone, and where there is least room for these all rules look at them.
    """
    if language == LANGUAGES[number % len(LANGUAGES)]:
        return every_look(window)
    axe.load(window.page)
    return narrow_look(window)


def assert_none(found: list[str]) -> None:
    """Fail with the first of the violations found."""
    assert not found, f"{len(found)} violations\n" + "\n".join(found[:12])
