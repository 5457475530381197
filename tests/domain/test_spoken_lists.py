"""The words of the codes: easy to tell apart, to type, and never to be confused or changed."""

import hashlib
import re
from collections import Counter
from functools import cache
from string import ascii_lowercase

import pytest
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from wizard.domain.spoken.check import WORDS
from wizard.domain.spoken.folding import fold
from wizard.domain.spoken.lists import BY_FOLDED, LONGEST, SHORTEST, WORD_LISTS
from wizard.domain.spoken.nearness import distance
from wizard.domain.spoken.reading import BETWEEN, read
from wizard.domain.spoken.sounds import sound
from wizard.domain.text import LANGUAGES, Language

FROZEN = {
    "nl": "006fc009ffcfb673ca05c3fb0c77911bd20b6f85e0577b2016acf41fb3d40d38",
    "fr": "ce900043fd647fa9cfed49cf2de9b300e1f399e3680e33ed801b93b4b82381b4",
    "en": "2d9572fcb1ac3488040bf0deba98828717a5f2637dd72f29a725e4b9a846c078",
}
"""SHA-256 of each list: a word that moves or changes would give old codes another meaning."""

EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def folded(language: Language) -> list[str]:
    return [fold(one) for one in WORD_LISTS[language]]


def slips(word: str) -> set[str]:
    """Return all that one slip of the fingers can make of a word."""
    found = {
        word[:at] + sign + word[at:] for at in range(len(word) + 1) for sign in ascii_lowercase
    }
    for at in range(len(word)):
        found.add(word[:at] + word[at + 1 :])
        found |= {word[:at] + sign + word[at + 1 :] for sign in ascii_lowercase}
        found.add(word[:at] + word[at : at + 2][::-1] + word[at + 2 :])
    return found - {word}


@cache
def all_slips() -> tuple[tuple[str, str], ...]:
    """Return every word with every slip."""
    return tuple((word, slip) for word in BY_FOLDED for slip in sorted(slips(word)))


@EACH_LANGUAGE
def test_a_list_is_what_it_was(language: Language) -> None:
    written = " ".join(WORD_LISTS[language])
    assert hashlib.sha256(written.encode()).hexdigest() == FROZEN[language], (
        "the words of a list never change: codes that people wrote down need them"
    )


@EACH_LANGUAGE
def test_a_list_has_as_many_words_as_there_are_numbers(language: Language) -> None:
    assert len(WORD_LISTS[language]) == len(set(folded(language))) == WORDS


def test_no_word_is_in_two_lists() -> None:
    assert len(BY_FOLDED) == WORDS * len(LANGUAGES)
    assert not BY_FOLDED.keys() & BETWEEN


def test_words_are_typed_with_letters_alone_and_are_short() -> None:
    assert (SHORTEST, LONGEST) == (4, 8)
    assert all(re.fullmatch("[a-z]{4,8}", word) for word in BY_FOLDED)


def test_two_letters_at_least_are_different_in_all_words_of_all_lists() -> None:
    words = list(BY_FOLDED)
    near = cdist(words, words, scorer=OSA.distance, score_cutoff=1) <= 1
    pairs = [(words[a], words[b]) for a, b in zip(*near.nonzero(), strict=True) if a < b]
    assert not pairs


@EACH_LANGUAGE
def test_three_letters_at_least_are_different_in_long_words(language: Language) -> None:
    words = [word for word in folded(language) if len(word) >= 6]
    near = cdist(words, words, scorer=OSA.distance, score_cutoff=2) <= 2
    assert not [(words[a], words[b]) for a, b in zip(*near.nonzero(), strict=True) if a < b]


@EACH_LANGUAGE
def test_no_two_words_sound_the_same(language: Language) -> None:
    heard = Counter(sound(word, language) for word in folded(language))
    assert not [one for one, number in heard.items() if number > 1]


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "mer", "maire"),
        ("fr", "seau", "sceau"),
        ("fr", "pain", "pin"),
        ("fr", "ancre", "encre"),
        ("nl", "trein", "trijn"),
        ("nl", "hart", "hard"),
        ("nl", "kou", "kauw"),
        ("en", "sea", "see"),
        ("en", "knight", "nite"),
        ("en", "pheasant", "fesant"),
    ],
)
def test_the_sounds_know_words_that_are_heard_alike(
    language: Language, one: str, other: str
) -> None:
    near = distance(sound(fold(one), language), sound(fold(other), language), 1)
    assert near is not None


def test_no_dutch_word_has_a_sound_that_is_written_in_two_ways() -> None:
    twofold = [word for word in folded("nl") if re.search(r"ei|ij|au|ou(?!r)|d$", word)]
    assert not twofold


@EACH_LANGUAGE
def test_no_word_is_the_plural_or_the_beginning_of_another(language: Language) -> None:
    words = sorted(folded(language))
    begins = [
        (one, other) for one in words for other in words if one != other and other.startswith(one)
    ]
    assert not begins


def test_a_slip_of_the_fingers_never_makes_another_word_or_two() -> None:
    """The small words that are left out count as well: then a word would be missing."""
    likely = (
        (word, slip)
        for word, slip in all_slips()
        if slip in BETWEEN or any(slip[:end] in BY_FOLDED for end in range(SHORTEST, LONGEST + 1))
    )
    assert not [slip for slip in likely if all(one.word is not None for one in read(slip[1]))]


def rest(letters: str, language: Language) -> str | None:
    """Return what is left of letters after the words that they begin with; None if no word can follow."""
    words, begun = _words_and_beginnings(language)
    while letters:
        end = next((end for end in range(4, 9) if letters[:end] in words), 0)
        if not end:
            return letters if letters in begun else None
        letters = letters[end:]
    return ""


@cache
def _words_and_beginnings(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    words = frozenset(folded(language))
    return words, frozenset(word[:end] for word in words for end in range(1, len(word)))


@cache
def can_end(left: str, language: Language) -> bool:
    """Return whether letters and one or no word after them can be read as words."""
    return not left or any(rest(left + word, language) == "" for word in folded(language))


@EACH_LANGUAGE
def test_a_slip_in_words_typed_in_one_go_is_not_read_as_other_words(language: Language) -> None:
    made = []
    for word, slip in all_slips():
        left = rest(slip, language) if BY_FOLDED[word].language == language else None
        if left is not None and can_end(left, language):
            made.append((word, slip))
    assert not made
