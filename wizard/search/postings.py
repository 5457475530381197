"""The whole index in memory: for each stem the rows of the services that have it.

Whoosh keeps and reads the files; the points of its BM25F are computed here on whole
arrays, because a matcher that is stepped through in Python costs some microseconds
for every service that has the word.
"""

from collections.abc import Iterable, Mapping
from math import log
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from wizard.domain.text import LANGUAGES, Language

Rows = NDArray[np.int32]
Numbers = NDArray[np.float32]

SATURATION = 5.0
"""BM25F's K1 (usually 1.2): higher, so that a title keeps its lead over a word in passing."""
LENGTH = 0.3
"""BM25F's B (usually .75): lower, since a thorough record is no less to the point."""

Weights = Mapping[Language, Mapping[str, float]]
"""Per language the stems of one service with their summed weights."""


class Posting(NamedTuple):
    """Rows in ascending order, each once, with the weight of the word in each."""

    rows: Rows
    weights: Numbers


NOTHING = Posting(np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32))


class Postings:
    """The postings of all stems, by language. Immutable, so threads share it.

    `services` gives the id of each row; `terms` the posting of each stem.
    """

    def __init__(
        self, services: tuple[str, ...], terms: Mapping[Language, Mapping[str, Posting]]
    ) -> None:
        self.services = services
        self._terms = terms
        self._lengths = {one: _relative_lengths(len(services), terms[one]) for one in LANGUAGES}

    def __getstate__(self) -> dict[str, Any]:
        """Return what is written of it: all rows in one array, not thousands of small ones."""
        return {
            "services": self.services,
            "lengths": self._lengths,
            "terms": {one: _joined(terms) for one, terms in self._terms.items()},
        }

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the rows apart again, as views of the large arrays."""
        self.services, self._lengths = state["services"], state["lengths"]
        self._terms = {one: _apart(*joined) for one, joined in state["terms"].items()}

    def __len__(self) -> int:
        return len(self.services)

    def of(self, language: Language, stem: str) -> Posting:
        """Return the posting of one stem; an empty one if no text has it."""
        return self._terms[language].get(stem, NOTHING)

    def knows(self, language: Language, stem: str) -> bool:
        """Say whether any text in `language` has the stem."""
        return stem in self._terms[language]

    def idf(self, having: int) -> float:
        """Return what a word says that `having` services have: 1 for one that all have."""
        return 1 + max(0.0, log((len(self.services) + 1) / (having + 1)))

    def points(self, posting: Posting, language: Language | None = None) -> Numbers:
        """Return BM25F's points for each row of a posting.

        `language` tells whose text lengths count; without one the text's length is
        left out, as for facets, which have none.
        """
        weights = posting.weights
        if language is None:
            longer: Numbers | float = 1.0
        else:
            longer = 1 - LENGTH + LENGTH * self._lengths[language][posting.rows]
        saturated = weights * (SATURATION + 1) / (weights + SATURATION * longer)
        return np.asarray(self.idf(len(posting.rows)) * saturated, dtype=np.float32)


def merged(postings: Iterable[Posting], size: int) -> Posting:
    """Return one posting with the largest weight that each of `size` rows has in any of them."""
    best = np.zeros(size, dtype=np.float32)
    for posting in postings:
        best[posting.rows] = np.maximum(best[posting.rows], posting.weights)
    rows = np.flatnonzero(best).astype(np.int32)
    return Posting(rows, best[rows])


def summed(postings: Iterable[Posting], size: int) -> Posting:
    """Return one posting with the sum of the weights that each of `size` rows has."""
    total = np.zeros(size, dtype=np.float32)
    for posting in postings:
        total[posting.rows] += posting.weights
    rows = np.flatnonzero(total).astype(np.int32)
    return Posting(rows, total[rows])


def shared(postings: Iterable[Posting]) -> Posting:
    """Return the rows that all postings have, with the smallest of their weights."""
    found: Posting | None = None
    for posting in postings:
        if found is None:
            found = posting
            continue
        rows, here, there = np.intersect1d(
            found.rows, posting.rows, assume_unique=True, return_indices=True
        )
        found = Posting(rows, np.minimum(found.weights[here], posting.weights[there]))
    return found or NOTHING


def _relative_lengths(size: int, terms: Mapping[str, Posting]) -> Numbers:
    lengths = np.zeros(size, dtype=np.float32)
    for posting in terms.values():
        lengths[posting.rows] += posting.weights
    mean = float(lengths.mean()) if size else 0.0
    return lengths / np.float32(mean or 1.0)


def _joined(terms: Mapping[str, Posting]) -> tuple[list[str], list[int], Rows, Numbers]:
    """Return stems, how many rows each has, and the rows and weights of all in a line."""
    return (
        list(terms),
        [len(one.rows) for one in terms.values()],
        np.concatenate([NOTHING.rows, *(one.rows for one in terms.values())]),
        np.concatenate([NOTHING.weights, *(one.weights for one in terms.values())]),
    )


def _apart(
    stems: list[str], numbers: list[int], rows: Rows, weights: Numbers
) -> dict[str, Posting]:
    found, first = {}, 0
    for stem, number in zip(stems, numbers, strict=True):
        last = first + number
        found[stem] = Posting(rows[first:last], weights[first:last])
        first = last
    return found
