"""No text makes the reading of notes fail, and what is proposed stands in the text."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.search.test_search_any_text import BIG_LIST, HARD, NAUGHTY
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language
from wizard.search import Proposal, Search
from wizard.search.listening_words import MOST_LETTERS

BITS = (
    *("boulanger", "bakker", "café", "à", "in", "Molenbeek", "1080", "St. Gilles", "Gand", "Gent"),
    *("ne", "paie", "plus", "pas", "geen", "not", "schulden", "dettes", "debts", "loyer", "huur"),
    *("2", "drie", "une dizaine de", "salariés", "werknemers", "people", "15.000 €", "80k", "1,5"),
    *("veut", "wil", "wants to", "reprendre", "openen", "start", "depuis", "ans", "jaar", "ago"),
    *("mon frère est", "woont in", "ancien", "cherche un", "engager", ",", ";", "et", "en", "."),
    *("n'", "l'", "'", "#", "*", "@", "€", "=", "-", "\u202e", "\x00", "\ud800", "é", "e\u0301"),
)
NOTES = st.lists(st.sampled_from(BITS), max_size=80).map(" ".join)


def check(found: tuple[Proposal, ...], text: str, catalogue: Catalogue) -> None:
    """Hold what is promised of every answer of `propose`."""
    options = {one.key: {o.key for o in one.options} for one in catalogue.journey.questions}
    single = [one.key for one in catalogue.journey.questions if one.kind == "one"]
    facets = [(one.question, one.option) for one in found]
    assert len(set(facets)) == len(facets)
    for one in found:
        assert one.option in options[one.question]
        assert 0 <= one.start < one.end <= MOST_LETTERS
        assert one.said == text[one.start : one.end]
        assert any(unicodedata.category(sign)[0] in "LN" for sign in one.said)
    assert [one.start for one in found] == sorted(one.start for one in found)
    for question in single:
        assert sum(one.question == question for one in found) <= 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_naughty_strings_are_just_texts(
    words: Search, catalogue: Catalogue, language: Language
) -> None:
    for text in (*NAUGHTY, *BIG_LIST):
        check(words.propose(text, language), text, catalogue)


@settings(max_examples=500, derandomize=True, print_blob=True, deadline=None)
@given(text=NOTES | HARD, language=st.sampled_from(LANGUAGES))
@example(text="n'" * 200, language="fr")
@example(text="1080 " * 100, language="nl")
@example(text="veut " * 100 + "ouvrir", language="fr")
def test_whatever_is_typed_only_what_stands_there_is_proposed(
    words: Search, catalogue: Catalogue, text: str, language: Language
) -> None:
    found = words.propose(text, language)
    check(found, text, catalogue)
    assert words.propose(text, language) == found


@settings(max_examples=200, derandomize=True, print_blob=True, deadline=None)
@given(text=NOTES)
def test_capitals_change_nothing(words: Search, text: str) -> None:
    def facets(line: str) -> list[tuple[str, str, int]]:
        return [(one.question, one.option, one.start) for one in words.propose(line, "fr")]

    assert facets(text.upper()) == facets(text)


def test_without_rules_and_questions_nothing_is_proposed(search: Search, sample: Catalogue) -> None:
    assert not sample.lexicon.calls.rules
    assert not sample.journey.questions
    for text in (*NAUGHTY, "bakker in Molenbeek, 2 werknemers"):
        assert search.propose(text, "nl") == ()
