"""Every kind of page is accessible inside the frame: light and dark, wide and narrow."""

import pytest
from playwright.sync_api import Browser

from tests.browser import axe
from tests.browser.looks import assert_none
from tests.browser.partners import Partners, reading
from tests.browser.steps import SIDEWAYS
from tests.desks import LEL
from tests.web.site_pages import COMPLETE, SHOP

pytestmark = pytest.mark.browser

PAGES = {
    "start": "",
    "question": "journey/stage",
    "question-error": "journey/stage/answer",
    "results": f"results?{SHOP}",
    "results-complete": f"results?{COMPLETE}",
    "service": f"services/local-economy-desks?{SHOP}",
    "search": "search?q=advies",
    "code": "code",
    "code-error": "code?code=olifant+bufet",
    "take-home": f"take-home?{SHOP}",
    "package": "packages/start",
    "privacy": "privacy",
    "not-found": "nothing",
}
NARROW = 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_in_the_frame_passes_axe(
    browser: Browser, partners: Partners, name: str, scheme: str
) -> None:
    """A wide frame in the light, the narrowest in the dark; each page fits its width."""
    language = "fr" if scheme == "dark" else "nl"
    width = NARROW if scheme == "dark" else 1000
    # The host's page has margins of eight pixels.
    viewport = {"width": width + 16, "height": 800}
    allowed = ("Failed to load resource",)
    with reading(
        browser, partners, color_scheme=scheme, viewport=viewport, allowed=allowed
    ) as reader:
        reader.visit(partners.listed.page(partners.snippet(), lang=language))
        frame = reader.grown()
        address = f"/{language}/embed/{LEL}/{PAGES[name]}"
        with frame.expect_navigation():
            frame.evaluate("path => { location.href = path }", address)
        frame = reader.grown()
        assert frame.evaluate("innerWidth") == width
        assert not frame.evaluate(SIDEWAYS), "the page scrolls sideways"
        axe.load(frame)
        assert_none([f"{name}, {scheme}: {line}" for line in axe.violations(frame)])
