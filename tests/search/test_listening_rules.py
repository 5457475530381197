"""The rules of notes one by one, on a few made by hand: patterns, conditions, numbers."""

import pytest

from wizard.domain.lexicon import Band, CallRule, Calls
from wizard.domain.text import Language, Lines
from wizard.search.listening_sense import Rules
from wizard.search.listening_words import Spoken, heard

GROUPS = {
    "not": Lines(("geen", "niet"), ("pas", "ne * plus"), ("no", "not")),
    "and": Lines(("en",), ("et",), ("and",)),
    "breaks": Lines(("voor",), ("pour",), ("for",)),
    "pets": Lines(("hond", "kat"), ("chien", "chat"), ("dog", "cat")),
    "loud": Lines((), ("fort",), ("loud",)),
}
NUMBERS = ((2.0, Lines(("twee",), ("deux",), ("two",))), (11.0, Lines(("elf",), ("onze",), ())))
BANDS = (
    Band("staff", 0.5, 9, ("size", "micro")),
    Band("staff", 10, None, ("size", "small")),
    Band("euro", 500, 1000, ("need", "money-small")),
)


def rule(key: str, *phrases: str, language: Language = "en", **more: object) -> CallRule:
    """Return a rule of one language that answers the question «a» with its key."""
    lines = {one: phrases if one == language else () for one in ("nl", "fr", "en")}
    facets = more.pop("facets", (("a", key),))
    return CallRule(key, Lines(**lines), facets, **more)  # type: ignore[arg-type]  # any field


def says(text: str, *rules: CallRule, language: Language = "en") -> list[str]:
    """Return the options that the rules give for a text, all of it in one language."""
    read = Rules(Calls(rules=rules, groups=GROUPS, numbers=NUMBERS, bands=BANDS))
    words = heard(text)
    sense = read.read(Spoken(words, [language] * len(words)))
    return sorted(option for one in sense.matches for _, option in read.facets(one))


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("lost the key", "she lost the key", True),
        ("lost the key", "she lost a key", False),
        ("lost the key", "lost, the key", False),
        ("lost * key", "lost key", True),
        ("lost * key", "lost her old red key", True),
        ("lost * key", "lost her old and rusty red key", False),
        ("lost * key", "lost money for the key", False),
        ("lost * key", "lost no key", False),
        ("lost/found key", "found key", True),
        ("walks the @pets", "walks the dog", True),
        ("walks the @pets", "walks the chien", True),
        ("walks the @pets", "walks the dogs", False),
        ("closing", "closed", True),
        ("general", "generous", False),
        ("manager", "managers", True),
        ("=manager", "managers", False),
        ("=manager", "Manager", True),
        ("-burger", "cheeseburger", True),
        ("-burger", "burgers", False),
        ("# rooms", "2 rooms", True),
        ("# rooms", "two rooms", True),
        ("# rooms", "onze rooms", False),
        ("# rooms", "€ 2 rooms", False),
        ("€ for rent", "800 euro for rent", True),
        ("€ for rent", "800 for rent", False),
    ],
)
def test_patterns(phrase: str, text: str, found: bool) -> None:
    assert says(text, rule("x", phrase)) == (["x"] if found else [])


def test_another_form_counts_in_the_language_of_the_clause_only() -> None:
    manager = rule("x", "manager")
    assert says("managers", manager, language="en") == ["x"]
    assert says("managers", manager, language="fr") == []
    assert says("manager", manager, language="fr") == ["x"]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("no key", "en", []),
        ("not a lost key", "en", []),
        ("no door, key", "en", ["x"]),
        ("no door and key", "en", ["x"]),
        ("no big old door with key", "en", ["x"]),
        ("n'a plus key", "fr", []),
        ("a plus key", "fr", ["x"]),
        ("pas key", "fr", []),
        ("geen key", "fr", []),
    ],
)
def test_denials(text: str, language: Language, found: list[str]) -> None:
    assert says(text, rule("x", "key"), language=language) == found


def test_a_rule_that_denies_itself_is_no_denied_one() -> None:
    assert says("no key", rule("x", "no key")) == ["x"]


def test_a_word_that_a_rule_has_read_denies_nothing() -> None:
    asks = rule("y", "does not know", facets=())
    assert says("does not know which key", rule("x", "key"), asks) == ["x"]


def test_the_phrase_with_most_words_wins() -> None:
    short, long = rule("x", "key"), rule("y", "key of the door")
    assert says("key of the door", short, long) == ["y"]
    assert says("key of the car", short, long) == ["x"]


def test_words_that_are_shared_are_read_by_others_too() -> None:
    wants = rule("x", "wants * shop", shared=True)
    assert says("wants a toy shop", wants, rule("y", "toy shop")) == ["x", "y"]
    assert says("toy shop", wants, rule("y", "toy shop")) == ["y"]


def test_near_and_unless_look_within_their_part_of_a_clause() -> None:
    near, unless = rule("x", "key", near=("pets",)), rule("y", "door", unless=("loud",))
    assert says("dog with key", near) == ["x"]
    assert says("dog, key", near) == []
    assert says("dog and key", near) == []
    assert says("loud door", unless) == []
    assert says("loud dog and door", unless) == ["y"]


def test_whole_is_all_that_a_clause_says() -> None:
    alone = rule("x", "alone", whole=True)
    assert says("alone", alone) == ["x"]
    assert says("she is alone, with a key", alone) == ["x"]
    assert says("alone with a key", alone) == []


@pytest.mark.parametrize(
    ("deaf", "text", "found"),
    [
        (9, "brother is key", []),
        (9, "brother is tall, key", ["x"]),
        (9, "brother is tall and key", ["x"]),
        (9, "key brother is", ["x"]),
        (2, "brother is very old key", ["x"]),
        (2, "brother is old key", []),
        (-2, "key and old brother is", ["x"]),
        (-2, "key old brother is", []),
    ],
)
def test_words_about_somebody_else_say_nothing(deaf: int, text: str, found: list[str]) -> None:
    other = rule("y", "brother is", facets=(), deaf=deaf)
    assert says(text, rule("x", "key"), other) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2 people", ["micro"]),
        ("two people", ["micro"]),
        ("9 people", ["micro"]),
        ("10 people", ["small"]),
        ("10.000 people", ["small"]),
        ("0 people", []),
        ("9,5 people", []),
    ],
)
def test_a_number_is_looked_up_in_its_bands(text: str, found: list[str]) -> None:
    assert says(text, rule("n", "# people", facets=(), count="staff")) == found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("15.000 €", 15_000),
        ("15 000 euros", 15_000),
        ("€15k", 15_000),
        ("80K", 80_000),
        ("1,5 million", 1_500_000),
        ("2 miljoen", 2_000_000),
        ("2M€", 2_000_000),
        ("20 mille", 20_000),
        ("EUR 400.000,-", 400_000),
        ("12,50 euro", 12.5),
    ],
)
def test_amounts(text: str, value: float) -> None:
    (word,) = heard(text)
    assert (word.value, word.money) == (value, True)


@pytest.mark.parametrize("text", ["2e", "3d", "R&D", "1A", "x2"])
def test_what_only_has_a_digit_in_it_is_a_word(text: str) -> None:
    (word,) = heard(text)
    assert word.value is None


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("a, b", [0, 1]),
        ("a: b; c", [0, 1, 2]),
        ("a. b", [0, 1]),
        ("St. Gilles", [0, 0]),
        ("a - b", [0, 1]),
        ("a-b c", [0, 0]),
        ("a (b) c", [0, 1, 2]),
        ("1.000 b", [0, 0]),
        ("a\nb", [0, 1]),
    ],
)
def test_clauses(text: str, clauses: list[int]) -> None:
    assert [one.clause for one in heard(text)] == clauses
