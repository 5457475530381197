"""The order of hits, their passages, and the limits."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.search import sample_services
from wizard.domain.text import LANGUAGES, Language
from wizard.search import Search
from wizard.search.passage import LONGEST, excerpt
from wizard.search.question import MOST_WORDS


def services(search: Search, query: str, language: Language = "nl") -> list[str]:
    return [hit.service for hit in search.search(query, language).hits]


def test_a_hit_with_all_words_comes_before_those_with_some(search: Search) -> None:
    assert services(search, "subsidie machines")[0] == "investment-grant"
    assert services(search, "subsidie website")[0] == "web-grant"


def test_an_ended_service_is_found_below_the_current_ones(search: Search) -> None:
    found = services(search, "subsidie website")
    assert "old-shop-grant" in found
    assert found.index("old-shop-grant") > found.index("web-grant")
    assert services(search, "subsidie winkel website")[-1] != "web-grant"


def test_the_order_is_the_same_every_time(search: Search) -> None:
    lists = {tuple(services(search, "subsidie bank website coach")) for _ in range(20)}
    assert len(lists) == 1


def test_scores_fall_and_equal_ones_are_ordered_by_id(search: Search) -> None:
    for language in LANGUAGES:
        hits = search.search("1819 export website coach", language).hits
        keys = [(-hit.score, hit.service) for hit in hits]
        assert keys == sorted(keys)


@pytest.mark.parametrize(("limit", "count"), [(0, 0), (-3, 0), (1, 1), (2, 2), (1000, None)])
def test_the_limit_bounds_the_hits_and_not_the_total(
    search: Search, limit: int, count: int | None
) -> None:
    everything = search.search("subsidie bank", "nl", limit=1000)
    found = search.search("subsidie bank", "nl", limit=limit)
    assert found.total == everything.total == len(everything.hits) > 2
    assert len(found.hits) == (everything.total if count is None else count)


def test_only_the_first_words_and_letters_are_read(search: Search) -> None:
    many = "bank " * MOST_WORDS
    assert services(search, many + "1819") == services(search, many)
    found = search.search("x" * 60 + " " + "y" * 40 + " microkrediet", "nl")
    assert (found.hits, len(found.query)) == ((), 101)


def test_the_passage_is_around_the_match_in_whole_words(search: Search) -> None:
    passage = search.search("boekhouding", "nl").hits[0].snippet
    assert passage.startswith("…")
    assert passage.endswith("boekhouding")
    assert f" {passage[1:]}" in sample_services.LONG_OFFER


@given(lengths=st.lists(st.integers(1, 30), min_size=1, max_size=80), data=st.data())
@settings(derandomize=True, print_blob=True, deadline=None)
def test_a_passage_has_the_match_and_only_whole_words(
    lengths: list[int], data: st.DataObject
) -> None:
    words = [f"{number}".ljust(length, "x") for number, length in enumerate(lengths)]
    text = " ".join(words)
    chosen = data.draw(st.integers(0, len(words) - 1))
    passage = excerpt(text, len(" ".join([*words[:chosen], ""])))
    assert len(passage) <= LONGEST
    shown = passage.strip("…").split()
    assert words[chosen] in shown
    assert set(shown) <= set(words)
    assert (len(passage) > LONGEST - 2 * 31) or shown == words


def test_the_passage_is_in_the_language_asked_for(search: Search) -> None:
    first = search.search("boulangerie", "nl").hits[0]
    assert first.snippet == "Een keuken volgens de regels, te huur per dag."


def test_the_passage_is_the_summary_when_the_title_matched(search: Search) -> None:
    first = search.search("exportation", "fr").hits[0]
    assert first.snippet == "Un conseiller vous aide à vendre à l'étranger."
