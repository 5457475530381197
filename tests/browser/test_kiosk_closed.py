"""A screen whose desk is gone waits without a word to touch, and goes on when the desk is back."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.kiosk import FIRST, touch_screen
from tests.browser.serving import serving
from tests.conftest import DAY
from tests.desks import LEL, FixedShelf, example
from tests.sites import app_over
from wizard.domain.catalogue import Catalogue
from wizard.domain.desks import Desk
from wizard.search import Search
from wizard.web.pages.kiosk_first import RETRY
from wizard.web.site import Site

pytestmark = pytest.mark.browser


class GrowingShelf(FixedShelf):
    """A shelf on which a desk can be put while the site is served."""

    def put(self, desk: Desk) -> None:
        """Put a desk on the shelf."""
        self._desks[desk.key] = desk


def test_a_closed_screen_goes_on_when_its_desk_is_back(
    browser: Browser, catalogue: Catalogue, words: Search
) -> None:
    shelf = GrowingShelf()
    site = Site(catalogue, words, lambda: DAY, desks=shelf)
    app = app_over(site)
    with serving(app) as base, touch_screen(browser, base) as screen:
        page = screen.page
        screen.allowed = (f"404: {base}{FIRST}", "Failed to load resource")
        page.clock.install()
        assert screen.visit(f"/fr/kiosk/{LEL}/results?stage=idea").status == 404
        expect(page.locator("h1")).to_contain_text("Dit scherm rust even")
        assert not page.locator("a, button, input").count()
        with page.expect_response(base + FIRST) as looked:
            page.clock.fast_forward(RETRY * 1000)
        assert looked.value.status == 404
        shelf.put(example(LEL))
        page.clock.fast_forward(RETRY * 1000)
        page.wait_for_url(base + FIRST)
        expect(page.locator(".first-languages a").first).to_be_visible()
