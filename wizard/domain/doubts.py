"""What it costs each service that some of its criteria are still open.

The cost follows from how likely all criteria hold. Many services share a list of criteria,
so it is computed once a list, from the chances of single conditions. These depend on the
answer to one question only, and are remembered for the answers looked at last.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from operator import itemgetter, mul
from typing import TypeVar

from wizard.domain.answers import Known
from wizard.domain.criteria import Condition
from wizard.domain.ranking import doubt_points
from wizard.domain.service import Service

REMEMBERED_ANSWERS = 256
"""Answers to one question of which the chances are kept."""
REMEMBERED_CHANCES = 20_000
"""Chances of whole lists of criteria of which the points are kept."""

_CERTAIN = 0
"""The number that stands for «no criterion»; its chance is 1."""

T = TypeVar("T")
_Rule = tuple[Condition, ...]
_Row = tuple[int, ...]


class Doubts:
    """The criteria of an ordered list of services, by number. Safe in several threads."""

    def __init__(self, services: Sequence[Service]) -> None:
        """Number the criteria, those with one condition by its question, and their lists."""
        rules = dict.fromkeys(one.conditions for service in services for one in service.criteria)
        self._conditions = _by_question(rules)
        self.questions = tuple(self._conditions)
        singles = [(one,) for found in self._conditions.values() for one in found]
        several = [rule for rule in rules if len(rule) != 1]
        numbers = {rule: number for number, rule in enumerate((*singles, *several), _CERTAIN + 1)}
        self._several = [tuple(numbers[(one,)] for one in rule) for rule in several]
        lists = [tuple(numbers[one.conditions] for one in service.criteria) for service in services]
        rows = sorted(set(lists), key=len, reverse=True)
        places = {row: place for place, row in enumerate(rows)}
        self._of_services = _picker([places[row] for row in lists])
        self._first, *self._further = [_picker(column) for column in _columns(rows)]
        self._points: dict[float, int] = _Points()
        self._said = lru_cache(maxsize=REMEMBERED_ANSWERS)(self._chances)

    def points(self, known: Known) -> tuple[int, ...]:
        """Return for each service, in order, the points it has if it is unknown now."""
        chances = [1.0]
        for question in self._conditions:
            chances += self._said(question, known.get(question))
        of = chances.__getitem__
        chances += [max(map(of, parts), default=0.0) for parts in self._several]
        products = list(self._first(chances))
        for further in self._further:
            picked = further(chances)
            products[: len(picked)] = map(mul, products, picked)
        return self._of_services(list(map(self._points.__getitem__, products)))

    def _chances(self, question: str, chosen: frozenset[str] | None) -> tuple[float, ...]:
        """Return how likely each condition on a question holds for one answer to it, or none."""
        known = {} if chosen is None else {question: chosen}
        return tuple(condition.chance(known) for condition in self._conditions[question])


class _Points(dict[float, int]):
    """The points for a chance, computed when first asked for; forgets all when it is full."""

    def __missing__(self, chance: float) -> int:
        if len(self) >= REMEMBERED_CHANCES:
            self.clear()
        points = self[chance] = doubt_points(chance)
        return points


def _by_question(rules: Iterable[_Rule]) -> dict[str, tuple[Condition, ...]]:
    """Return the different conditions of some criteria by their question."""
    found: dict[str, dict[Condition, None]] = {}
    for rule in rules:
        for condition in rule:
            found.setdefault(condition.question, {})[condition] = None
    return {question: tuple(conditions) for question, conditions in found.items()}


def _picker(numbers: Sequence[int]) -> Callable[[Sequence[T]], tuple[T, ...]]:
    """Return what picks the values with these numbers out of a list of all."""
    if len(numbers) > 1:
        return itemgetter(*numbers)
    return lambda values: tuple(values[number] for number in numbers)


def _columns(rows: Sequence[_Row]) -> list[_Row]:
    """Return the first numbers of the rows, their second ones and so on.

    The longest row is first, so each further column is shorter and belongs to the first
    rows. A row without a number has `_CERTAIN` in the first column.
    """
    depth = len(rows[0]) if rows else 0
    columns = [tuple(row[at] for row in rows if len(row) > at) for at in range(1, depth)]
    return [tuple(row[0] if row else _CERTAIN for row in rows), *columns]
