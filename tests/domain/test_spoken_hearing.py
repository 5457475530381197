"""Words as people type them, mistype them and mix them up."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.domain.answers import Answers
from wizard.domain.spoken import Heard, Misheard, hear, speak
from wizard.domain.spoken.check import MOST
from wizard.domain.spoken.folding import fold
from wizard.domain.spoken.hearing import LONGEST_LINE
from wizard.domain.spoken.lists import BY_FOLDED, WORD_LISTS
from wizard.domain.spoken.nearness import MOST as NEAREST
from wizard.domain.spoken.nearness import distance, nearest
from wizard.domain.text import LANGUAGES, Language

RAW = {
    "size": ("solo",),
    "need": ("permits", "money-small"),
    "place": ("1000",),
    "sector": ("retail",),
    "stage": ("starting",),
}
SAID = {language: speak(Answers(tuple(RAW.items())), language) for language in LANGUAGES}
EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)


def misheard(text: str) -> Misheard:
    found = hear(text)
    assert isinstance(found, Misheard), found
    return found


def assert_heard(text: str, language: Language) -> None:
    found = hear(text)
    assert isinstance(found, Heard), found
    assert (found.raw, found.language, found.words) == (RAW, language, SAID[language])


@EACH_LANGUAGE
@pytest.mark.parametrize(
    "between",
    [
        " ",
        "  ",
        ", ",
        "-",
        " - ",
        ",",
        ".",
        "\n",
        "\t",
        "/",
        "",
        " en ",
        " et ",
        " and ",
        ", la ",
        " \u00a0",
    ],
)
def test_what_stands_between_the_words_does_not_matter(language: Language, between: str) -> None:
    assert_heard(between.join(SAID[language]), language)


@EACH_LANGUAGE
def test_case_and_accents_do_not_matter(language: Language) -> None:
    text = " ".join(SAID[language])
    for typed in (text.upper(), text.title(), fold(text), fold(text).upper(), f"  {text}.  "):
        assert_heard(typed, language)


def test_accents_may_be_typed_in_two_ways() -> None:
    for accented in ("réglisse", "re\u0301glisse", "REGLISSE", "r\u00e9gl\u00adisse"):
        assert misheard(f"{accented} réglisse réglisse").kind in ("wrong",)


def test_numbers_before_the_words_do_not_matter() -> None:
    numbered = ", ".join(f"{number}. {word}" for number, word in enumerate(SAID["nl"], start=1))
    assert_heard(numbered, "nl")


@pytest.mark.parametrize("text", ["", "   ", "1, 2, 3", "\u200b", "?!", "de la het"])
def test_no_words_at_all(text: str) -> None:
    assert misheard(text) == Misheard("empty")


def test_too_few_and_too_many_words() -> None:
    assert misheard(SAID["fr"][0]) == Misheard("too-short")
    assert misheard(" ".join(SAID["nl"] * MOST)) == Misheard("too-long")
    assert misheard("kaas " * LONGEST_LINE) == Misheard("too-long")
    assert misheard("x" * 100_000).kind == "too-long"


@EACH_LANGUAGE
def test_every_slip_in_a_word_is_told_and_the_right_code_is_offered(language: Language) -> None:
    chance = random.Random(7)
    for place, word in enumerate(SAID[language]):
        plain = fold(word)
        for _ in range(20):
            at = chance.randrange(len(plain))
            slip = plain[:at] + chance.choice("bcdfghjkz") + plain[at + 1 :]
            if slip == plain:
                continue
            words = list(SAID[language])
            words[place] = slip
            found = misheard(" ".join(words))
            assert found.kind == "unknown"
            assert [(one.typed, one.place) for one in found.doubts] == [(slip, place + 1)]
            assert found.doubts[0].near == (word,)
            assert found.offers == (SAID[language],)


@settings(deadline=None)
@given(st.sampled_from(LANGUAGES), st.data())
def test_a_word_that_is_mistyped_is_never_taken_for_another(
    language: Language, data: st.DataObject
) -> None:
    words = list(SAID[language])
    place = data.draw(st.integers(0, len(words) - 1))
    letters = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=8)
    typed = data.draw(letters.filter(lambda text: text not in BY_FOLDED))
    words[place] = typed
    assert isinstance(hear(" ".join(words)), Misheard)


def test_two_mistyped_words_are_put_right_together() -> None:
    first, second, third, fourth = SAID["nl"]
    found = misheard(f"{first[:-1]} {second} {third} {fourth}e")
    assert [one.near for one in found.doubts] == [(first,), (fourth,)]
    assert found.offers == (SAID["nl"],)


def test_what_is_like_nothing_has_no_near_word() -> None:
    found = misheard(" ".join(("qqqqqqqqq", *SAID["nl"][1:])))
    assert [(one.typed, one.near) for one in found.doubts] == [("qqqqqqqqq", ())]
    assert found.offers == ()


def test_words_that_are_all_unknown_are_sought_in_all_languages() -> None:
    found = misheard("olifnt elefant")
    assert found.doubts[0].near == ("olifant",)
    assert found.offers == ()


def test_a_line_of_other_things_is_answered_without_guesses() -> None:
    found = misheard("quand la ville dort encore un peu sous les arbres verts")
    assert found.kind == "unknown"
    assert {one.near for one in found.doubts} == {()}


def test_a_word_of_another_language_is_told() -> None:
    words = list(SAID["fr"])
    words[2] = "olifant"
    found = misheard(" ".join(words))
    assert [(one.typed, one.place, one.language) for one in found.doubts] == [("olifant", 3, "nl")]


def test_two_words_in_the_wrong_order_are_found_and_put_right() -> None:
    for language in LANGUAGES:
        for place in range(len(SAID[language]) - 1):
            words = list(SAID[language])
            words[place], words[place + 1] = words[place + 1], words[place]
            found = misheard(" ".join(words))
            assert found.kind == "wrong"
            assert SAID[language] in found.offers


def test_a_missing_word_is_found() -> None:
    for place in range(len(SAID["en"])):
        words = [word for at, word in enumerate(SAID["en"]) if at != place]
        assert misheard(" ".join(words)).kind == "wrong"


def test_offers_are_codes() -> None:
    chance = random.Random(3)
    for _ in range(300):
        words = [chance.choice(WORD_LISTS["fr"]) for _ in range(4)]
        found = hear(" ".join(words))
        if isinstance(found, Misheard):
            assert found.kind == "wrong"
            assert all(isinstance(hear(" ".join(offer)), Heard) for offer in found.offers)


@pytest.mark.parametrize(
    ("typed", "language", "word"),
    [
        ("fesant", "en", "pheasant"),
        ("kangeroo", "en", "kangaroo"),
        ("zebbra", "nl", "zebra"),
        ("sjaats", "nl", "schaats"),
        ("gitar", "nl", "gitaar"),
        ("papiyon", "fr", "papillon"),
        ("gatau", "fr", "gâteau"),
        ("chato", "fr", "gâteau"),
    ],
)
def test_what_is_written_by_ear_is_near(typed: str, language: Language, word: str) -> None:
    near = [one.written for one in nearest(typed, [language])]
    assert word in near
    assert len(near) <= NEAREST


@given(st.text(alphabet="abcd", max_size=7), st.text(alphabet="abcd", max_size=7))
def test_the_distance_is_that_of_the_textbook(left: str, right: str) -> None:
    """Compared with the definition, written out without any short cut."""
    table = {(-1, -1): 0}
    for row in range(-1, len(left)):
        for column in range(-1, len(right)):
            if row < 0 or column < 0:
                table[row, column] = max(row, column) + 1
                continue
            steps = [
                table[row - 1, column] + 1,
                table[row, column - 1] + 1,
                table[row - 1, column - 1] + (left[row] != right[column]),
            ]
            crossed = left[max(row - 1, 0)] + left[row] == right[column] + right[max(column - 1, 0)]
            if row and column and crossed:
                steps.append(table[row - 2, column - 2] + 1)
            table[row, column] = min(steps)
    whole = table[len(left) - 1, len(right) - 1]
    for most in range(4):
        assert distance(left, right, most) == (whole if whole <= most else None)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    found = hear(text)
    assert isinstance(found, Heard | Misheard)
