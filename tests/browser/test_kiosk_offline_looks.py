"""The pages of a kiosk without a connection are as accessible as those with one."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import axe
from tests.browser.kiosk import FIRST, PORTRAIT
from tests.browser.kiosk_gate import gate_before
from tests.browser.kiosk_offline import Kiosk, kiosk_at
from tests.browser.looks import assert_none, every_look
from tests.desks import LEL
from tests.web.site_pages import NEEDLESS, SHOP
from wizard.domain.text import LANGUAGES

pytestmark = pytest.mark.browser

PAGES = (
    "",
    f"?{SHOP}",
    "journey/stage",
    "journey/sector?stage=starting",
    "journey/stage/answer",
    f"results?{SHOP}",
    f"results/finance?{SHOP}",
    f"results/not-fitting?{SHOP}",
    f"services/microstart?{SHOP}",
    f"services/microstart?{NEEDLESS}",
    "services/microstart",
    "packages",
    "packages/start",
    f"take-home?{SHOP}",
    f"search?{SHOP}",
)

SMALL = """(least) => Array.from(document.querySelectorAll(
    'a[href], button, summary, .choice label')).filter((one) => {
  const box = one.getBoundingClientRect();
  const seen = box.width > 0 && one.checkVisibility() && !one.matches('.skip, .visually-hidden *');
  // A link in a line of words may be as high as the line (WCAG 2.5.8).
  const inline = one.localName === 'a' && getComputedStyle(one).display === 'inline';
  return seen && !inline && !one.closest('dialog') && (box.width < least || box.height < least);
}).map((one) => one.outerHTML.slice(0, 160) + ' ' + JSON.stringify(one.getBoundingClientRect()))"""


@pytest.fixture(scope="module")
def kiosk(light_browser: Browser, base: str) -> Iterator[Kiosk]:
    """A kiosk with a snapshot and without a network."""
    with gate_before(base) as gate, kiosk_at(light_browser, gate, bypass_csp=True) as one:
        one.first()
        gate.close()
        yield one


def shown(kiosk: Kiosk, language: str, path: str) -> Page:
    """Open a page of the snapshot."""
    kiosk.visit(f"/{language}/kiosk/{LEL}/{path}")
    kiosk.page.wait_for_selector("#offline[data-shown]")
    assert kiosk.offline
    return kiosk.page


@pytest.mark.parametrize("path", PAGES)
def test_nobody_is_kept_out(kiosk: Kiosk, path: str) -> None:
    page = shown(kiosk, "fr", path)
    found = every_look(kiosk)
    page.set_viewport_size(PORTRAIT)
    assert_none(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_can_be_touched(kiosk: Kiosk, language: str) -> None:
    for path in PAGES:
        page = shown(kiosk, language, path)
        page.evaluate(
            "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
        )
        small = page.evaluate(SMALL, 56)
        assert not small, f"{path}: {small[:5]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_is_its_own(kiosk: Kiosk, language: str) -> None:
    """No English sentence is left in the other two, and no placeholder anywhere."""
    for path in PAGES:
        page = shown(kiosk, language, path)
        assert page.get_attribute("html", "lang") == language
        words = page.locator("body").inner_text()
        assert "%(" not in words
        assert "undefined" not in words
        if language != "en":
            for english in ("connection", "Your answers", "Start now", "Take your", "Back to"):
                assert english not in words, f"{path}: {english}"


def test_the_keyboard_is_enough(kiosk: Kiosk) -> None:
    page = shown(kiosk, "nl", "journey/size?stage=running")
    page.locator(".choice input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "size=" in url)
    assert page.evaluate("() => document.activeElement.id") == "main"


def test_the_first_screen_of_the_snapshot_is_the_same(kiosk: Kiosk) -> None:
    kiosk.visit(FIRST)
    kiosk.page.wait_for_selector(".first-languages")
    axe.load(kiosk.page)
    assert not axe.violations(kiosk.page)
