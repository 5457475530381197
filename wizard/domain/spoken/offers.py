"""Whole codes that may be meant by words that are none: offered, never taken.

The check word tells which of the candidates make a code, so that few are left.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product
from math import prod

from wizard.domain.spoken.check import missing
from wizard.domain.spoken.lists import Word, word
from wizard.domain.spoken.nearness import difference

Fits = Callable[[Sequence[Word]], bool]
"""Whether words are a code."""

Code = tuple[Word, ...]

MOST = 3
"""Codes that are offered at once."""

TRIES = 100
"""Combinations of near words that are tried; with more, too much is unclear to offer anything."""


def by_near_words(slots: Sequence[Sequence[Word]], fits: Fits) -> tuple[Code, ...]:
    """Return the codes with one of the words of each slot, nearest first."""
    if prod(map(len, slots)) > TRIES:
        return ()
    return tuple(filter(fits, product(*slots)))[:MOST]


def by_one_change(words: Sequence[Word], fits: Fits) -> tuple[Code, ...]:
    """Return the codes with two words in each other's place, or one word for a similar one."""
    changed = (*_two_in_other_places(words), *_one_similar(words))
    return tuple(filter(fits, changed))[:MOST]


def _two_in_other_places(words: Sequence[Word]) -> Iterator[Code]:
    for first, second in combinations(range(len(words)), 2):
        moved = list(words)
        moved[first], moved[second] = moved[second], moved[first]
        yield tuple(moved)


def _one_similar(words: Sequence[Word]) -> Iterator[Code]:
    numbers = [one.number for one in words]
    for place, one in enumerate(words):
        other = word(missing(numbers, place), one.language)
        if difference(one.folded, other) is not None:
            yield (*words[:place], other, *words[place + 1 :])
