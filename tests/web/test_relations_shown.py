"""What must be done first, what cannot be combined and what replaced it stands where it matters."""

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.scripted_words import ScriptedWords, scripted_app
from tests.web.words import said
from wizard.domain.catalogue import Catalogue
from wizard.domain.service import Service
from wizard.domain.text import LANGUAGES, Language
from wizard.search import Found, Hit

HEADER = re.compile(r'<article class="wide service">.*?</header>', re.DOTALL)


def header_of(client: FlaskClient, service: Service, language: str) -> str:
    """Return the part of a service's page that is read first."""
    found = HEADER.search(html.unescape(client.get(f"/{language}/services/{service.key}").text))
    assert found, service.key
    return found[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("relation", "message"),
    [
        ("requires", "First:"),
        ("excludes", "Cannot be combined with:"),
        ("part_of", "Part of:"),
        ("replaced_by", "What replaced it:"),
    ],
)
def test_a_service_page_begins_with_what_must_be_known(
    client: FlaskClient, catalogue: Catalogue, language: Language, relation: str, message: str
) -> None:
    tried = 0
    for service in catalogue.services.values():
        others = [catalogue.services[key] for key in getattr(service.relations, relation)]
        usable = [other for other in others if other.recommended]
        if not usable or tried == 5:
            continue
        tried += 1
        header = header_of(client, service, language)
        assert said(language, message) in header, service.key
        for other in usable:
            assert f'href="/{language}/services/{other.key}"' in header, service.key
            assert other.words.title.pick(language).words in header
    assert tried, f"no service has {relation}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_service_page_warns_to_apply_first(
    client: FlaskClient, catalogue: Catalogue, language: Language
) -> None:
    service = next(one for one in catalogue.current if one.apply_before == "signing")
    assert f"<strong>{said(language, 'Apply before you sign')}." in header_of(
        client, service, language
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_cards_of_the_results_say_what_comes_first(
    client: FlaskClient, language: Language
) -> None:
    query = "stage=difficulty&sector=retail&place=1000&need=crisis"
    text = html.unescape(client.get(f"/{language}/results?{query}").text)
    first = said(language, "First:")
    cards = [card for card in text.split('<article class="card ')[1:] if first in card]
    assert cards, "no card of this list needs another service first"
    for card in cards:
        assert re.search(rf'{first} <a href="/{language}/services/[^"]+{query}"', card)


def test_the_hits_of_a_search_say_it_too(app: Flask, catalogue: Catalogue) -> None:
    service = next(one for one in catalogue.current if one.relations.requires)
    hit = Hit(service.key, 1.0, "nl", "", ())
    words = ScriptedWords(Found("x", "nl", (hit,), suggestion=None, total=1))
    text = scripted_app(app, words).test_client().get("/nl/search?q=x").text
    assert f'/nl/services/{service.relations.requires[0]}"' in text
