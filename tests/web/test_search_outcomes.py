"""What the search page makes of outcomes that the search can have, one by one."""

import html
from dataclasses import replace

import pytest
from flask import Flask

from tests.web.page_reader import read
from tests.web.scripted_words import ScriptedWords, scripted_app
from wizard.domain.text import NO_TEXT, Text
from wizard.search import Found, Hit, Matched, Recognised

HIT = Hit("microstart", 1.0, "en", "A small loan for your business.", ())
ONE = Found(query="words", language="en", hits=(HIT,), suggestion=None, total=1)
ADDRESS = "/en/search?q=words"


def shown(app: Flask, found: Found, address: str = ADDRESS) -> str:
    """Return the search page for an outcome."""
    response = scripted_app(app, ScriptedWords(found)).test_client().get(address)
    assert response.status_code == 200
    return html.unescape(response.text)


def with_match(*matched: Matched) -> Found:
    return replace(ONE, hits=(replace(HIT, matched=matched),))


def test_the_search_is_asked_for_what_the_address_says(app: Flask) -> None:
    words = ScriptedWords(ONE)
    client = scripted_app(app, words).test_client()
    client.get("/fr/search?stage=idea&q=words&only-kind=public&only-kind=private&n=40")
    only = {"kind": frozenset({"public", "private"})}
    assert words.asked == [("words", "fr", 40, only)]


def test_a_place_that_is_recognised_is_not_called_missing(app: Flask) -> None:
    place = Recognised("concept", Text("schaarbeek", "schaerbeek", "schaerbeek"), ("place", "1030"))
    text = shown(app, replace(ONE, missing=("Schaerbeek", "xyz"), recognised=(place,)))
    assert "Not found: «xyz»" in text
    assert "/en/results?place=1030" in text


def test_where_nothing_is_found_the_words_are_not_repeated(app: Flask) -> None:
    nothing = replace(ONE, hits=(), total=0, missing=("words",))
    text = shown(app, nothing)
    assert "Nothing found for «words»." in text
    assert "Not found:" not in text


def test_what_was_searched_for_instead_is_said(app: Flask) -> None:
    text = shown(app, replace(ONE, suggestion="worlds"))
    assert "1 service for «worlds»" in text
    assert '<a href="/en/search?q=worlds">worlds</a>' in text
    assert "instead of «words»" in text


def test_a_hint_stands_above_hits_and_above_nothing(app: Flask) -> None:
    hint = Text("Vraag het daar.", "Demandez là.", "Ask there.")
    for found in (ONE, replace(ONE, hits=(), total=0)):
        assert "Ask there." in shown(app, replace(found, hint=hint))
    assert "Ask there." not in shown(app, replace(ONE, hint=NO_TEXT))


@pytest.mark.parametrize(
    ("matched", "said"),
    [
        (Matched("embauche", "l'embauche", "fr"), '<span lang="fr">embauche</span>'),
        (Matched("hire", "recruits", "en"), "Found by: recruits</p>"),
        (Matched("bakery", "", "en"), "Found by its topic: bakery"),
    ],
)
def test_a_word_that_cannot_be_seen_is_named(app: Flask, matched: Matched, said: str) -> None:
    assert said in shown(app, with_match(matched))


@pytest.mark.parametrize(
    "matched",
    [
        Matched("lend", "LOAN", "en"),
        Matched("prêt", "loan", "fr"),
        Matched("coaching", "Coaching", "en"),
    ],
    ids=["marked", "marked in two languages", "as it was typed"],
)
def test_a_word_that_is_seen_or_was_typed_is_not_named(app: Flask, matched: Matched) -> None:
    assert "Found by" not in shown(app, with_match(matched))


def test_the_words_found_are_marked_and_the_rest_is_escaped(app: Flask) -> None:
    hit = replace(HIT, snippet="A <b>loan</b>", matched=(Matched("loan", "loan", "en"),))
    words = ScriptedWords(replace(ONE, hits=(hit,)))
    text = scripted_app(app, words).test_client().get(ADDRESS).text
    assert "A &lt;b&gt;<mark>loan</mark>&lt;/b&gt;" in text


@pytest.mark.parametrize(
    ("answers", "facet", "leads"),
    [
        ("stage=idea", ("sector", "retail"), "stage=idea&sector=retail"),
        ("stage=idea&sector=unsure", ("sector", "retail"), "stage=idea&sector=retail"),
        ("place=1000", ("place", "1030"), "place=1030"),
        ("profile=none", ("profile", "woman"), "profile=woman"),
        ("need=legal", ("need", "hiring"), "need=legal&need=hiring"),
        ("sector=retail", ("sector", "retail"), ""),
        ("", ("instrument", "loan"), ""),
        ("", ("need", "nothing"), ""),
    ],
)
def test_an_answer_is_offered_unless_it_is_given(
    app: Flask, answers: str, facet: tuple[str, str], leads: str
) -> None:
    found = replace(ONE, recognised=(Recognised("concept", Text("x", "x", "x"), facet),))
    address = f"/en/search?{answers}&q=words" if answers else ADDRESS
    response = scripted_app(app, ScriptedWords(found)).test_client().get(address)
    offers = [one for one in read(response.text).internal if "/results?" in one]
    assert offers == ([f"/en/results?{leads}"] if leads else [])


def test_a_filter_shows_what_leaves_something_and_what_is_chosen(app: Flask) -> None:
    counts = {"package": {"start": 3, "growth": 2}, "category": {"finance": 5}}
    text = shown(app, replace(ONE, counts=counts), f"{ADDRESS}&only-package=transfer")
    assert text.count("only-package=transfer&only-") == 0, "one category alone narrows nothing"
    assert 'data-filter="package" open' in text
    assert 'data-filter="category"' not in text
    assert text.count('aria-current="true"><span') == 1
    assert f"{ADDRESS}&only-package=start&only-package=transfer" in text


def test_more_is_offered_only_while_there_is_more(app: Flask) -> None:
    assert "data-more" not in shown(app, replace(ONE, total=20))
    assert "Show 1 more" in shown(app, replace(ONE, total=21))
    text = shown(app, replace(ONE, total=90))
    assert "Show 20 more" in text
    assert f"{ADDRESS}&n=40" in text
    assert f"{ADDRESS}&n=60" in shown(app, replace(ONE, total=90), f"{ADDRESS}&n=40")


def test_a_service_or_organisation_that_is_not_in_the_edition_is_left_out(app: Flask) -> None:
    found = replace(ONE, hits=(replace(HIT, service="gone"), HIT), providers=("gone",), total=2)
    text = shown(app, found)
    assert text.count("<article") == 1
    assert 'class="named"' not in text
