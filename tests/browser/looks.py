"""The looks in which a page must be accessible: wide and narrow, light and dark."""

from playwright.sync_api import ViewportSize

from tests.browser import axe
from tests.browser.steps import SIDEWAYS
from tests.browser.visitor import Visitor

NARROW: ViewportSize = {"width": 320, "height": 800}


def look(visitor: Visitor, name: str) -> list[str]:
    """Return what axe-core finds in the page as it looks now, under the name of the look."""
    return [f"{name}: {line}" for line in axe.violations(visitor.page)]


def every_look(visitor: Visitor) -> list[str]:
    """Return what axe-core finds in the open page in three looks, and sideways scrolling."""
    page = visitor.page
    axe.load(page)
    found = look(visitor, "wide, light")
    page.emulate_media(color_scheme="dark")
    found += look(visitor, "wide, dark")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)
    if page.evaluate(SIDEWAYS):
        found.append("narrow, light: the page scrolls sideways")
    return found + look(visitor, "narrow, light")


def assert_none(found: list[str]) -> None:
    """Fail with the first of the violations found."""
    assert not found, f"{len(found)} violations\n" + "\n".join(found[:12])
