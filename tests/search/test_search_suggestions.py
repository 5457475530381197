"""Names that are suggested while somebody types."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language
from wizard.search import Search
from wizard.search.suggest import MOST_OF_A_KIND


def suggested(search: Search, text: str, language: Language = "fr") -> list[tuple[str, str]]:
    return [(one.kind, one.key) for one in search.suggest(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "micro", ("service", "microcredit")),
        ("nl", "Zilv", ("provider", "lender")),
        ("en", "bgf", ("provider", "fund")),
        ("nl", "frietk", ("trade", "food-truck")),
        ("en", "take on pe", ("need", "hiring")),
        ("fr", "le micr", ("service", "microcredit")),
        ("nl", "microkredyt", ("service", "microcredit")),
        ("en", "boulang", None),
    ],
)
def test_the_beginning_of_a_name_is_enough(
    search: Search, language: Language, text: str, expected: tuple[str, str] | None
) -> None:
    found = suggested(search, text, language)
    assert found[:1] == ([expected] if expected else [])


def test_every_word_that_is_typed_counts(search: Search) -> None:
    assert ("service", "women") in suggested(search, "women bus", "en")
    assert suggested(search, "women zzz", "en") == []


@pytest.mark.parametrize("text", ["", " ", "m", "?", "…", "'", "-"])
def test_nothing_is_suggested_for_next_to_nothing(search: Search, text: str) -> None:
    assert suggested(search, text) == []


def test_no_kind_fills_the_list_and_no_name_stands_twice(words: Search) -> None:
    for text in ("pr", "be", "su", "co", "aan", "st"):
        for language in LANGUAGES:
            found = words.suggest(text, language)
            assert len(found) <= 8
            labels = [one.label for one in found]
            assert len(set(labels)) == len(labels)
            for kind, most in MOST_OF_A_KIND.items():
                assert sum(one.kind == kind for one in found) <= most


@settings(max_examples=200, derandomize=True, print_blob=True, deadline=None)
@given(text=st.text(max_size=200), language=st.sampled_from(LANGUAGES))
def test_any_text_is_fine(search: Search, text: str, language: Language) -> None:
    for one in search.suggest(text, language):
        assert one.label


def test_a_need_that_is_suggested_is_recognised_when_it_is_chosen(
    catalogue: Catalogue, words: Search
) -> None:
    """The suggestion leads to the search for its label, where the answer is offered."""
    for term in catalogue.vocabularies["need"]:
        for language in LANGUAGES:
            found = words.search(term.label.exact(language), language)
            assert ("need", term.key) in [one.facet for one in found.recognised]
            assert found.hits


@pytest.mark.parametrize("text", ["GR", "subs", "buit", "saisie"])
def test_every_suggestion_has_a_name(search: Search, text: str) -> None:
    found = [one for language in LANGUAGES for one in search.suggest(text, language)]
    assert found
    assert all(one.label.exact(language) for one in found for language in LANGUAGES)
