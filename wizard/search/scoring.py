"""The points of all services at once for what is asked: arrays with one place per service."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from wizard.domain.catalogue import Catalogue
from wizard.domain.lexicon import Concept
from wizard.search.concepts import Concepts
from wizard.search.facets import Facets
from wizard.search.postings import Numbers, Posting, Postings
from wizard.search.question import Asked, Question, Reading, Stem

BESIDE_MEANING = 0.3
"""What the typed word itself adds to what it means: all words for a thing find the same services."""
LEAST = 0.12
"""Hits with less than this part of the best one's points only share a common word: left out."""
NOTHING_FITS = 0.42
"""If the best service has less than this part of what is asked, by weight, nothing fits."""
UNKNOWN = 5.0
"""What a word says that no service has: as much as a rare one."""
TELLING = 5.0
"""What a concept says at least that names a need, a sector, a group, a place or a thing."""
BROAD = 3.0
"""What a concept says at least that names a stage or a category."""
PLAIN = 3.5
"""What a word says at most that means nothing in particular: any verb is rare in a catalogue."""
TELLING_FACETS = frozenset(
    {"need", "instrument", "sector", "profile", "venture", "place", "provider", "service"}
)
BUSINESS_FACETS = frozenset({"sector", "service"})
"""Who speaks of a sector, or names a service, has a business in mind; a municipality is also
named by those who look for a house."""
KNOWN = 0.14
"""Each step of prominence (0 to 3): among equals, what more people need comes first."""
AS_TYPED = 0.3
"""What the words one by one add to the things asked: among services that all fit, the one
that speaks as the visitor does."""
OTHER_TEXT = 0.6
"""A word in a text of another language than the query's."""
STATUS = {"active": 1.0, "call": 0.97, "unconfirmed": 0.9, "planned": 0.7, "ended": 0.6}
"""What can be used comes first; an ended service can still be found by its name."""
ELSEWHERE = 0.25
"""A service for other municipalities than the one that is named."""


REMEMBERED = 2048
"""Points of words and concepts that are kept: most queries are made of the same ones."""


@dataclass(frozen=True, slots=True)
class Points:
    """The outcome for one thing asked: points and share (0 to 1) of each service."""

    points: Numbers
    share: Numbers
    information: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The rows that were found, best first, with their points, and the points by thing asked."""

    rows: NDArray[np.intp]
    points: Numbers
    parts: tuple[Points, ...]


class Scorer:
    """Scores for one edition. Immutable, so threads share it."""

    def __init__(
        self, catalogue: Catalogue, postings: Postings, concepts: Concepts, facets: Facets
    ) -> None:
        self._postings = postings
        self._concepts = concepts
        self._facets = facets
        services = [catalogue.services[key] for key in postings.services]
        self._points = lru_cache(REMEMBERED)(self._pointed)
        self._prior = np.array(
            [(1 + KNOWN * one.prominence) * STATUS[one.status] for one in services],
            dtype=np.float32,
        )

    def rank(self, question: Question) -> Ranking:
        """Return the services that have enough of what is asked, best first.

        The points are multiplied by the part of what is asked that a service has: one that
        has all of it ranks above one that has a single word very often.
        Equal points are ordered by row, so the same question gives the same list.
        """
        parts = tuple(self._part(one) for one in question.asked)
        if not len(self._postings) or not any(one.readings for one in question.asked):
            return _nothing(parts)
        said = sum(one.information for one in parts)
        total = np.zeros(len(self._postings), dtype=np.float32)
        covered = np.zeros(len(self._postings), dtype=np.float32)
        for one in parts:
            total += one.points
            covered += one.share * np.float32(one.information / said)
        total += np.float32(AS_TYPED) * self._as_typed(question)
        points = total * covered * self._prior * self._places(question)
        best = int(points.argmax())
        if not points[best] or _beside_the_point(question, float(covered.max())):
            return _nothing(parts)
        rows = np.flatnonzero(points >= LEAST * points[best])
        order = np.argsort(-points[rows], kind="stable")
        return Ranking(rows[order], points[rows[order]], parts)

    def _as_typed(self, question: Question) -> Numbers:
        """Return what the single words give, as a plain full-text search would count them."""
        total = np.zeros(len(self._postings), dtype=np.float32)
        for word in question.words:
            best = np.zeros(len(self._postings), dtype=np.float32)
            for one in word:
                posting, own = self._points(one)
                factor = 1.0 if one.language == question.language else OTHER_TEXT
                best[posting.rows] = np.maximum(best[posting.rows], own * np.float32(factor))
            total += best
        return total

    def _part(self, asked: Asked) -> Points:
        """Return what one thing asked gives each service.

        The best of what its words mean, and a part of the best of the words themselves.
        The more it says, the more its points count; a mention in passing is only a part of
        what is asked.
        """
        size = len(self._postings)
        meant, said, share = (np.zeros(size, dtype=np.float32) for _ in range(3))
        for reading in asked.readings:
            own, part = self._reading(reading)
            best = meant if any(isinstance(one, Concept) for one in reading.parts) else said
            np.maximum(best, own, out=best)
            np.maximum(share, part, out=share)
        points = meant + said * np.float32(BESIDE_MEANING) if meant.any() else said
        most = points.max(initial=0.0)
        if most:
            share = share * np.sqrt(points / most)
        information = self._said(asked)
        return Points(points * np.float32(information / TELLING), share, information)

    def _said(self, asked: Asked) -> float:
        """Return how much one thing asked says: as much as the commonest way to read it."""
        if not asked.readings:
            return UNKNOWN
        information = min(self._information(one) for one in asked.readings)
        if any(_is_telling(one) for one in asked.concepts):
            return max(information, TELLING)
        if any(one.facets for one in asked.concepts):
            return max(information, BROAD)
        return min(information, PLAIN)

    def _reading(self, reading: Reading) -> tuple[Numbers, Numbers]:
        """Return points and share of one reading: the mean over its parts."""
        size = len(self._postings)
        points, share = np.zeros(size, dtype=np.float32), np.zeros(size, dtype=np.float32)
        weight = np.float32(1 / len(reading.parts))
        for one in reading.parts:
            posting, own = self._points(one)
            points[posting.rows] += weight * own
            share[posting.rows] += weight
        return points * share * np.float32(reading.trust), share

    def _pointed(self, part: Stem | Concept) -> tuple[Posting, Numbers]:
        if isinstance(part, Concept):
            posting = self._concepts.posting(part)
            return posting, self._postings.points(posting)
        posting = self._postings.of(part.language, part.stem)
        return posting, self._postings.points(posting, part.language)

    def _information(self, reading: Reading) -> float:
        """Return what a reading says: as much as the rarest of its parts."""
        return max(self._postings.idf(len(self._points(one)[0].rows)) for one in reading.parts)

    def _places(self, question: Question) -> Numbers | float:
        """Return a factor per service: services for other places than the one named come last."""
        named = {
            key
            for one in question.asked
            for c in one.concepts
            for v, key in c.facets
            if v == "place"
        }
        if not named:
            return 1.0
        own = np.zeros(len(self._postings), dtype=np.bool_)
        for key in named:
            own[self._facets.of(("place", key)).rows] = True
        local = self._facets.local
        return np.where(local & ~own, np.float32(ELSEWHERE), np.float32(1.0))


def _beside_the_point(question: Question, covered: float) -> bool:
    """Say whether what was found is not what was asked: too little of it, or another topic.

    Somebody who names a topic of private life means it, whatever else is named, unless
    words of business stand beside it.
    """
    if not any(one.topic for one in question.asked):
        telling = any(_is_telling(concept) for one in question.asked for concept in one.concepts)
        return covered < NOTHING_FITS and not telling
    return not any(_of_business(concept) for one in question.asked for concept in one.concepts)


def _is_telling(concept: Concept) -> bool:
    return any(vocabulary in TELLING_FACETS for vocabulary, _ in concept.facets)


def _of_business(concept: Concept) -> bool:
    if concept.kind == "trade" or concept.business:
        return True
    return any(vocabulary in BUSINESS_FACETS for vocabulary, _ in concept.facets)


def _nothing(parts: Iterable[Points]) -> Ranking:
    return Ranking(np.empty(0, dtype=np.intp), np.empty(0, dtype=np.float32), tuple(parts))
