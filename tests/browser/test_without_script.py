"""Every page is whole and accessible when its script does not run, or the server fails."""

import pytest

from tests.browser import axe
from tests.browser.conftest import NewVisitor
from tests.browser.looks import assert_none, every_look, look
from tests.web.site_pages import BOOM, SAMPLES, Sample
from wizard.domain.text import LANGUAGES

pytestmark = pytest.mark.browser

UNFOLD = "document.querySelectorAll('details').forEach(part => { part.open = true })"


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_every_page_passes_axe_without_its_script(new_visitor: NewVisitor, sample: Sample) -> None:
    visitor = new_visitor(allowed=("web.", "ERR_FAILED"))
    visitor.page.route("**/web.*.js", lambda route: route.abort())
    visitor.visit(sample.address("nl"))
    assert not visitor.page.locator("html.js").count()
    axe.load(visitor.page)
    visitor.page.evaluate(UNFOLD)
    assert_none(look(visitor, "without script, unfolded"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_broken_server_passes_axe(
    new_visitor: NewVisitor, broken_base: str, language: str
) -> None:
    visitor = new_visitor(at=broken_base, allowed=("500",))
    assert visitor.visit(f"/{language}/{BOOM}").status == 500
    assert_none(every_look(visitor))


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.name for sample in SAMPLES])
def test_every_page_shows_everything_without_javascript(
    new_reader: NewVisitor, sample: Sample
) -> None:
    reader = new_reader(width=320, java_script_enabled=False)
    assert reader.visit(sample.address("fr")).status == sample.status
    page = reader.page
    assert page.locator("h1").is_visible()
    assert page.locator("header.top a.brand").is_visible()
    assert not page.locator("[data-print], [data-copy]").filter(visible=True).count()
