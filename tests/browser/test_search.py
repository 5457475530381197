"""The search in a real browser: suggestions, results in place, filters, and without a script."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser import axe
from tests.browser.conftest import NewVisitor
from tests.browser.looks import assert_none, look
from tests.browser.steps import SIDEWAYS, follow
from tests.browser.visitor import Visitor
from tests.web.site_pages import SHOP
from tests.web.words import said
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language

pytestmark = pytest.mark.browser

HEADER, LARGE = "#q", "#q2"
NONSENSE = "xqzwvjkq"
BOXES = (("/en/", HEADER), ("/en/search?q=grant", LARGE))
EACH_BOX = pytest.mark.parametrize(("path", "box"), BOXES, ids=["header", "page"])


def options(page: Page) -> Locator:
    """Return the suggestions that can be seen."""
    return page.locator("[role=listbox] [role=option]").filter(visible=True)


def write(page: Page, box: str, text: str) -> None:
    """Write into a search box as a person does, key by key, in place of what stands there."""
    page.locator(box).fill("")
    page.locator(box).press_sequentially(text)


def chosen(page: Page, box: str) -> Locator:
    """Return the option that the box points to."""
    return page.locator(f"#{page.locator(box).get_attribute('aria-activedescendant')}")


@EACH_BOX
def test_suggestions_by_keyboard(visitor: Visitor, path: str, box: str) -> None:
    visitor.visit(path)
    page, field = visitor.page, visitor.page.locator(box)
    write(page, box, "micros")
    expect(options(page).first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert not field.get_attribute("aria-activedescendant"), "nothing is chosen for the reader"
    field.press("ArrowDown")
    expect(chosen(page, box)).to_have_attribute("aria-selected", "true")
    expect(chosen(page, box)).to_have_text(options(page).first.text_content() or "")
    field.press("ArrowUp")
    assert not field.get_attribute("aria-activedescendant"), "back in the field"
    field.press("ArrowUp")
    expect(chosen(page, box)).to_have_text(options(page).last.text_content() or "")
    expect(field).to_be_focused()
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    address = chosen(page, box).get_attribute("data-url")
    with page.expect_navigation():
        field.press("Enter")
    assert page.url == f"{visitor.base}{address}"


@EACH_BOX
def test_enter_searches_for_what_is_typed_while_no_suggestion_is_chosen(
    visitor: Visitor, path: str, box: str
) -> None:
    visitor.visit(path)
    write(visitor.page, box, "micros")
    expect(options(visitor.page).first).to_be_visible()
    visitor.page.locator(box).press("Enter")
    visitor.page.wait_for_url("**/en/search?q=micros")
    expect(options(visitor.page)).to_have_count(0)


@EACH_BOX
def test_escape_closes_the_suggestions_and_keeps_the_words(
    visitor: Visitor, path: str, box: str
) -> None:
    visitor.visit(path)
    page, field = visitor.page, visitor.page.locator(box)
    write(page, box, "micros")
    expect(options(page).first).to_be_visible()
    field.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(field).to_have_value("micros")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("ArrowDown")
    expect(options(page).first).to_be_visible()
    field.press("Tab")
    expect(options(page)).to_have_count(0)
    expect(field).not_to_be_focused()


def test_suggestions_by_mouse_keep_the_answers(visitor: Visitor) -> None:
    visitor.visit(f"/fr/services?{SHOP}")
    write(visitor.page, HEADER, "microstart")
    service = visitor.page.locator(".suggestion.service").first
    follow(service)
    assert visitor.path.startswith("/fr/services/")
    assert visitor.query == SHOP


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_screen_reader_is_told_what_is_there(visitor: Visitor, language: str) -> None:
    visitor.visit(f"/{language}/")
    page, field = visitor.page, visitor.page.locator(HEADER)
    expect(field).to_have_attribute("role", "combobox")
    expect(field).to_have_attribute("aria-autocomplete", "list")
    expect(field).to_have_attribute("aria-expanded", "false")
    write(page, HEADER, "micros")
    expect(options(page).first).to_be_visible()
    assert field.get_attribute("aria-controls") == page.locator("[role=listbox]").get_attribute(
        "id"
    )
    status = page.locator("form.search [role=status]").first
    expect(status).to_contain_text(str(options(page).count()))
    field.press("ArrowDown")
    axe.load(page)
    assert_none(look(visitor, "suggestions, light"))
    page.emulate_media(color_scheme="dark")
    assert_none(look(visitor, "suggestions, dark"))
    write(page, HEADER, NONSENSE)
    expect(status).to_have_text(said(language, "No suggestions."))
    expect(options(page)).to_have_count(0)


def test_suggestions_fit_a_narrow_window(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(320)
    visitor.visit("/nl/")
    write(visitor.page, HEADER, "act")
    expect(options(visitor.page).first).to_be_visible()
    assert visitor.page.evaluate(SIDEWAYS) == 0
    for option in options(visitor.page).all():
        box = option.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 320


def test_an_answer_that_comes_too_late_is_dropped(visitor: Visitor) -> None:
    page, late = visitor.page, list[Route]()

    def hold(route: Route) -> None:
        late.append(route)

    page.route("**/en/suggest?q=bakery", hold)
    visitor.visit("/en/")
    with page.expect_request("**/en/suggest?q=bakery"):
        page.locator(HEADER).fill("bakery")
    page.locator(HEADER).fill("micros")
    expect(options(page).first).to_contain_text("microStart")
    late[0].continue_()
    page.locator(HEADER).press("ArrowDown")
    expect(options(page).filter(has_text="bakery")).to_have_count(0)
    expect(options(page).first).to_contain_text("microStart")


def test_a_search_box_without_answers_still_searches(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(allowed=("ERR_FAILED", "Failed to fetch", "suggest"))
    visitor.page.route("**/suggest?*", lambda route: route.abort())
    visitor.visit("/en/")
    write(visitor.page, HEADER, "grant")
    with visitor.page.expect_navigation():
        visitor.page.locator(HEADER).press("Enter")
    assert visitor.query == "q=grant"


def test_the_results_follow_what_is_typed_and_the_address_too(visitor: Visitor) -> None:
    visitor.visit(f"/en/search?{SHOP}&q=grant")
    page = visitor.page
    before = page.locator("#found-number").text_content()
    write(page, LARGE, "brusoc")
    page.wait_for_url(f"**/en/search?{SHOP}&q=brusoc")
    expect(page.locator("#found-number")).to_contain_text("«brusoc»")
    assert page.locator("#found-number").text_content() != before
    expect(page.locator("article h2").first).to_contain_text("Brusoc")
    expect(page.locator(LARGE)).to_be_focused()
    expect(page.locator(LARGE)).to_have_value("brusoc")
    expect(page.locator(".languages a[lang=fr]")).to_have_attribute(
        "href", f"/fr/search?{SHOP}&q=brusoc"
    )
    expect(page).to_have_title(re.compile("brusoc"))
    documents = [one for one in visitor.asked if one.endswith(f"/en/search?{SHOP}&q=grant")]
    assert len(documents) == 1, "the page itself was loaded once"


def test_filters_work_in_place_and_back_undoes_them(visitor: Visitor) -> None:
    visitor.visit("/en/search?q=grant")
    page, number = visitor.page, visitor.page.locator("#found-number")
    whole = number.text_content() or ""
    page.evaluate("window.here = true")
    sector = page.locator("details[data-filter=instrument]")
    sector.locator("summary").click()
    first = sector.locator("a").first
    count = first.locator(".count").inner_text().split()[0]
    first.click()
    page.wait_for_url("**/en/search?q=grant&only-instrument=*")
    expect(number).to_contain_text(f"{count} service")
    expect(sector).to_have_attribute("open", "")
    expect(sector.locator("a[aria-current=true]")).to_be_focused()
    page.go_back()
    page.wait_for_url("**/en/search?q=grant")
    expect(number).to_have_text(whole)
    page.go_forward()
    expect(number).to_contain_text(f"{count} service")
    page.locator(".active-filters .clear").click()
    expect(number).to_have_text(whole)
    expect(page.locator(".active-filters")).to_have_count(0)
    assert page.evaluate("window.here"), "the page was never loaded anew"


def test_on_a_narrow_page_one_goes_to_the_filters_and_back(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(320)
    visitor.visit("/nl/search?q=lening")
    page = visitor.page
    page.locator(".to-filters a").click()
    expect(page.locator("#filters-title")).to_be_in_viewport()
    page.locator("details[data-filter=category] a").first.click()
    page.wait_for_url("**&only-category=*")
    expect(page.locator("details[data-filter=category] a[aria-current=true]")).to_be_in_viewport()
    page.locator(".to-list a").click()
    expect(page.locator("#found-number")).to_be_in_viewport()
    expect(page.locator(".active-filters a").first).to_be_visible()


def test_back_returns_the_earlier_words(visitor: Visitor) -> None:
    visitor.visit("/en/search?q=grant")
    page = visitor.page
    page.locator("details[data-filter=package] a").first.click()
    page.wait_for_url("**&only-package=*")
    write(page, LARGE, "loan")
    page.wait_for_url("**/en/search?q=loan&only-package=*")
    page.go_back()
    expect(page.locator(LARGE)).to_have_value("grant")
    expect(page.locator("#found-number")).to_contain_text("«grant»")


def test_more_hits_are_put_below_and_the_focus_is_on_the_first_of_them(visitor: Visitor) -> None:
    visitor.visit("/en/search?q=support")
    page = visitor.page
    expect(page.locator("article")).to_have_count(20)
    page.locator("[data-more]").click()
    expect(page.locator("article")).to_have_count(40)
    expect(page.locator("article h2 a").nth(20)).to_be_focused()
    assert visitor.query == "q=support&n=40"


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_javascript_it_is_a_form_with_links(new_visitor: NewVisitor, language: str) -> None:
    visitor = new_visitor(320, java_script_enabled=False)
    visitor.visit(f"/{language}/?{SHOP}")
    page = visitor.page
    page.locator(HEADER).fill("microcredt")
    follow(page.locator("header.top form button"))
    assert visitor.path == f"/{language}/search"
    assert visitor.query == f"{SHOP}&q=microcredt"
    assert page.locator("article").count()
    follow(page.locator("details[open] a").first)
    assert "&only-package=" in visitor.query
    page.locator(LARGE).fill("brusoc")
    follow(page.locator("main form button"))
    assert visitor.query.startswith(f"{SHOP}&q=brusoc&only-package=")
    follow(page.locator(".active-filters .clear"))
    assert visitor.query == f"{SHOP}&q=brusoc"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found_leads_on_by_the_questions(new_visitor: NewVisitor, language: str) -> None:
    visitor = new_visitor(320)
    visitor.visit(f"/{language}/search?q={NONSENSE}")
    expect(visitor.page.locator("main .ways a[href='tel:1819']")).to_be_visible()
    follow(visitor.page.locator("main .ways a").first)
    assert visitor.path == f"/{language}/journey/stage"


def test_a_french_word_finds_dutch_titles_on_a_dutch_page(
    visitor: Visitor, catalogue: Catalogue
) -> None:
    visitor.visit("/nl/search?q=embauche")
    first = visitor.page.locator("article.hit").first
    key = (first.locator("h2 a").get_attribute("href") or "").split("/")[-1]
    expect(first.locator("h2")).to_have_text(catalogue.services[key].words.title.nl)
    expect(first.locator(".found-by [lang=fr]").first).to_be_visible()
    assert "FR" in first.locator(".found-by").inner_text()


TRADES: dict[Language, str] = {"nl": "bakkerij", "fr": "boulangerie", "en": "bakery"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_trade_is_suggested_and_its_sector_set_with_two_presses(
    visitor: Visitor, language: Language
) -> None:
    visitor.visit(f"/{language}/?stage=idea")
    write(visitor.page, HEADER, TRADES[language])
    follow(visitor.page.locator(".suggestion.trade").first)
    follow(visitor.page.locator(".offers a").first)
    assert visitor.path == f"/{language}/results"
    assert visitor.query == "stage=idea&sector=food-agriculture"
