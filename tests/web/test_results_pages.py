"""The list says what fits, what may fit, what does not and why, and when it is settled."""

import re
from dataclasses import replace
from html import escape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import DAY
from tests.web.page_reader import read
from tests.web.site_pages import COMPLETE, NEEDLESS, SHOP
from tests.web.words import said
from wizard.domain.advice import Advice, advise
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language
from wizard.web.speaking import in_language
from wizard.web.visit import visit
from wizard.web.whole_lists import category_html

NONE_FITS = (
    "No service fits these answers as they are. Change an answer, or call 1819: an adviser looks"
    " further with you."
)
QUERIES = (SHOP, COMPLETE, NEEDLESS)


def advice(catalogue: Catalogue, query: str) -> Advice:
    raw: dict[str, list[str]] = {}
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        raw.setdefault(name, []).append(value)
    return advise(catalogue, catalogue.journey.replay(raw).answers, DAY)


def linked(html: str, language: str) -> list[str]:
    """Return the services linked to, in the order of the page."""
    return re.findall(rf'<h[23]><a href="/{language}/services/([^?"]+)', html)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_shows_exactly_the_advice(
    client: FlaskClient, catalogue: Catalogue, language: str, query: str
) -> None:
    html = client.get(f"/{language}/results?{query}").text
    wanted = advice(catalogue, query)
    shown = [one.service.key for one in wanted.first_steps]
    for group in wanted.groups:
        shown += [one.service.key for one in group.shown]
    assert linked(html, language) == shown
    assert 3 <= len(wanted.first_steps) <= 5
    assert html.count('<section class="category" id="c-') == len(wanted.groups)


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_category_leads_to_all_that_it_counts(
    client: FlaskClient, catalogue: Catalogue, language: str, query: str
) -> None:
    front = read(client.get(f"/{language}/results?{query}").text)
    for group in advice(catalogue, query).groups:
        address = f"/{language}/results/{group.category}?{query}"
        assert (address in front.internal) == bool(group.rest)
        html = client.get(address).text
        keys = [one.service.key for one in (*group.shown, *group.rest)]
        assert linked(html, language) == keys
        page = read(html)
        back = escape(f"/{language}/results?{query}#c-{group.category}")
        assert f'<a class="back" href="{back}">' in html
        others = [one for one in page.internal if f"/{language}/results/" in one]
        assert len(set(others)) >= len(advice(catalogue, query).groups)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_category_with_nothing_that_fits_says_so(
    app: Flask, catalogue: Catalogue, language: Language
) -> None:
    whole = advice(catalogue, SHOP)
    order = whole.order
    kept = [one for one in order.places if order.services[one].category != "finance"]
    without = replace(whole, order=replace(order, places=kept))
    with app.test_request_context(f"/{language}/results/finance?{SHOP}"), in_language(language):
        html = category_html("finance", without, visit(language)).decode()
    assert said(language, NONE_FITS) in read(html).text
    assert f'<a class="back" href="{escape(f"/{language}/results?{SHOP}")}">' in html
    assert "<article" not in html


def test_the_whole_lists_are_there_for_answers_only(client: FlaskClient) -> None:
    for part in ("finance", "not-fitting"):
        answer = client.get(f"/fr/results/{part}")
        assert (answer.status_code, answer.location) == (303, "/fr/journey")
        answer = client.get(f"/fr/results/{part}?sector=retail&stage=starting&x=1")
        canonical = f"/fr/results/{part}?stage=starting&sector=retail"
        assert (answer.status_code, answer.location) == (303, canonical)
    for unknown in ("nothing", "Finance", "not-fitting/", "finance/more"):
        assert client.get(f"/fr/results/{unknown}?{SHOP}").status_code == 404


def test_where_all_fits_nothing_is_said_to_be_excluded(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    assert not advice(catalogue, "stage=unsure").excluded
    assert 'id="excluded"' not in client.get("/en/results?stage=unsure").text
    page = read(client.get("/en/results/not-fitting?stage=unsure").text)
    assert "Every service fits your answers, or may fit." in page.text


def test_every_answer_stands_beside_the_list_with_its_change(client: FlaskClient) -> None:
    page = read(client.get(f"/en/results?{COMPLETE}").text)
    for question in ("stage", "sector", "place", "size", "profile", "venture", "need"):
        assert f"/en/journey/{question}?{COMPLETE}&back=results" in page.internal


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_does_not_fit_says_why_and_what_would_change_it(
    client: FlaskClient, catalogue: Catalogue, language: Language
) -> None:
    number = len(advice(catalogue, NEEDLESS).excluded)
    front = client.get(f"/{language}/results?{NEEDLESS}").text
    assert f"/{language}/results/not-fitting?{NEEDLESS}" in read(front).internal
    folded = client.get(f"/{language}/results/not-fitting?{NEEDLESS}").text
    assert str(number) in read(folded).text
    articles = folded.split("<article")[1:]
    assert len(articles) == number > 0
    assert all('class="reason no"' in article for article in articles)
    assert all("back=results" in article for article in articles)
    assert 'class="flip"' in folded
    stage = catalogue.journey.question("stage")
    assert stage is not None
    option = stage.option("handing-over")
    assert option is not None
    assert option.label.pick(language).words in read(folded).text


def test_the_next_question_leads_back_to_the_list(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    best = advice(catalogue, SHOP).outlooks[0].question
    page = read(client.get(f"/nl/results?{SHOP}").text)
    assert f"/nl/journey/{best.key}?{SHOP}&back=results" in page.internal
    assert best.title.nl in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_settled_list_says_so(client: FlaskClient, language: str) -> None:
    sentence = said(language, "No further answer changes this list.")
    assert sentence in read(client.get(f"/{language}/results?{COMPLETE}").text).text
    assert sentence not in read(client.get(f"/{language}/results?{SHOP}").text).text


def test_a_list_is_not_for_search_engines(client: FlaskClient) -> None:
    for path in (f"results?{SHOP}", "search?q=a", f"journey/need?{SHOP}"):
        assert '<meta name="robots" content="noindex">' in client.get(f"/en/{path}").text
    assert "noindex" not in client.get("/en/services/microstart").text
