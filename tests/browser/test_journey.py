"""The journey in a real browser: with all habits that people have, nothing gets lost."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisitor
from tests.browser.steps import asked, choose, follow, go_on, tab_to, titles, walk
from tests.browser.visitor import Visitor
from tests.web.site_pages import COMPLETE, SHOP
from tests.web.words import said
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language

pytestmark = pytest.mark.browser

STARTER = {"stage": ["starting"], "sector": ["retail"], "place": ["1000"], "need": ["money-small"]}


def test_the_keyboard_alone_is_enough(visitor: Visitor) -> None:
    visitor.visit("/en/")
    page = visitor.page
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    tab_to(page, ".hero a.button", most=2)
    page.keyboard.press("Enter")
    page.wait_for_url("**/journey/stage")
    tab_to(page, "input[name=stage]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".choice input[value=starting]")).to_be_checked()
    page.keyboard.press("Enter")
    page.wait_for_url("**/journey/sector?**")
    tab_to(page, "input[value=retail]")
    page.keyboard.press("Space")
    tab_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**sector=retail**")
    tab_to(page, "main .actions a.button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/results?stage=starting&sector=retail")
    tab_to(page, "#c-finance .all a", most=200)
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/results/finance?stage=starting&sector=retail")
    tab_to(page, "a.back")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/results?stage=starting&sector=retail#c-finance")


@pytest.mark.parametrize("language", LANGUAGES)
def test_javascript_is_not_needed(
    new_visitor: NewVisitor, catalogue: Catalogue, language: Language
) -> None:
    visitor = new_visitor(java_script_enabled=False)
    seen = walk(visitor, STARTER, catalogue.journey, language)
    assert seen[:2] == ["stage", "sector"]
    assert titles(visitor.page)


def test_without_javascript_a_contradiction_is_explained(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(java_script_enabled=False)
    visitor.visit(f"/en/journey/profile?{SHOP}")
    choose(visitor.page, "woman", "none")
    go_on(visitor.page)
    expect(visitor.page.locator("#error-summary")).to_contain_text("last lines")
    expect(visitor.page.locator(".choice input[value=woman]")).to_be_checked()
    expect(visitor.page.locator(".choice input[value=none]")).to_be_checked()
    choose(visitor.page, "none")
    go_on(visitor.page)
    assert "profile=woman" in visitor.query
    assert asked(visitor) != "profile"


def test_the_back_button_goes_back_one_question_and_another_answer_counts(
    visitor: Visitor,
) -> None:
    visitor.visit("/en/journey/stage")
    choose(visitor.page, "idea")
    go_on(visitor.page)
    assert asked(visitor) == "sector"
    visitor.page.go_back()
    assert asked(visitor) == "stage"
    choose(visitor.page, "growing")
    go_on(visitor.page)
    assert visitor.query == "stage=growing"
    follow(visitor.page.locator("a.back"))
    assert (asked(visitor), visitor.query) == ("stage", "stage=growing")
    expect(visitor.page.locator(".choice input[value=growing]")).to_be_checked()


def test_a_bookmark_opens_the_same_list_for_someone_else(
    new_visitor: NewVisitor, catalogue: Catalogue
) -> None:
    first = new_visitor()
    walk(first, STARTER, catalogue.journey, "nl")
    second = new_visitor(320, locale="en-GB")
    second.visit(f"{first.path}?{first.query}")
    assert second.page.url == first.page.url
    assert titles(second.page) == titles(first.page)
    assert second.page.locator(".lead").first.text_content() == (
        first.page.locator(".lead").first.text_content()
    )


def test_the_language_changes_in_the_middle_and_the_answers_stay(
    visitor: Visitor, catalogue: Catalogue
) -> None:
    visitor.visit(f"/nl/journey/size?{SHOP}")
    follow(visitor.page.locator(".languages a[lang=fr]"))
    question = catalogue.journey.question("size")
    assert question is not None
    expect(visitor.page.locator("h1")).to_have_text(question.title.fr)
    expect(visitor.page.locator("html")).to_have_attribute("lang", "fr")
    assert (asked(visitor), visitor.query) == ("size", SHOP)
    choose(visitor.page, "solo")
    go_on(visitor.page)
    assert visitor.query == f"{SHOP}&size=solo"
    assert visitor.path.startswith("/fr/")


def test_one_answer_is_changed_from_the_list_and_the_rest_stays(visitor: Visitor) -> None:
    visitor.visit(f"/en/results?{COMPLETE}")
    before = titles(visitor.page)
    follow(visitor.page.locator(".answers a[href*='journey/stage']"))
    expect(visitor.page.locator(".choice input[value=starting]")).to_be_checked()
    choose(visitor.page, "handing-over")
    go_on(visitor.page)
    assert visitor.path == "/en/results"
    assert visitor.query == COMPLETE.replace("starting", "handing-over")
    assert titles(visitor.page) != before


@pytest.mark.parametrize("language", LANGUAGES)
def test_not_knowing_anything_still_gives_a_list(
    visitor: Visitor, catalogue: Catalogue, language: Language
) -> None:
    walk(visitor, {}, catalogue.journey, language)
    assert titles(visitor.page)
    assert not visitor.page.locator(".results-side .next").count()
    expect(visitor.page.locator(".settled")).to_have_text(
        said(language, "No further answer changes this list.")
    )


def test_the_last_lines_cannot_be_ticked_beside_others(visitor: Visitor) -> None:
    visitor.visit(f"/en/journey/profile?{SHOP}")
    page = visitor.page
    for alone in ("unsure", "none"):
        choose(page, "woman", "young")
        expect(page.locator("input:checked")).to_have_count(2)
        choose(page, alone)
        expect(page.locator("input:checked")).to_have_count(1)
        expect(page.locator(f".choice input[value={alone}]")).to_be_checked()
        choose(page, "senior")
        expect(page.locator("input:checked")).to_have_count(1)
        expect(page.locator(".choice input[value=senior]")).to_be_checked()
        choose(page, "senior")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_error_gets_the_focus_and_leads_to_the_field(
    visitor: Visitor, language: Language
) -> None:
    visitor.visit(f"/{language}/journey/sector?stage=starting")
    page = visitor.page
    go_on(page)
    expect(page.locator("#error-summary")).to_be_focused()
    assert page.title().startswith(f"{said(language, 'Error')}:")
    page.locator("#error-summary a").click()
    expect(page.locator("input[name=sector]").first).to_be_focused()
    choose(page, "horeca")
    go_on(page)
    assert visitor.query == "stage=starting&sector=horeca"


def test_the_search_box_keeps_the_answers(visitor: Visitor) -> None:
    visitor.visit(f"/en/results?{SHOP}")
    visitor.page.locator("#q").fill("microstart")
    with visitor.page.expect_navigation():
        visitor.page.locator("#q").press("Enter")
    assert visitor.query == f"{SHOP}&q=microstart"
    expect(visitor.page.locator("article .badge").first).to_be_visible()
