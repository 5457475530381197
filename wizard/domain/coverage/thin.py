"""Who has fewer than three services to choose from in a category, in the most general terms.

One more answer can only exclude services (Kleene's logic is monotone), so where a
description has a thin offer, every description that says more has one too. What is sought
are therefore the *most general* thin descriptions: those that are not thin any more when
any one of their answers is left out.

All descriptions are walked, question after question. A branch is left, without losing
one, where a category is thin already (what says more is thin as well, and not most
general), and where three services of it are *safe*: the answers so far meet each of their
criteria, or may meet them, so that no further answer excludes them. A final pass removes
what is not most general. `tests/laboratory` compares the outcome with plain enumeration.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod

from wizard.domain.answers import UNSURE
from wizard.domain.coverage.offers import Description, Facts, Offers

ENOUGH = 3
"""A choice of fewer is called thin."""


@dataclass(frozen=True, order=True, slots=True)
class Thin:
    """Descriptions with a thin offer in `category`, taken together.

    `answers` maps a question to the options for each of which it is so; a question that
    is not in it makes no difference. `fewest` and `most` are the numbers of services;
    `breadth` is how many combinations of single options it covers, to put the widest first.
    """

    category: str
    answers: Facts
    fewest: int
    most: int
    breadth: int


class ThinSearch:
    """One walk over all descriptions; `walked` counts those that were looked at."""

    def __init__(self, offers: Offers) -> None:
        """Prepare the search in these offers."""
        self._offers = offers
        self._found: dict[str, dict[Facts, int]] = {key: {} for key in offers.categories}
        self.walked = 0

    def run(self) -> dict[str, dict[Facts, int]]:
        """Return category -> the most general thin descriptions, with their number of services."""
        self._visit(self._offers.root(), 0, self._offers.categories)
        return {key: _most_general(facts) for key, facts in self._found.items()}

    def _visit(self, one: Description, depth: int, categories: Mapping[str, int]) -> None:
        self.walked += 1
        possible, safe = self._offers.possible(one), self._offers.safe(one)
        left: dict[str, int] = {}
        for category, mask in categories.items():
            number = (possible & mask).bit_count()
            if number < ENOUGH:
                self._found[category][one.facts] = number
            elif (safe & mask).bit_count() < ENOUGH:
                left[category] = mask
        if left and depth < len(self._offers.questions):
            self._deeper(one, depth, left)

    def _deeper(self, one: Description, depth: int, left: Mapping[str, int]) -> None:
        question = self._offers.questions[depth]
        self._visit(one, depth + 1, left)
        for alike in self._offers.alike[question.key] if question.key in one.open else ():
            self._visit(self._offers.answered(one, question.key, alike), depth + 1, left)


def thin(offers: Offers) -> tuple[tuple[Thin, ...], int]:
    """Return the thin descriptions, neighbours taken together, and how many were looked at.

    They come by category, in the order of the vocabulary, the widest first.
    """
    search = ThinSearch(offers)
    found = search.run()
    whole = {q.key: frozenset(q.allowed) - {UNSURE} for q in offers.questions}
    order = {q.key: q.allowed for q in offers.questions}
    together = [
        Thin(category, _sorted(answers, order), low, high, _breadth(answers, whole))
        for category, facts in found.items()
        for answers, low, high in _merged(facts, whole)
    ]
    place = {category: at for at, category in enumerate(offers.categories)}
    together.sort(key=lambda one: (place[one.category], -one.breadth, one))
    return tuple(together), search.walked


Merged = tuple[dict[str, frozenset[str]], int, int]


def _most_general(found: Mapping[Facts, int]) -> dict[Facts, int]:
    return {facts: number for facts, number in found.items() if not _generalised(facts, found)}


def _generalised(facts: Facts, found: Mapping[Facts, int]) -> bool:
    return any(part in found for size in range(len(facts)) for part in combinations(facts, size))


def _merged(found: Mapping[Facts, int], whole: Mapping[str, frozenset[str]]) -> list[Merged]:
    """Take descriptions together that differ in the options of one question only."""
    merged: list[Merged] = [
        ({key: frozenset(options) for key, options in facts}, number, number)
        for facts, number in found.items()
    ]
    before = -1
    while before != len(merged):
        before = len(merged)
        for key, options in whole.items():
            merged = _merge_one(merged, key, options)
    return _without_contained(merged)


def _merge_one(merged: Iterable[Merged], key: str, whole: frozenset[str]) -> list[Merged]:
    groups: dict[object, Merged] = {}
    untouched: list[Merged] = []
    for answers, low, high in merged:
        if key not in answers:
            untouched.append((answers, low, high))
            continue
        rest = frozenset(pair for pair in answers.items() if pair[0] != key)
        other, lowest, highest = groups.get(rest, (answers, low, high))
        both = {**answers, key: answers[key] | other[key]}
        groups[rest] = (both, min(low, lowest), max(high, highest))
    done = [
        ({one: options for one, options in answers.items() if one != key or options != whole}, a, b)
        for answers, a, b in groups.values()
    ]
    return untouched + done


def _without_contained(merged: Sequence[Merged]) -> list[Merged]:
    """Leave out what others contain, once they are taken together; their numbers are kept."""
    kept: list[Merged] = []
    for answers, low, high in sorted(merged, key=lambda one: len(one[0])):
        for at, (other, lowest, highest) in enumerate(kept):
            if all(key in answers and answers[key] <= options for key, options in other.items()):
                kept[at] = (other, min(low, lowest), max(high, highest))
                break
        else:
            kept.append((answers, low, high))
    return kept


def _sorted(answers: Mapping[str, frozenset[str]], order: Mapping[str, tuple[str, ...]]) -> Facts:
    return tuple(
        (key, tuple(option for option in allowed if option in answers[key]))
        for key, allowed in order.items()
        if key in answers
    )


def _breadth(answers: Mapping[str, frozenset[str]], whole: Mapping[str, frozenset[str]]) -> int:
    return prod(len(answers.get(key, options)) for key, options in whole.items())
