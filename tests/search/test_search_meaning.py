"""What a query means: concepts, trades, topics, names, filters, and what was found by what."""

import pytest

from tests.search.sample_services import LEXICON
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language
from wizard.search import Search
from wizard.search.concepts import Concepts
from wizard.search.facets import FILTERS, Facets
from wizard.search.postings import Postings


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("nl", "iemand aannemen"),
        ("nl", "IEMAND aannemen!"),
        ("fr", "prendre du monde"),
        ("en", "taking on people"),
        ("fr", "take on people"),
    ],
)
def test_a_phrase_is_recognised_in_any_form_and_language(
    search: Search, language: Language, query: str
) -> None:
    found = search.search(query, language)
    assert [one.facet for one in found.recognised] == [("need", "hiring")]
    assert found.hits[0].service == "hiring-help"


@pytest.mark.parametrize(
    "query", ["food truck", "foodtruck", "food-truck", "foodtrucks", "FoodTruck"]
)
def test_a_trade_is_recognised_however_it_is_joined(search: Search, query: str) -> None:
    for language in LANGUAGES:
        found = search.search(query, language)
        assert [(one.kind, one.facet) for one in found.recognised] == [
            ("trade", ("sector", "food-agriculture"))
        ]
        assert found.hits[0].service == "bakery-kitchen"


def test_a_nace_division_is_a_trade_too(search: Search) -> None:
    for query in ("nace 56", "eet- en drinkgelegenheden"):
        assert search.search(query, "nl").recognised[0].facet == ("sector", "food-agriculture")


def test_the_very_word_comes_before_another_with_the_same_stem(search: Search) -> None:
    assert not search.search("taxe", "fr").recognised
    assert search.search("taxi", "fr").recognised[0].facet == ("sector", "transport-logistics")


def test_a_short_word_is_no_form_of_a_longer_one(search: Search) -> None:
    assert not search.search("sais", "fr").recognised
    assert search.search("saisies", "fr").recognised[0].facet == ("need", "crisis")


def test_a_topic_gets_its_hint_and_no_hits(search: Search) -> None:
    found = search.search("subsidie voor een paspoort", "nl")
    assert (found.hits, found.total) == ((), 0)
    assert found.hint.en == "Ask your municipality."


def test_a_word_of_business_beside_a_topic_keeps_the_hits(search: Search) -> None:
    found = search.search("passport for export", "en")
    assert found.hits[0].service == "export-coach"
    assert found.hint


def test_words_that_nothing_has_are_said(search: Search) -> None:
    found = search.search("export krokodil", "nl")
    assert found.hits[0].service == "export-coach"
    assert found.missing == ("krokodil",)


def test_too_little_of_what_is_asked_is_nothing(search: Search) -> None:
    assert search.search("krokodil olifant giraf dag", "nl").total == 0


def test_a_hit_says_by_which_words_it_was_found(search: Search) -> None:
    hit = search.search("embauche", "nl").hits[0]
    assert [(one.typed, one.written, one.language) for one in hit.matched] == [
        ("embauche", "embauche", "fr")
    ]
    assert hit.matched_language == "fr"
    by_meaning = search.search("embaucher", "nl").hits[0].matched[0]
    assert (by_meaning.typed, by_meaning.written) == ("embaucher", "embauche")


def test_an_organisation_is_named_by_any_of_its_names(search: Search) -> None:
    for name in ("WBF", "BGF", "Fonds bruxellois de garantie", "waarborgfonds van brussel"):
        found = search.search(name, "en")
        assert found.providers == ("fund",)
        assert found.hits[0].service == "guarantee"


def test_a_service_whose_name_is_typed_comes_first(search: Search) -> None:
    assert search.search("1819", "fr").hits[0].service == "line-1819"


def test_filters_keep_what_has_one_of_the_keys_of_each(search: Search) -> None:
    whole = search.search("subsidie bank coach", "nl", limit=100)
    only = {"category": frozenset({"finance"}), "status": frozenset({"active"})}
    kept = search.search("subsidie bank coach", "nl", limit=100, only=only)
    assert 0 < kept.total < whole.total
    assert {hit.service for hit in kept.hits} < {hit.service for hit in whole.hits}
    assert [hit.service for hit in kept.hits] == [
        hit.service for hit in whole.hits if hit in kept.hits
    ]


def test_counts_tell_what_each_key_would_leave(search: Search) -> None:
    for name, keys in search.search("subsidie bank coach", "nl").counts.items():
        for key, number in keys.items():
            only = {name: frozenset({key})}
            assert search.search("subsidie bank coach", "nl", only=only).total == number


def test_counts_of_a_filter_do_not_count_the_filter_itself(search: Search) -> None:
    only = {"category": frozenset({"finance"})}
    free = search.search("subsidie bank coach", "nl")
    kept = search.search("subsidie bank coach", "nl", only=only)
    assert kept.counts["category"] == free.counts["category"]
    assert sum(kept.counts["status"].values()) == kept.total


def test_a_filter_with_an_unknown_key_leaves_nothing(search: Search) -> None:
    assert search.search("subsidie", "nl", only={"category": frozenset({"x"})}).total == 0


def test_every_filter_is_counted(words: Search) -> None:
    assert words.search("subsidie", "nl").counts.keys() == FILTERS.keys()


def test_a_concept_finds_by_its_words_in_all_languages_and_by_its_facets(
    sample: Catalogue, search: Search
) -> None:
    del search
    empty = Postings(tuple(sample.services), {"nl": {}, "fr": {}, "en": {}})
    concepts = Concepts(sample, empty, Facets(sample, empty.services))
    hire = next(one for one in LEXICON if one.key == "hire")
    rows = concepts.posting(hire).rows
    assert [empty.services[row] for row in rows] == ["hiring-help"]
