"""The code book: complete, never changed, and able to grow without breaking old codes."""

import hashlib
from dataclasses import replace
from itertools import pairwise

import pytest

from wizard.content.keys import QUESTION_OPTIONS
from wizard.domain.answers import Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.journey import Journey
from wizard.domain.question import Question
from wizard.domain.spoken import Heard, Misheard, hear, speak, understand
from wizard.domain.spoken.book import BOOKS, VERSION_1, Book, Entry, grown
from wizard.domain.spoken.packing import Raw
from wizard.domain.text import LANGUAGES

VERSION_1_DIGEST = "ed36cd197c196dfcf2c389980da819dd65b08d329895149adf2dac1c6f8c26e7"
"""SHA-256 of the first version: who changes it breaks every code that was ever told."""

GOLDEN: tuple[tuple[Raw, tuple[str, str, str]], ...] = (
    (
        {},
        ("achtbaan achtbaan", "abeille abeille", "acorn acorn"),
    ),
    (
        {"stage": ("idea",)},
        ("aquaduct zonnetje", "anneau voiture", "arcade whistle"),
    ),
    (
        {"need": ("crisis",), "stage": ("difficulty",)},
        ("krekel fazant skilift", "glace chandail potiron", "hook cocoa scenery"),
    ),
    (
        {"place": ("1000",), "sector": ("retail",), "stage": ("starting",)},
        ("badkamer lagune koerier", "auberge guitare fougère", "ballet jukebox gravel"),
    ),
    (
        {
            "size": ("solo",),
            "need": ("permits", "money-small"),
            "place": ("1000",),
            "sector": ("retail",),
            "stage": ("starting",),
        },
        (
            "opera bundel spiegel mammoet",
            "miel bourgeon rayon kermesse",
            "nutmeg brush shovel lollipop",
        ),
    ),
    (
        {
            "stage": ("unsure",),
            "sector": ("unsure",),
            "place": ("unsure",),
            "size": ("unsure",),
            "profile": ("unsure",),
            "venture": ("unsure",),
            "need": ("unsure",),
        },
        (
            "orkest ajuin deur lente poeder",
            "mosaïque affiche caméléon huile parasol",
            "orange almond cello ladder platform",
        ),
    ),
    (
        {
            "stage": ("growing",),
            "sector": ("construction", "other"),
            "place": ("abroad",),
            "size": ("large",),
            "profile": ("none",),
            "venture": ("circular", "innovative", "exporting"),
            "need": ("hiring", "energy", "export", "network", "public-contracts"),
        },
        (
            "afwas ansjovis arena werkbank kanarie griffel parel adelaar",
            "acteur ampoule araignée trophée école clairon navire acrobate",
            "airport anvil attic tuna flannel cupcake parsley actor",
        ),
    ),
)
"""Answers with their codes in Dutch, French and English, as they were told in version 1."""

EACH_GOLDEN = pytest.mark.parametrize(("raw", "codes"), GOLDEN)

VERSION_2 = grown(
    VERSION_1,
    {"need": ("retrofit",), "sector": ("space",)},
    (Entry("climate", ("unsure",), ("ready", "not-yet"), (8, 4, 16, 1)),),
)
"""The book as it may be one day: two options and a question more."""

LATER: tuple[Book, ...] = (VERSION_1, VERSION_2)


def said(raw: Raw) -> Answers:
    return Answers(tuple(raw.items()))


def heard(code: str, books: tuple[Book, ...] = BOOKS) -> Heard:
    found = hear(code, books)
    assert isinstance(found, Heard), found
    return found


def test_the_first_version_is_what_it_was() -> None:
    assert BOOKS[0] is VERSION_1
    assert hashlib.sha256(repr(VERSION_1).encode()).hexdigest() == VERSION_1_DIGEST


@EACH_GOLDEN
def test_the_codes_of_version_1_are_what_they_were(raw: Raw, codes: tuple[str, ...]) -> None:
    for language, code in zip(LANGUAGES, codes, strict=True):
        assert " ".join(speak(said(raw), language, (VERSION_1,))) == code
        found = heard(code)
        assert (found.raw, found.language, found.version) == (raw, language, 1)


def test_each_version_only_adds_to_the_one_before() -> None:
    for before, after in pairwise(BOOKS):
        later = {entry.key: entry for entry in after}
        for entry in before:
            options = later[entry.key].options
            assert options[: len(entry.options)] == entry.options


def test_the_newest_version_has_every_answer_of_the_journey(catalogue: Catalogue) -> None:
    entries = {entry.key: entry for entry in BOOKS[-1]}
    for question in catalogue.journey.questions:
        entry = entries[question.key]
        assert set(question.allowed) <= {*entry.alone, *entry.options}, "add a version with `grown`"
        assert question.exclusive <= set(entry.alone)
    for key, options in QUESTION_OPTIONS.items():
        assert set(options) <= set(entries[key].options), "add a version with `grown`"


@pytest.mark.parametrize("book", [*BOOKS, VERSION_2])
def test_no_version_has_an_answer_twice(book: Book) -> None:
    assert len({entry.key for entry in book}) == len(book)
    for entry in book:
        assert len({*entry.alone, *entry.options}) == len(entry.alone) + len(entry.options)
        assert min(entry.shares) > 0


@EACH_GOLDEN
def test_old_codes_are_heard_after_the_book_has_grown(raw: Raw, codes: tuple[str, ...]) -> None:
    for code in codes:
        found = heard(code, LATER)
        assert (found.raw, found.version) == (raw, 1)


@EACH_GOLDEN
def test_the_newest_version_is_spoken(raw: Raw, codes: tuple[str, ...]) -> None:
    words = speak(said(raw), "fr", LATER)
    assert " ".join(words) not in codes
    found = heard(" ".join(words), LATER)
    assert (found.raw, found.version) == (raw, 2)


def test_new_answers_are_said_in_the_new_version_alone() -> None:
    raw = {"climate": ("ready",), "need": ("legal", "retrofit"), "stage": ("running",)}
    words = speak(said(raw), "en", LATER)
    assert heard(" ".join(words), LATER).raw == raw
    assert hear(" ".join(words), (VERSION_1,)) == Misheard("wrong")
    with pytest.raises(ValueError, match="add a version"):
        speak(said(raw), "en", (VERSION_1,))
    with pytest.raises(ValueError, match="retrofit"):
        speak(said({"need": ("retrofit",)}), "en", (VERSION_1,))


def test_a_code_costs_little_more_in_a_later_version() -> None:
    for raw, (dutch, _, _) in GOLDEN:
        assert len(speak(said(raw), "nl", LATER)) <= len(dutch.split()) + 1


def changed(journey: Journey, key: str, **more: object) -> Journey:
    """Return the journey with some fields of one question replaced."""
    questions = tuple(
        replace(one, **more) if one.key == key else one  # type: ignore[arg-type]  # any field
        for one in journey.questions
    )
    return replace(journey, questions=questions)


def without_option(question: Question, key: str) -> dict[str, object]:
    return {"options": tuple(one for one in question.options if one.key != key)}


OLD = {"stage": ("running",), "place": ("1080",), "need": ("legal", "crisis")}


def test_an_option_that_was_removed_is_reported_and_the_rest_is_kept(catalogue: Catalogue) -> None:
    need = catalogue.journey.question("need")
    assert need is not None
    journey = changed(catalogue.journey, "need", **without_option(need, "crisis"))
    meaning = understand(heard(" ".join(speak(said(OLD), "nl"))).raw, journey)
    assert meaning.lost == (("need", "crisis"),)
    assert meaning.answers.raw() == {**OLD, "need": ("legal",)}


def test_a_question_that_was_removed_is_reported_and_the_rest_is_kept(
    catalogue: Catalogue,
) -> None:
    questions = tuple(one for one in catalogue.journey.questions if one.key != "need")
    journey = replace(catalogue.journey, questions=questions)
    meaning = understand(heard(" ".join(speak(said(OLD), "nl"))).raw, journey)
    assert meaning.lost == (("need", "legal"), ("need", "crisis"))
    assert meaning.answers.raw() == {"stage": ("running",), "place": ("1080",)}


def test_a_question_that_is_not_asked_any_more_is_reported(catalogue: Catalogue) -> None:
    raw = {"stage": ("idea",), "size": ("small",)}
    meaning = understand(raw, catalogue.journey)
    assert meaning.lost == (("size", "small"),)
    assert meaning.answers.raw() == {"stage": ("idea",)}


def test_an_option_that_became_part_of_another_is_understood(catalogue: Catalogue) -> None:
    place = catalogue.journey.question("place")
    assert place is not None
    options = tuple(
        replace(one, aliases=one.aliases | {"1080"}) if one.key == "1000" else one
        for one in place.options
        if one.key != "1080"
    )
    journey = changed(catalogue.journey, "place", options=options)
    meaning = understand(OLD, journey)
    assert (meaning.answers.of("place"), meaning.lost) == (("1000",), ())


def test_the_order_of_the_journey_does_not_matter(catalogue: Catalogue) -> None:
    turned = tuple(
        replace(one, options=one.options[::-1]) for one in reversed(catalogue.journey.questions)
    )
    journey = replace(catalogue.journey, questions=turned)
    usual = understand(OLD, catalogue.journey)
    other = understand(OLD, journey)
    assert {key: set(options) for key, options in other.answers} == {
        key: set(options) for key, options in usual.answers
    }
    assert speak(other.answers, "nl") == speak(usual.answers, "nl")


def test_a_question_that_takes_several_answers_one_day_needs_no_new_version(
    catalogue: Catalogue,
) -> None:
    journey = changed(catalogue.journey, "stage", kind="many")
    both = journey.replay({"stage": ["running", "handing-over"]}).answers
    found = heard(" ".join(speak(both, "en")))
    assert understand(found.raw, journey).answers == both
