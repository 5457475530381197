"""The pages for partners in a browser: what they say to do works when it is done."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pytest
from flask import Flask, make_response
from flask.typing import ResponseReturnValue
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import NewVisitor
from tests.browser.serving import serving
from tests.browser.steps import SIDEWAYS, follow, pasted, tab_to
from tests.browser.visitor import Visitor
from tests.conftest import DAY
from tests.desks import CENTRE, LEL, FixedShelf, example
from tests.sites import app_over
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES
from wizard.search import Search
from wizard.web.site import Site

pytestmark = pytest.mark.browser

HIDDEN_SIDEWAYS = "box => box.scrollWidth - box.clientWidth"

WATCH_SCROLLING = """box => {
  window.scrolled = new Promise(done => {
    box.addEventListener('scroll', () => done(box.scrollLeft), { once: true });
  });
}"""


@dataclass
class Partner:
    """A partner's website with one page, beside the guide; `line` and `policy` are pasted in."""

    guide: str = ""
    site: str = ""
    line: str = ""
    policy: str = ""

    def page(self) -> ResponseReturnValue:
        """Show the page, with the policy of the partner's site."""
        response = make_response(
            f'<!DOCTYPE html><html lang="fr"><title>Partner</title><main>{self.line}</main></html>'
        )
        response.headers["Content-Security-Policy"] = f"default-src 'none'; {self.policy}"
        return response


@pytest.fixture(scope="module")
def partner(catalogue: Catalogue, words: Search) -> Iterator[Partner]:
    """A guide with one desk, whose frame the partner's website may show."""
    one, own = Partner(), Flask("partner")
    own.add_url_rule("/", view_func=one.page)
    with serving(own) as site:
        desk = replace(example(LEL), origins=(site,))
        guide = Site(catalogue, words, lambda: DAY, desks=FixedShelf(desk))
        with serving(app_over(guide)) as address:
            one.guide, one.site = address, site
            yield one


@contextmanager
def window(browser: Browser, *, script: bool = True) -> Iterator[Page]:
    """Open a window that may copy."""
    context = browser.new_context(java_script_enabled=script, permissions=["clipboard-write"])
    context.set_default_timeout(10_000)
    try:
        yield context.new_page()
    finally:
        context.close()


def copied(page: Page, key: str) -> str:
    """Press the copy button of a box, and return what is in the clipboard then."""
    button = page.locator(f'[data-copy-from="{key}"]')
    button.click()
    expect(button).to_have_text("Copied")
    return pasted(page)


@pytest.mark.parametrize("kind", ["script", "plain"])
def test_what_is_copied_from_the_page_shows_the_frame(
    browser: Browser, partner: Partner, kind: str
) -> None:
    with window(browser) as page:
        page.goto(f"{partner.guide}/en/partners/embed?desk={LEL}&language=nl&kind={kind}")
        partner.line, partner.policy = copied(page, "snippet"), copied(page, "policy")
    with window(browser, script=kind == "script") as page:
        troubles: list[str] = []
        page.on("console", lambda said: troubles.append(said.text))
        page.goto(partner.site)
        expect(page.frame_locator("iframe").locator("html")).to_have_attribute("lang", "nl")
        expect(page.frame_locator("iframe").locator("h1")).to_be_visible()
        assert not [one for one in troubles if "Content Security Policy" in one]


def test_without_a_fixed_language_the_frame_follows_the_page(
    browser: Browser, partner: Partner
) -> None:
    with window(browser) as page:
        page.goto(f"{partner.guide}/en/partners/embed")
        partner.line, partner.policy = copied(page, "snippet"), copied(page, "policy")
        page.goto(partner.site)
        expect(page.frame_locator("iframe").locator("html")).to_have_attribute("lang", "fr")


def test_the_policy_on_the_page_is_needed(browser: Browser, partner: Partner) -> None:
    with window(browser) as page:
        page.goto(f"{partner.guide}/en/partners/embed")
        partner.line, partner.policy = copied(page, "snippet"), "img-src 'self'"
        with page.expect_console_message(lambda said: "Content Security Policy" in said.text):
            page.goto(partner.site)
        expect(page.locator("iframe")).to_have_count(0)


def test_the_form_works_without_a_script(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(java_script_enabled=False)
    visitor.visit("/nl/partners/embed")
    page = visitor.page
    for name, value in (("desk", LEL), ("language", "fr"), ("kind", "plain")):
        page.locator(f'.choice:has(input[name="{name}"][value="{value}"]) label').click()
    follow(page.locator(".guide-form button"))
    assert visitor.query == f"desk={LEL}&language=fr&kind=plain"
    expect(page.locator("#snippet")).to_contain_text(f"/fr/embed/{LEL}/")
    expect(page.locator("#snippet")).to_be_in_viewport()
    assert not page.locator("[data-copy-from]").filter(visible=True).count()
    preview = page.frame_locator("iframe.guide-preview")
    expect(preview.locator("html")).to_have_attribute("lang", "fr")


def test_the_preview_is_the_real_thing(visitor: Visitor) -> None:
    visitor.visit(f"/nl/partners/embed?desk={LEL}&language=nl&kind=script")
    preview = visitor.page.frame_locator("iframe.guide-preview")
    visitor.page.locator("iframe.guide-preview").scroll_into_view_if_needed()
    preview.locator(".hero a.button").first.click()
    expect(preview.locator("fieldset")).to_be_visible()
    assert visitor.path == "/nl/partners/embed"


def test_the_kiosk_can_be_tried_from_the_page(visitor: Visitor) -> None:
    visitor.visit(f"/fr/partners/kiosk?desk={CENTRE}")
    follow(visitor.page.locator("#try ~ .actions a.button").first)
    assert visitor.path == f"/kiosk-preview/{CENTRE}/"
    expect(visitor.page.locator("body.look-kiosk")).to_be_visible()


@pytest.mark.parametrize("page", ["embed", "kiosk"])
def test_code_scrolls_in_its_box_and_by_keyboard(new_visitor: NewVisitor, page: str) -> None:
    visitor = new_visitor(320)
    visitor.visit(f"/fr/partners/{page}")
    assert visitor.page.evaluate(SIDEWAYS) == 0
    key = "#snippet" if page == "embed" else "#start-line"
    box = visitor.page.locator(key)
    assert box.evaluate(HIDDEN_SIDEWAYS) > 100
    tab_to(visitor.page, key)
    box.evaluate(WATCH_SCROLLING)
    visitor.page.keyboard.press("ArrowRight")
    assert visitor.page.evaluate("() => window.scrolled") > 0


def test_when_nothing_can_be_copied_the_text_is_selected(visitor: Visitor) -> None:
    page = visitor.page
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    visitor.visit("/nl/partners/embed")
    page.locator('[data-copy-from="snippet"]').click()
    assert page.evaluate("getSelection().toString()") == page.locator("#snippet").text_content()


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_paper_the_whole_code_can_be_read(new_visitor: NewVisitor, language: str) -> None:
    visitor = new_visitor(700)
    visitor.visit(f"/{language}/partners/kiosk")
    page = visitor.page
    page.emulate_media(media="print")
    for gone in (".guide-form", ".code-copy", ".guide-contents", "header.top"):
        assert not page.locator(gone).filter(visible=True).count(), f"{gone} is printed"
    boxes = page.locator(".code-box pre").all()
    assert len(boxes) > 6
    assert all(box.evaluate(HIDDEN_SIDEWAYS) <= 0 for box in boxes)
    assert page.evaluate(SIDEWAYS) == 0
