"""An edition goes through bytes and comes out the same; strange bytes are refused."""

import os
import pickle
from zlib import compress

import pytest

from wizard.domain.answers import Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.inquiry import outlooks
from wizard.search import IndexDamaged, Search
from wizard.search.packing import pack, unpack

WORDS = ("lening", "prêt", "loan", "microcredt", "subsidie voor horeca", "zzz")


class Hostile:
    """What a pickle may do to whoever reads it."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("touch /tmp/hostile",)


def test_catalogue_and_search_come_out_the_same(sample: Catalogue, search: Search) -> None:
    again, found = unpack(pack(sample, search))
    assert again.services == sample.services
    assert again.providers == sample.providers
    assert again.journey == sample.journey
    assert str(again.lexicon.concepts) == str(sample.lexicon.concepts)
    assert again.masks == sample.masks
    assert outlooks(again, Answers()) == outlooks(sample, Answers())
    for words in WORDS:
        for language in ("nl", "fr", "en"):
            assert found.search(words, language) == search.search(words, language)
            assert found.suggest(words, language) == search.suggest(words, language)


def test_what_was_remembered_is_not_written(sample: Catalogue, search: Search) -> None:
    before = len(pack(sample, search))
    for number in range(50):
        search.search(f"lening {number}", "nl")
    assert abs(len(pack(sample, search)) - before) < 200


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"no zlib",
        compress(b"no pickle"),
        compress(pickle.dumps(("a", "b"))),
        compress(pickle.dumps(Hostile())),
        compress(pickle.dumps((Hostile(), Hostile()))),
    ],
    ids=["empty", "not packed", "no pickle", "other values", "hostile", "two hostile"],
)
def test_strange_bytes_are_refused(packed: bytes) -> None:
    with pytest.raises(IndexDamaged):
        unpack(packed)


def test_half_an_edition_is_refused(sample: Catalogue, search: Search) -> None:
    packed = pack(sample, search)
    with pytest.raises(IndexDamaged):
        unpack(packed[: len(packed) // 2])
