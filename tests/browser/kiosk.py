"""A touch screen on which a kiosk runs: its pages, its windows, and what is measured there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from tests.browser.steps import wait_until
from tests.browser.visitor import Visitor
from tests.desks import LEL
from tests.web.site_pages import SAMPLES, SHOP, Sample

PORTRAIT: ViewportSize = {"width": 1080, "height": 1920}
LANDSCAPE: ViewportSize = {"width": 1920, "height": 1080}
TABLET: ViewportSize = {"width": 768, "height": 1024}
SIZES = (PORTRAIT, LANDSCAPE, TABLET)

FIRST = f"/kiosk/{LEL}/"
PAGES = (
    *(one for one in SAMPLES if not one.path.startswith("partners")),
    Sample("take-home", f"take-home?{SHOP}"),
)
"""Every kind of page that a kiosk has, below the desk."""

IDLE = 90
"""Seconds of the example desk after which the kiosk asks whether somebody is there."""

COUNTDOWN = 30
"""Seconds that its question stands."""


def address(sample: Sample, language: str) -> str:
    """Return the address of a kind of page at the kiosk."""
    return f"/{language}/kiosk/{LEL}/{sample.path}"


TOUCHED: dict[str, Any] = {"viewport": PORTRAIT, "has_touch": True, "reduced_motion": "reduce"}
"""The window of a kiosk."""


@contextmanager
def touch_screen(browser: Browser, base: str, **options: Any) -> Iterator[Visitor]:
    """Open a kiosk's window; it is left at the first screen, where nothing may be kept."""
    options = TOUCHED | options
    screen = Visitor.in_new_window(browser, base, **options)
    yield screen
    if options.get("java_script_enabled", True):
        screen.visit(FIRST)
        screen.leave()
    else:
        screen.context.close()
        assert not screen.troubles, "\n".join(screen.troubles)


def in_sight(target: Locator) -> tuple[float, float]:
    """Scroll like a person, by the button of the bar, until a target can be touched; its middle."""
    page = target.page
    expect(target).to_be_visible()
    page.wait_for_load_state("load")
    for _ in range(60):
        point: list[float] | None = target.evaluate(TOUCHABLE)
        if point is not None:
            return point[0], point[1]
        more: list[float] | None = page.evaluate(MORE)
        if more is None:
            # The page ends here: what is still before the target must go by itself, and soon.
            page.wait_for_timeout(100)
            continue
        before = page.evaluate("scrollY")
        page.touchscreen.tap(more[0], more[1])
        wait_until(page, "before => scrollY !== before", before)
    raise AssertionError(f"{target} never comes into sight")


def tap(target: Locator) -> None:
    """Touch the middle of a target, which must be in sight and under nothing else."""
    target.page.touchscreen.tap(*in_sight(target))


def tap_on(target: Locator, there: Callable[[str], bool]) -> None:
    """Touch a target and wait for the page that it leads to, by its path."""
    page = target.page
    before = page.url
    tap(target)
    page.wait_for_url(lambda url: url != before and there(urlsplit(url).path))
    page.wait_for_load_state("load")


def press_key(page: Page, name: str) -> None:
    """Touch a key of the keyboard on the screen, by its letter or its name in braces."""
    tap(page.locator(f'#keys [data-skbtn="{name}"]'))


def write(page: Page, words: str) -> None:
    """Type words with the keyboard on the screen."""
    for letter in words:
        press_key(page, "{space}" if letter == " " else letter)


def history_length(page: Page) -> int:
    """Return how many pages the window remembers."""
    return int(page.evaluate("history.length"))


TOUCHABLE = """target => {
  const box = target.getBoundingClientRect();
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const hit = document.elementFromPoint(x, y);
  const label = target.labels ? [...target.labels] : [];
  const whole = [target, ...label].some(one => one === hit || one.contains(hit));
  return whole ? [x, y] : null;
}"""

MORE = """() => {
  const button = document.querySelector('[data-more]:not(.at-the-end)');
  const box = button && button.getBoundingClientRect();
  return box && box.width ? [box.left + box.width / 2, box.top + box.height / 2] : null;
}"""

TARGETS = """() => {
  document.querySelectorAll('details').forEach(one => { one.open = true; });
  const place = one => (one.closest('.choice') || one).getBoundingClientRect();
  const layer = one => one.closest('.kiosk-bar, .keys, .suggest-box, dialog') || document.body;
  const all = [...document.querySelectorAll(
      'a[href], button, summary, input:not([type=hidden]), [role=option]')]
    .filter(one => !one.matches('.skip'))
    .filter(one => one.checkVisibility({ visibilityProperty: true }))
    .map(one => ({ one, box: place(one), layer: layer(one) }));
  const name = ({ one, box }) => `${Math.round(box.width)}x${Math.round(box.height)}`
    + ` at ${Math.round(box.x)},${Math.round(box.y)} ${one.outerHTML.slice(0, 110)}`;
  const found = all.filter(({ box }) => box.width < 56 || box.height < 56)
    .map(one => 'small: ' + name(one));
  for (let i = 0; i < all.length; i++) for (let j = i + 1; j < all.length; j++) {
    const a = all[i], b = all[j];
    if (a.layer !== b.layer || a.one.closest('.choice') && a.box.x === b.box.x && a.box.y === b.box.y) continue;
    const across = Math.max(a.box.left - b.box.right, b.box.left - a.box.right);
    const down = Math.max(a.box.top - b.box.bottom, b.box.top - a.box.bottom);
    if (Math.max(across, down) < 11.5) found.push(`near: ${name(a)} AND ${name(b)}`);
  }
  return found;
}"""
"""What is smaller than 56 by 56 pixels, or nearer than 12 pixels to another; a choice is one target."""
