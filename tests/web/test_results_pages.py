"""The list says what fits, what may fit, what does not and why, and when it is settled."""

import re

import pytest
from flask.testing import FlaskClient

from tests.conftest import DAY
from tests.web.page_reader import read
from tests.web.site_pages import COMPLETE, NEEDLESS, SHOP
from tests.web.words import said
from wizard.domain.advice import Advice, advise
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language

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
        shown += [one.service.key for one in (*group.shown, *group.rest)]
    assert linked(html, language) == shown + [service.key for service in wanted.excluded]
    assert 3 <= len(wanted.first_steps) <= 5
    assert html.count('<section class="category" id="c-') == len(wanted.groups)


def test_every_answer_stands_beside_the_list_with_its_change(client: FlaskClient) -> None:
    page = read(client.get(f"/en/results?{COMPLETE}").text)
    for question in ("stage", "sector", "place", "size", "profile", "venture", "need"):
        assert f"/en/journey/{question}?{COMPLETE}&back=results" in page.internal


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_does_not_fit_says_why_and_what_would_change_it(
    client: FlaskClient, catalogue: Catalogue, language: Language
) -> None:
    html = client.get(f"/{language}/results?{NEEDLESS}").text
    folded = html[html.index('id="excluded"') :]
    number = len(advice(catalogue, NEEDLESS).excluded)
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
