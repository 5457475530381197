"""One search: each word's points in each language, added up and put in order."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language
from wizard.search.analysis import Analyser, Way
from wizard.search.found import Found, Hit
from wizard.search.index import Postings
from wizard.search.passage import Passages
from wizard.search.question import Asked, Question, Reader, tidy
from wizard.search.spelling import Spelling

OTHER_LANGUAGE = 0.3
"""A word of another language finds the service, below all that have it in the reader's own."""
PARTS = 0.6
"""The parts of a compound, written apart, say a little less than the compound itself."""
SYNONYM = 0.5
"""Another word for the same says less than the word itself."""
COVERAGE = 2
"""Points are multiplied by the part of the query's words that a service has, to this power:
a service that has all of them ranks above one that has a single word very often."""
LEAST = 0.03
"""Hits with less than this part of the best one's points only share a common word: left out."""
KNOWN = 0.12
"""Each step of prominence (0 to 3): among equals, what more people need comes first."""
ENDED = 0.3
"""An ended service can be found by its name, below what can still be used."""


class _Match(NamedTuple):
    """What one word of the query says about one service."""

    points: float
    share: float
    language: Language


class Search:
    """The search over one edition. Immutable, so one serves all threads of a process."""

    def __init__(
        self, catalogue: Catalogue, analyser: Analyser, postings: Postings, spelling: Spelling
    ) -> None:
        self._services = catalogue.services
        self._postings = postings
        self._reader = Reader(analyser, postings, spelling)
        self._passages = Passages(catalogue, analyser)

    def search(self, query: str, language: Language, limit: int = 20) -> Found:
        """Return what a visitor of the pages in `language` finds with `query`.

        Any text is fine; one without words that say something finds nothing.
        Equal points are ordered by id, so the same query gives the same list.
        """
        line = tidy(query)
        question = self._reader.read(line, language)
        ranked = self._rank(question, language)
        hits = tuple(
            self._hit(service, points, matched, question, language)
            for points, service, matched in ranked[: max(0, limit)]
        )
        return Found(line, language, hits, question.suggestion, len(ranked))

    def _hit(
        self, service: str, points: float, matched: Language, question: Question, language: Language
    ) -> Hit:
        stems = frozenset(one for word in question.words for one in word.stems(language))
        snippet = self._passages.find(service, language, stems)
        return Hit(service, points, matched, snippet)

    def _rank(self, question: Question, language: Language) -> list[tuple[float, str, Language]]:
        matches: dict[str, list[_Match]] = {}
        for word in question.words:
            for service, match in self._matches(word, language).items():
                matches.setdefault(service, []).append(match)
        ranked = [
            (self._points(service, found, len(question.words)), service, _language(found, language))
            for service, found in matches.items()
        ]
        ranked.sort(key=lambda one: (-one[0], one[1]))
        return [one for one in ranked if one[0] >= LEAST * ranked[0][0]]

    def _points(self, service: str, found: list[_Match], words: int) -> float:
        coverage = sum(match.share for match in found) / words
        one = self._services[service]
        points = sum(match.points for match in found) * float(coverage**COVERAGE)
        points *= 1 + KNOWN * one.prominence
        # Rounded before sorting, so that what looks equal is ordered by id.
        return round(points if one.recommended else points * ENDED, 4)

    def _matches(self, word: Asked, language: Language) -> dict[str, _Match]:
        """Return the best match of `word` with each service that has it."""
        best: dict[str, _Match] = {}
        for one in (language, *(other for other in LANGUAGES if other != language)):
            factor = word.trust * (1.0 if one == language else OTHER_LANGUAGE)
            for way, certainty in _readings(word, one):
                weight = factor * certainty
                for service, (points, share) in self._read(one, way).items():
                    match = _Match(points * weight * share, share, one)
                    if service not in best or match.points > best[service].points:
                        best[service] = match
        return best

    def _read(self, language: Language, way: Way) -> Mapping[str, tuple[float, float]]:
        """Return service -> (mean points, share of the parts that it has)."""
        sums: dict[str, tuple[float, float]] = {}
        for stem in way:
            for service, points in self._postings.of(language, stem).items():
                total, share = sums.get(service, (0.0, 0.0))
                sums[service] = (total + points / len(way), share + 1 / len(way))
        return sums


def _readings(word: Asked, language: Language) -> Iterator[tuple[Way, float]]:
    """Yield each way to read the word, with what it counts."""
    for position, way in enumerate(word.ways[language]):
        yield way, 1.0 if position == 0 else PARTS
    for stem in sorted(word.like[language]):
        yield (stem,), SYNONYM


def _language(found: list[_Match], asked: Language) -> Language:
    """Return the language in which most words were found; the one asked for if it is even."""
    words = Counter(match.language for match in found)
    return max(LANGUAGES, key=lambda one: (words[one], one == asked))
