"""Answers become words and come back: every set of answers, and never with one wrong word."""

import random
from collections.abc import Iterator, Sequence
from itertools import chain, combinations
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.content.load import Loaded, scenarios
from wizard.domain.answers import Answers
from wizard.domain.spoken import Heard, hear, speak
from wizard.domain.spoken.book import VERSION_1, Entry
from wizard.domain.spoken.check import FEWEST, MOST, WORDS, missing, to_number, to_numbers
from wizard.domain.spoken.packing import VERSIONS, Raw, pack, unpack
from wizard.domain.spoken.pile import chosen, put, rank, take
from wizard.domain.text import LANGUAGES, Language

EACH_ENTRY = pytest.mark.parametrize("entry", VERSION_1, ids=lambda entry: entry.key)
ENTRIES = {entry.key: entry for entry in VERSION_1}

SHARES = st.lists(st.integers(1, 300), min_size=1, max_size=20)


def answers_of(entry: Entry) -> st.SearchStrategy[tuple[str, ...]]:
    """Return a strategy for all answers to one question: none, one alone, any options."""
    some = st.sets(st.sampled_from(entry.options)).map(
        lambda chosen: tuple(option for option in entry.options if option in chosen)
    )
    return some | st.sampled_from([(one,) for one in entry.alone])


STATES = st.fixed_dictionaries({entry.key: answers_of(entry) for entry in VERSION_1}).map(
    lambda raw: {key: options for key, options in raw.items() if options}
)
"""Any answers to any questions, also what no journey allows."""


def said(raw: Raw) -> Answers:
    return Answers(tuple(raw.items()))


def random_states(number: int) -> Iterator[Raw]:
    """Yield as many sets of answers as people give, small and large ones."""
    seed = random.randrange(10**9)
    print("seed", seed)
    chance = random.Random(seed)
    for _ in range(number):
        raw = {}
        for entry in VERSION_1:
            size = chance.choice((0, 1, 1, 2, 3, len(entry.options)))
            kept = set(chance.sample(entry.options, size))
            raw[entry.key] = tuple(option for option in entry.options if option in kept)
            if chance.random() < 0.2:
                raw[entry.key] = (chance.choice(entry.alone),)
        yield {key: options for key, options in raw.items() if options}


@given(st.integers(0, 10**30), SHARES, st.data())
def test_what_is_put_on_a_pile_is_taken_off(
    pile: int, shares: list[int], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(shares) - 1))
    assert take(put(pile, shares, place), shares) == (place, pile)


@given(st.integers(0, 10**30), SHARES)
def test_every_number_is_a_pile(number: int, shares: list[int]) -> None:
    place, below = take(number, shares)
    assert put(below, shares, place) == number


@given(st.lists(st.integers(1, 300), min_size=2, max_size=9), st.data())
def test_a_larger_share_makes_a_pile_that_is_not_higher(
    shares: list[int], data: st.DataObject
) -> None:
    pile = data.draw(st.integers(10**12, 10**15))
    growth = [put(pile, shares, place) / pile for place in range(len(shares))]
    for share, factor in zip(shares, growth, strict=True):
        assert factor == pytest.approx(sum(shares) / share, rel=1e-6)


@pytest.mark.parametrize("number", [1, 6, 11])
def test_every_set_has_a_number_of_its_own_among_those_of_its_size(number: int) -> None:
    for size in range(number + 1):
        sets = list(combinations(range(number), size))
        assert sorted(map(rank, sets)) == list(range(comb(number, size)))
        assert all(chosen(rank(one), size) == one for one in sets)


def sets_of(options: Sequence[str], sizes: Iterator[int]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(options, size) for size in sizes)


@EACH_ENTRY
def test_every_answer_to_a_question_alone_comes_back(entry: Entry) -> None:
    """All sets of options; of the needs, of which there are 16 million, the small and large ones."""
    number = len(entry.options)
    sizes = range(number + 1) if number <= 16 else (*range(4), *range(number - 2, number + 1))
    if entry.key == "place":
        sizes = range(3)
    seen = set()
    for options in chain(sets_of(entry.options, iter(sizes)), ((one,) for one in entry.alone)):
        raw = {entry.key: options} if options else {}
        packed = pack(raw)
        unpacked = unpack(packed)
        assert unpacked is not None
        assert unpacked.raw == raw
        seen.add(packed)
    assert len(seen) == sum(comb(number, size) for size in sizes) + len(entry.alone)


@settings(deadline=None)
@given(STATES, st.sampled_from(LANGUAGES))
def test_any_answers_come_back_from_their_words(raw: Raw, language: Language) -> None:
    words = speak(said(raw), language)
    found = hear(" ".join(words))
    assert isinstance(found, Heard)
    assert (found.raw, found.words, found.language) == (raw, words, language)


@settings(deadline=None)
@given(STATES)
def test_the_order_of_the_answers_does_not_matter(raw: Raw) -> None:
    turned = {key: options[::-1] for key, options in reversed(raw.items())}
    assert pack(turned) == pack(raw)


def test_every_number_says_one_thing_or_nothing() -> None:
    packed = [unpack(number) for number in range(50_000)]
    for number, unpacked in enumerate(packed):
        if unpacked is not None:
            assert pack(unpacked.raw) == number
    assert 0.1 < sum(one is not None for one in packed) / len(packed) < 1


@given(st.integers(0, 10**30))
def test_a_number_comes_back_from_its_words(number: int) -> None:
    numbers = to_numbers(number)
    assert to_number(numbers) == number
    assert len(numbers) >= FEWEST
    assert all(0 <= one < WORDS for one in numbers)


def test_the_number_of_words_is_a_prime_and_larger_than_a_code() -> None:
    assert all(WORDS % divisor for divisor in range(2, WORDS))
    assert MOST < WORDS


def test_one_wrong_word_is_always_found() -> None:
    """Every other word at every place of the codes of many answers."""
    for raw in random_states(150):
        numbers = list(to_numbers(pack(raw)))
        for place, right in enumerate(numbers):
            for wrong in range(WORDS):
                numbers[place] = wrong
                assert wrong == right or to_number(numbers) is None
            numbers[place] = right


def test_two_words_that_changed_places_are_always_found() -> None:
    for raw in random_states(1000):
        numbers = list(to_numbers(pack(raw)))
        for one, other in combinations(range(len(numbers)), 2):
            moved = list(numbers)
            moved[one], moved[other] = moved[other], moved[one]
            assert moved == numbers or to_number(moved) is None


def test_a_missing_or_doubled_word_is_nearly_always_found() -> None:
    tried = passed = 0
    for raw in random_states(2000):
        numbers = to_numbers(pack(raw))
        for place in range(len(numbers)):
            for other in (
                (*numbers[:place], *numbers[place + 1 :]),
                (*numbers[: place + 1], *numbers[place:]),
            ):
                tried += 1
                number = to_number(other) if len(other) >= FEWEST else None
                passed += number is not None and unpack(number) is not None
    assert tried > 10_000
    assert passed / tried < 3 / WORDS


@given(st.lists(st.integers(0, WORDS - 1), min_size=FEWEST, max_size=MOST), st.data())
def test_a_word_that_was_not_heard_is_determined_by_the_others(
    numbers: list[int], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(numbers) - 1))
    numbers[place] = missing(numbers, place)
    total = sum(factor * one for factor, one in enumerate(numbers, start=1))
    assert total % WORDS == 0


def longest(entry: Entry, below: int) -> int:
    """Return the highest pile that one answer to a question makes on piles up to `below`."""
    highest = 0
    for place in range(len(entry.kinds)):
        size = max(0, place - len(entry.alone))
        sets = comb(len(entry.options), size)
        highest = max(highest, put(below * sets + sets - 1, entry.kinds, place))
    return highest


def test_no_code_is_longer_than_what_is_heard() -> None:
    pile = 0
    for entry in VERSION_1:
        pile = longest(entry, pile)
    assert len(to_numbers(put(pile, VERSIONS, 0))) < MOST


def last(key: str, size: int) -> tuple[str, ...]:
    """Return the set of options that makes the longest code of its size."""
    return ENTRIES[key].options[-size:]


TYPICAL = {key: last(key, 1) for key in ("stage", "sector", "place", "size")}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"need": 1}, 4),
        ({"need": 2}, 4),
        ({"need": 3}, 5),
        ({"need": 2, "profile": 1}, 5),
        ({"need": 2, "sector": 2}, 5),
        ({"need": 2, "venture": 1}, 5),
    ],
)
def test_what_people_usually_answer_takes_few_words(more: dict[str, int], words: int) -> None:
    raw = {**TYPICAL, **{key: last(key, size) for key, size in more.items()}}
    assert len(to_numbers(pack(raw))) <= words


@pytest.mark.parametrize("alone", ["unsure", "none"])
def test_a_whole_journey_that_leaves_the_voluntary_questions_takes_five(alone: str) -> None:
    raw = {**TYPICAL, "need": last("need", 2), "profile": (alone,), "venture": (alone,)}
    assert len(to_numbers(pack(raw))) <= 5


def test_the_personas_have_short_codes(loaded: Loaded) -> None:
    assert loaded.catalogue is not None
    journey = loaded.catalogue.journey
    people = [journey.replay(one.answers).answers for one in scenarios(loaded.records)]
    lengths = sorted(len(speak(answers, "nl")) for answers in people)
    assert lengths[len(lengths) // 2] <= 5
    assert lengths[-1] <= 7
