"""How good a list of hits is, measured on judged queries.

Measures as usual in information retrieval (Manning, Raghavan and Schütze,
*Introduction to Information Retrieval*, 2008, chapter 8): success@3 says whether a
service that fully answers is among the first three; nDCG@10 (Järvelin and Kekäläinen
2002) compares the order of the first ten with the best possible one, a full answer
counting 3 and a helpful one 1; honesty says whether a query that nothing answers gets
no hits, and one that something answers gets some.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean

from wizard.domain.text import Language

FULL, HELPFUL = 3.0, 1.0
"""Gains of grades 2 and 1: 2 to the power of the grade, minus 1."""
ZERO = "zero"
"""The kind of the queries that nothing answers."""

Searcher = Callable[[str, Language], Sequence[str]]
"""Query and language of the page -> the ids found, best first (ten at least)."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with the services that fully answer it (`best`) and that help too (`good`)."""

    text: str
    language: Language
    kind: str
    best: frozenset[str]
    good: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out for one judged query."""

    judged: Judged
    found: tuple[str, ...]

    @property
    def success(self) -> bool:
        """A full answer is among the first three; for a zero query, nothing is found."""
        if self.judged.kind == ZERO:
            return not self.found
        return bool(self.judged.best & set(self.found[:3]))

    @property
    def ndcg(self) -> float:
        """The discounted gain of the first ten, as a part of the best possible one."""
        gains = [_gain(key, self.judged) for key in self.found[:10]]
        best = sorted((FULL,) * len(self.judged.best) + (HELPFUL,) * len(self.judged.good))[::-1]
        return _discounted(gains) / _discounted(best[:10])

    @property
    def honest(self) -> bool:
        """Something is found exactly if something answers."""
        return bool(self.found) == (self.judged.kind != ZERO)


@dataclass(frozen=True, slots=True)
class Score:
    """The means over some outcomes; `ndcg` leaves out the queries that nothing answers."""

    queries: int
    success: float
    ndcg: float | None
    honesty: float


def run(queries: Iterable[Judged], search: Searcher) -> tuple[Outcome, ...]:
    """Return the outcome of each query."""
    return tuple(Outcome(one, tuple(search(one.text, one.language))) for one in queries)


def score(outcomes: Sequence[Outcome]) -> Score:
    """Return the means over `outcomes`, of which there must be at least one."""
    answered = [one.ndcg for one in outcomes if one.judged.kind != ZERO]
    return Score(
        queries=len(outcomes),
        success=fmean(one.success for one in outcomes),
        ndcg=fmean(answered) if answered else None,
        honesty=fmean(one.honest for one in outcomes),
    )


def _gain(key: str, judged: Judged) -> float:
    if key in judged.best:
        return FULL
    return HELPFUL if key in judged.good else 0.0


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains))
