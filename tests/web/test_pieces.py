"""A list put together from kept pieces is the list that is made anew, for whoever asks."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from urllib.parse import urlencode

import pytest
from flask import Flask

from tests.sites import app_over
from wizard.domain.catalogue import Catalogue
from wizard.web.fragments import Fragments, fill, parts_of, slot, with_queries
from wizard.web.site import EXTENSION, Site

PLACES = ("/nl", "/fr", "/en", "/fr/kiosk/example-lel", "/nl/embed/example-business-centre")
LISTS = ("results", "results/finance", "results/guidance", "results/not-fitting")
MARKS = tuple(map(chr, range(1, 9)))


def page(app: Flask, address: str) -> str:
    """Return the list at an address, after what leads to its canonical form."""
    answer = app.test_client().get(address, follow_redirects=True)
    assert answer.status_code == 200
    return answer.text


def without_pieces(app: Flask, most_bytes: int = 10**9) -> Flask:
    """Return the same site with nothing kept yet."""
    site: Site = app.extensions[EXTENSION]
    return app_over(replace(site, piece_bytes=most_bytes))


def some_list(catalogue: Catalogue, chance: Random) -> str:
    """Draw the address of a list: some of the questions, and one or two options of each."""
    raw = {"stage": ["idea"]}
    for question in catalogue.journey.questions:
        if chance.random() < 0.5:
            number = 1 if question.kind == "one" else chance.randint(1, 2)
            raw[question.key] = chance.sample(sorted(question.allowed), number)
    answers = catalogue.journey.replay(raw).answers
    return f"{chance.choice(PLACES)}/{chance.choice(LISTS)}?{urlencode(answers.query())}"


@pytest.mark.parametrize("number", range(40))
def test_whoever_asked_before_leaves_no_trace(
    app: Flask, catalogue: Catalogue, number: int
) -> None:
    address = some_list(catalogue, Random(number))
    kept = page(app, address)
    assert kept == page(without_pieces(app), address)
    assert kept == page(app, address)
    assert not [mark for mark in MARKS if mark in kept]


def test_a_store_that_is_always_full_gives_the_same_page(app: Flask) -> None:
    address = "/fr/results?stage=preparing&sector=horeca&place=1080"
    full = without_pieces(app, most_bytes=1000)
    assert page(full, address) == page(app, address) == page(full, address)


def test_places_are_filled_in_the_order_of_the_page() -> None:
    parts = parts_of(f"<p>{slot('b')}</p>{slot('a')}!")
    assert fill(parts, {"a": b"1", "b": b"2"}) == b"<p>2</p>1!"


def test_queries_stand_where_their_marks_were() -> None:
    assert with_queries(b"/x\x01 /y\x02 /z?a=b\x03", "?q=1", "?q=1&amp;back=1", "&amp;c=d") == (
        b"/x?q=1 /y?q=1&amp;back=1 /z?a=b&amp;c=d"
    )


def written(counted: list[str]) -> Callable[[str], str]:
    """Return what writes a piece and notes that it did."""

    def write(key: str) -> str:
        counted.append(key)
        return key * 3

    return write


def test_a_piece_is_written_once() -> None:
    pieces, counted = Fragments(), list[str]()
    for _ in range(2):
        assert pieces.join(pieces.shelf("x"), ["a", "b"], written(counted)) == b"aaabbb"
    assert counted == ["a", "b"]


def test_too_many_pieces_are_forgotten() -> None:
    pieces, counted = Fragments(most_bytes=5), list[str]()
    for _ in range(2):
        pieces.join(pieces.shelf("x"), ["a", "b"], written(counted))
    assert counted == ["a", "b", "a", "b"]
