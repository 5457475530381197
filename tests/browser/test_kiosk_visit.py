"""A visit at a kiosk by touch alone, and what the next visitor can find of it: nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kiosk import (
    FIRST,
    address,
    history_length,
    press_key,
    tap,
    tap_on,
    touch_screen,
    write,
)
from tests.browser.steps import wait_until
from tests.browser.visitor import Visitor
from tests.desks import LEL
from tests.web.site_pages import SHOP, Sample
from wizard.domain.text import LANGUAGES

pytestmark = pytest.mark.browser

ANSWERS = {
    "stage": ["starting"],
    "sector": ["retail"],
    "size": ["solo"],
    "profile": ["none"],
    "venture": ["none"],
    "need": ["money-small"],
}
"""What the visitor touches; the place is what the desk begins with."""

MOST_QUESTIONS = 8


@pytest.fixture
def screen(browser: Browser, base: str) -> Iterator[Visitor]:
    """A kiosk that shows its first screen and remembers no page but this."""
    with touch_screen(browser, base) as one:
        one.page.evaluate("url => location.replace(url)", base + FIRST)
        one.page.wait_for_url(base + FIRST)
        one.page.wait_for_load_state("load")
        assert history_length(one.page) == 1
        yield one


def begin(screen: Visitor, language: str) -> None:
    tap_on(
        screen.page.locator(f'.first-languages a[hreflang="{language}"]'),
        lambda path: path == f"/{language}/kiosk/{LEL}/",
    )
    tap_on(screen.page.locator(".hero .button").first, lambda path: "/journey/" in path)


def asked(screen: Visitor) -> str:
    head, _, key = screen.path.rpartition("/")
    return key if head.endswith("/journey") else ""


def answer(screen: Visitor) -> None:
    """Touch the answer to the question that is shown, and go on."""
    key, page = asked(screen), screen.page
    for value in ANSWERS[key]:
        tap(page.locator(f'.choice input[value="{value}"]'))
        expect(page.locator(f'.choice input[value="{value}"]')).to_be_checked()
    tap_on(page.locator("main .actions button[type=submit]"), lambda path: not path.endswith(key))


def walk(screen: Visitor, language: str) -> None:
    """Answer every question, from the first screen to the list."""
    begin(screen, language)
    for _ in range(MOST_QUESTIONS):
        if not asked(screen):
            break
        answer(screen)
    assert screen.path == f"/{language}/kiosk/{LEL}/results"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_visit_by_touch_alone(screen: Visitor, language: str) -> None:
    page, inside = screen.page, f"/{language}/kiosk/{LEL}"
    walk(screen, language)
    assert all(f"{key}={value}" in screen.query for key in ANSWERS for value in ANSWERS[key])
    third = page.locator(".first-steps h3 a").nth(2)
    title = third.text_content()
    tap_on(third, lambda path: path.startswith(f"{inside}/services/"))
    expect(page.locator("h1")).to_have_text(title or "")
    tap_on(page.locator(".bar-back"), lambda path: path == f"{inside}/results")
    wait_until(page, "scrollY > 300")  # back to where one was in the list

    page.evaluate("scrollTo(0, 0)")
    tap_on(page.locator(".kiosk-tools a").first, lambda path: path == f"{inside}/search")
    write(page, "microstart")
    expect(page.locator(".suggestion").first).to_be_visible()
    press_key(page, "{enter}")
    expect(page.locator("#keys")).to_be_hidden()
    hit = page.locator(".hit h2 a").first
    found = hit.text_content()
    tap_on(hit, lambda path: path.startswith(f"{inside}/services/"))
    expect(page.locator("h1")).to_have_text(found or "")
    tap_on(page.locator(".bar-back"), lambda path: path == f"{inside}/search")
    assert "q=micro" in screen.query

    tap_on(page.locator(".kiosk-bar .button:not(.secondary)"), lambda path: "take-home" in path)
    expect(page.locator(".qr")).to_be_visible()
    assert history_length(page) == 1
    tap_on(page.locator(".bar-done"), lambda path: path == FIRST)
    assert history_length(page) == 1
    assert not screen.kept()


def go_back_in_every_way(page: Page) -> None:
    page.keyboard.press("Alt+ArrowLeft")
    page.evaluate("history.back()")
    assert page.go_back() is None


def test_the_second_visitor_finds_nothing_of_the_first(screen: Visitor, base: str) -> None:
    page = screen.page
    walk(screen, "fr")
    first = page.url
    go_back_in_every_way(page)
    assert page.url == first, "going back leads to an earlier page of the visit"
    tap_on(page.locator(".bar-done"), lambda path: path == FIRST)
    go_back_in_every_way(page)
    assert page.url == base + FIRST
    begin(screen, "nl")
    assert asked(screen)
    second = page.url
    go_back_in_every_way(page)
    assert page.url == second
    assert "starting" not in page.url
    assert not page.locator("input:checked").count()
    assert history_length(page) == 1
    tap_on(page.locator(".bar-back"), lambda path: path.startswith(f"/nl/kiosk/{LEL}/"))
    assert "starting" not in page.url


def test_nothing_on_a_page_adds_to_the_history(screen: Visitor) -> None:
    page = screen.page
    screen.visit(address(Sample("results", f"results?{SHOP}"), "en"))
    before = history_length(page)
    page.locator(".map a").first.click()
    page.wait_for_url("**#c-*")
    page.locator(".results-main .all a").first.click()
    page.wait_for_url("**/results/*")
    page.locator(".kiosk-tools a").first.click()
    page.wait_for_url("**/search?*")
    page.locator("#q2").fill("microstart")
    page.locator(".search-large button").click()
    page.locator(".filter").first.evaluate("filter => { filter.open = true; }")
    with page.expect_response(lambda answer: "only-" in answer.url):
        page.locator(".filter a").first.click()
    page.wait_for_url("**only-*")
    page.locator("#q2").fill("")
    page.locator("#q2").press_sequentially("microst")
    page.locator(".suggestion.service").first.click()
    page.wait_for_url("**/services/**")
    assert history_length(page) == before


def test_the_buttons_of_a_mouse_and_its_menu_do_nothing(screen: Visitor) -> None:
    page = screen.page
    screen.visit(address(Sample("results", f"results?{SHOP}"), "en"))
    here = page.url
    link = page.locator(".first-steps h3 a").first
    link.click(button="middle")
    link.click(button="right")
    page.keyboard.press("Control+n")
    assert len(screen.context.pages) == 1
    prevented = """kind => {
      const event = kind === 'wheel' ? new WheelEvent(kind, { ctrlKey: true, cancelable: true, bubbles: true })
        : new Event(kind, { cancelable: true, bubbles: true });
      document.querySelector('h1').dispatchEvent(event);
      return event.defaultPrevented;
    }"""
    for kind in ("contextmenu", "dragstart", "auxclick", "wheel"):
        assert page.evaluate(prevented, kind), kind
    assert page.url == here
    link.click(modifiers=["Control"])
    page.wait_for_url("**/services/**")
    assert len(screen.context.pages) == 1


def test_a_touch_beside_the_languages_does_nothing(screen: Visitor, base: str) -> None:
    for x, y in ((540, 30), (540, 800), (1070, 1910), (300, 1100)):
        screen.page.touchscreen.tap(x, y)
    assert screen.page.url == base + FIRST


def test_an_address_elsewhere_is_not_opened(screen: Visitor) -> None:
    page = screen.page
    screen.visit(address(Sample("start", ""), "en"))
    here = page.url
    for url in (
        "https://example.org/",
        "/en/results?stage=idea",
        "/staff/sign-in",
        f"/en/kiosk/{LEL}-2/",
    ):
        page.evaluate(
            """url => {
              const link = document.createElement('a');
              link.href = url;
              document.body.append(link);
              link.click();
              location.assign(url);
            }""",
            url,
        )
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.url == here


def test_a_visit_works_without_script(browser: Browser, base: str) -> None:
    with touch_screen(browser, base, java_script_enabled=False) as screen:
        page = screen.page
        screen.visit(FIRST)
        page.locator('.first-languages a[hreflang="fr"]').click()
        page.locator(".hero .button").first.click()
        page.locator('.choice:has(input[value="starting"]) label').click()
        page.locator("main .actions button[type=submit]").click()
        page.locator("main .actions a.button.secondary").click()
        assert screen.path == f"/fr/kiosk/{LEL}/results"
        expect(page.locator("[data-more]")).to_be_hidden()
        page.locator(".bar-back").click()
        assert "/journey/" in screen.path
        screen.visit(address(Sample("search", "search"), "fr"))
        expect(page.locator("#keys")).to_be_hidden()
        page.locator("#q2").fill("microstart")
        page.locator("#q2").press("Enter")
        expect(page.locator(".hit").first).to_be_visible()
        page.locator(".bar-done").click()
        assert screen.path == FIRST
