"""The page on which a spoken code is typed, and the places that show a code or lead there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.sites import app_over
from tests.web.page_reader import read
from tests.web.site_pages import COMPLETE, SHOP
from tests.web.words import said
from wizard.domain.answers import Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.spoken import speak
from wizard.domain.text import LANGUAGES, Language
from wizard.web.site import EXTENSION, Site

EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


WRONG = (
    "These words do not belong together: one is wrong, missing or in another place. "
    "Have the code read out once more."
)


def answers(catalogue: Catalogue, query: str) -> Answers:
    raw: dict[str, list[str]] = {}
    for key, value in parse_qsl(query):
        raw.setdefault(key, []).append(value)
    return catalogue.journey.replay(raw).answers


def code(catalogue: Catalogue, query: str, language: Language) -> tuple[str, ...]:
    return speak(answers(catalogue, query), language)


def typed(client: FlaskClient, language: str, text: str, more: str = "") -> tuple[int, str]:
    """Type a code on the page; return the status and the address it leads to, or the page."""
    found = client.get(f"/{language}/code", query_string={**dict(parse_qsl(more)), "code": text})
    assert "Set-Cookie" not in found.headers
    where = found.headers.get("Location")
    return found.status_code, where or unescape(found.text)


@EACH_LANGUAGE
@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("query", [SHOP, COMPLETE])
def test_a_code_leads_to_its_list_in_the_language_of_the_page(
    client: FlaskClient, catalogue: Catalogue, language: str, spoken: Language, query: str
) -> None:
    status, where = typed(client, language, ", ".join(code(catalogue, query, spoken)).upper())
    assert status == 303
    assert urlsplit(where).path == f"/{language}/results"
    assert parse_qsl(urlsplit(where).query) == answers(catalogue, query).query()
    assert client.get(where).status_code == 200


def test_a_code_takes_the_place_of_earlier_answers(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    _, where = typed(client, "fr", " ".join(code(catalogue, SHOP, "nl")), "stage=idea")
    assert parse_qsl(urlsplit(where).query) == parse_qsl(SHOP)


def test_the_empty_page_asks_for_the_words_and_keeps_the_answers(client: FlaskClient) -> None:
    page = client.get(f"/en/code?{SHOP}")
    assert page.status_code == 200
    assert read(page.text).headings == ["I have a code"]
    assert 'role="alert"' not in page.text
    form = page.text[page.text.index('action="/en/code"') :]
    for key, value in parse_qsl(SHOP):
        assert f'name="{key}" value="{value}"' in form
    assert client.get(f"/en/code?utm=1&{SHOP}").headers["Location"] == f"/en/code?{SHOP}"


@EACH_LANGUAGE
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "Type the words of your code"),
        ("  12 ", "Type the words of your code"),
        ("olifant", "A code has at least two words: the rest is missing"),
        ("opera " * 25, "These are more words than a code has"),
        ("opera opera opera", WRONG),
    ],
)
def test_what_is_wrong_is_said(client: FlaskClient, language: str, text: str, message: str) -> None:
    status, page = typed(client, language, text)
    assert status == 422
    assert page.count(said(language, message)) == 2, "in the summary and at the field"
    assert f'value="{text}"' in page, "nothing typed is lost"
    assert re.search(rf"<title>{said(language, 'Error')}", page)
    assert 'aria-invalid="true"' in page


@EACH_LANGUAGE
def test_a_mistyped_word_is_named_and_the_right_code_is_offered(
    client: FlaskClient, catalogue: Catalogue, language: Language
) -> None:
    words = code(catalogue, SHOP, "fr")
    wrong = " ".join((words[0], f"{words[1]}x", *words[2:]))
    status, page = typed(client, language, wrong)
    assert status == 422
    shown = said(language, "Word %(place)s, «%(word)s», is not a word of our codes.")
    assert shown % {"place": 2, "word": f"{words[1]}x"} in page
    assert said(language, "Did you mean «%(words)s»?") % {"words": words[1]} in page
    offer = re.search(r'<a href="([^"]+)" translate="no">([^<]+)</a>', page)
    assert offer is not None
    assert offer[2] == " ".join(words)
    assert client.get(offer[1]).headers["Location"] == f"/{language}/results?{SHOP}"


def test_a_word_of_another_language_is_named(client: FlaskClient, catalogue: Catalogue) -> None:
    words = code(catalogue, SHOP, "fr")
    _, page = typed(client, "en", " ".join((*words[:-1], "olifant")))
    assert "«olifant», is in another language than the others." in page


def test_words_in_the_wrong_order_are_offered_in_the_right_one(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    words = code(catalogue, SHOP, "nl")
    _, page = typed(client, "nl", " ".join((words[1], words[0], *words[2:])))
    assert " ".join(words) in page


def test_what_was_typed_stays_in_the_other_languages(client: FlaskClient) -> None:
    _, page = typed(client, "nl", "olifant bufet")
    assert "/fr/code?code=olifant+bufet" in page


def test_markup_in_a_code_is_only_text(client: FlaskClient) -> None:
    answer = client.get("/en/code", query_string={"code": '"><script>alert(1)</script>'})
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text


@EACH_LANGUAGE
def test_the_list_shows_its_code_in_its_own_language(
    client: FlaskClient, catalogue: Catalogue, language: Language
) -> None:
    page = client.get(f"/{language}/results?{SHOP}").text
    block = page[page.index('<ol class="words"') :].partition("</ol>")[0]
    assert 'translate="no"' in block, "a browser that translates the page would spoil the code"
    words = tuple(re.findall(r"<li>([^<]+)</li>", block))
    assert words == code(catalogue, SHOP, language)
    section = page[: page.index('<ol class="words"')].rpartition("<section")[2]
    assert "no-print" not in section, "the code stands on paper as well"


@EACH_LANGUAGE
def test_the_start_page_and_every_footer_lead_to_the_page(
    client: FlaskClient, language: str
) -> None:
    name = said(language, "I have a code")
    start = unescape(client.get(f"/{language}/").text)
    assert start.count(f'href="/{language}/code"') == 2
    assert start.count(f">{name}</a>") == 2
    service = client.get(f"/{language}/services/microstart?{SHOP}").text
    assert f'href="/{language}/code?{SHOP.replace("&", "&amp;")}"' in service
    here = client.get(f"/{language}/code").text
    assert f'href="/{language}/code" aria-current="page"' in here


@pytest.fixture
def later(app: Flask) -> Iterator[FlaskClient]:
    """The site of a later day: one need is gone, and the question about the place."""
    site: Site = app.extensions[EXTENSION]
    journey = site.catalogue.journey
    kept = [one for one in journey.questions if one.key != "place"]
    questions = tuple(
        replace(one, options=tuple(o for o in one.options if o.key != "money-small"))
        if one.key == "need"
        else one
        for one in kept
    )
    catalogue = replace(site.catalogue, journey=replace(journey, questions=questions))
    changed = app_over(replace(site, catalogue=catalogue, office=None))
    with changed.test_client() as client:
        yield client


@EACH_LANGUAGE
def test_an_answer_that_no_longer_exists_is_named_and_the_rest_goes_on(
    later: FlaskClient, catalogue: Catalogue, language: str
) -> None:
    words = " ".join(code(catalogue, COMPLETE, "nl"))
    status, page = typed(later, language, words)
    assert status == 200
    need = catalogue.journey.question("need")
    assert need is not None
    assert f"<li>{need.short.exact(language)}</li>" in page  # type: ignore[arg-type]  # one of the three
    assert f"<li>{said(language, 'a question that is not asked now')}</li>" in page
    go_on = re.search(r'<a class="button" href="([^"]+)"', page)
    assert go_on is not None
    left = "stage=starting&sector=retail&size=solo&profile=none&venture=none"
    assert go_on[1] == f"/{language}/results?{left}"
    assert later.get(go_on[1]).status_code == 200
