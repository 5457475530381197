"""Keys are pressed only when the page has given the focus to the field that asks for it."""

from urllib.parse import urlsplit

from playwright.sync_api import Page

ASKS = "[autofocus]"


def wait_for_focus(page: Page) -> None:
    """Wait for the focus that the page that is open asks for; browsers give it after loading.

    An address with a fragment gets none (HTML standard, 6.6.7).
    """
    if not urlsplit(page.url).fragment and page.locator(ASKS).count():
        page.locator(f"{ASKS}:focus").first.wait_for()
