"""No page breaks a rule of axe-core, at any width, in light and dark, in any language."""

import pytest
from playwright.sync_api import ViewportSize

from tests.browser import axe
from tests.browser.conftest import NewVisitor
from tests.browser.steps import SIDEWAYS
from tests.browser.visitor import Visitor
from tests.web.site_pages import BOOM, CASE_NAMES, CASES, SAMPLES, Sample
from wizard.domain.text import LANGUAGES

pytestmark = pytest.mark.browser

NARROW: ViewportSize = {"width": 320, "height": 800}
UNFOLD = "document.querySelectorAll('details').forEach(part => { part.open = true })"


def look(visitor: Visitor, name: str) -> list[str]:
    return [f"{name}: {line}" for line in axe.violations(visitor.page)]


def assert_none(found: list[str]) -> None:
    assert not found, f"{len(found)} violations\n" + "\n".join(found[:12])


@pytest.mark.parametrize(("sample", "language"), CASES, ids=CASE_NAMES)
def test_every_page_passes_axe_in_every_look(
    visitor: Visitor, sample: Sample, language: str
) -> None:
    assert visitor.visit(sample.address(language)).status == sample.status
    page = visitor.page
    axe.load(page)
    found = look(visitor, "wide, light")
    page.emulate_media(color_scheme="dark")
    found += look(visitor, "wide, dark")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(NARROW)
    assert page.evaluate(SIDEWAYS) == 0, "the page scrolls sideways at 320 pixels"
    found += look(visitor, "narrow, light")
    assert_none(found)


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_every_page_passes_axe_without_its_script(new_visitor: NewVisitor, sample: Sample) -> None:
    visitor = new_visitor(allowed=("web.js", "ERR_FAILED"))
    visitor.page.route("**/web.js", lambda route: route.abort())
    visitor.visit(sample.address("nl"))
    assert not visitor.page.locator("html.js").count()
    axe.load(visitor.page)
    visitor.page.evaluate(UNFOLD)
    assert_none(look(visitor, "without script, unfolded"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_broken_server_passes_axe(
    new_visitor: NewVisitor, broken_base: str, language: str
) -> None:
    visitor = new_visitor(width=320, at=broken_base, allowed=("500",))
    assert visitor.visit(f"/{language}/{BOOM}").status == 500
    assert visitor.page.evaluate(SIDEWAYS) == 0
    axe.load(visitor.page)
    assert_none(look(visitor, "broken server"))


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_every_page_shows_everything_without_javascript(
    new_visitor: NewVisitor, sample: Sample
) -> None:
    visitor = new_visitor(width=320, java_script_enabled=False)
    assert visitor.visit(sample.address("fr")).status == sample.status
    page = visitor.page
    assert page.locator("h1").is_visible()
    assert page.locator("header.top a.brand").is_visible()
    assert not page.locator("[data-print], [data-copy]").filter(visible=True).count()
