"""What is shown of a service that was found: a passage, and the words by which it was found."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from wizard.domain.lexicon import Concept
from wizard.domain.text import LANGUAGES, Language
from wizard.search.concepts import Concepts
from wizard.search.found import Hit, Matched
from wizard.search.passage import Passages
from wizard.search.postings import Postings, Rows
from wizard.search.question import Asked, Question, Stem
from wizard.search.scoring import Ranking
from wizard.search.spelling import Spelling

Clue = tuple[Language, str]
"""A stem with its language."""


class Hits:
    """Makes hits; safe to share between threads."""

    def __init__(
        self, postings: Postings, concepts: Concepts, passages: Passages, spelling: Spelling
    ) -> None:
        self._postings = postings
        self._concepts = concepts
        self._passages = passages
        self._spelling = spelling

    def of(
        self, ranking: Ranking, chosen: Sequence[int], question: Question, language: Language
    ) -> tuple[Hit, ...]:
        """Return the hits at the `chosen` places of a ranking, for a page in `language`."""
        rows = ranking.rows[chosen].astype(np.int32)
        clues = tuple(self._clues(asked, question.language) for asked in question.asked)
        found = tuple(self._found(clue, rows) for clue in clues)
        shown = frozenset(s for clue in clues for one, s in clue if one == language)
        hits = []
        for number, place in enumerate(chosen):
            service = self._postings.services[int(rows[number])]
            matched = tuple(
                self._matched(
                    question.line[asked.start : asked.end], service, own[number], question
                )
                for asked, own, part in zip(question.asked, found, ranking.parts, strict=True)
                if part.points[rows[number]]
            )
            main = _main_language(matched, language)
            snippet = self._passages.find(service, language, shown)
            points = round(float(ranking.points[place]), 4)
            hits.append(Hit(service, points, main, snippet, matched))
        return tuple(hits)

    def _found(self, clues: tuple[Clue, ...], rows: Rows) -> list[Clue | None]:
        """Return for each row the first clue that it has; None if it was found by a facet."""
        found: list[Clue | None] = [None] * len(rows)
        left = np.arange(len(rows))
        for language, stem in clues:
            having = self._postings.of(language, stem).rows
            if not len(left) or not len(having):
                continue
            wanted = rows[left]
            places = np.minimum(having.searchsorted(wanted), len(having) - 1)
            has = having[places] == wanted
            for number in left[has]:
                found[number] = (language, stem)
            left = left[~has]
        return found

    def _matched(self, typed: str, service: str, clue: Clue | None, question: Question) -> Matched:
        """Return the word by which a service answers one thing asked, as its texts have it."""
        if clue is None:
            return Matched(typed, "", question.language)
        language, stem = clue
        written = self._passages.written(service, language, stem)
        return Matched(typed, written or self._spelling.form(stem, language) or typed, language)

    def _clues(self, asked: Asked, likely: Language) -> tuple[Clue, ...]:
        """Return the stems to look for in a service's texts, the words typed before other ones."""
        own = [
            (part.language, part.stem)
            for reading in asked.readings
            for part in reading.parts
            if isinstance(part, Stem)
        ]
        own.sort(key=lambda one: one[0] != likely)
        signs = (sign for one in all_concepts(asked) for sign in self._concepts.signs(one, likely))
        return tuple(dict.fromkeys((*own, *signs)))


def _main_language(matched: Sequence[Matched], page: Language) -> Language:
    """Return the language in which most words were found; the page's if it is even."""
    own = Counter(one.language for one in matched if one.written)
    return max(LANGUAGES, key=lambda one: (own[one], one == page))


def all_concepts(asked: Asked) -> Iterator[Concept]:
    """Yield the concepts that a thing asked names, whole or as a part of a compound."""
    yield from asked.concepts
    for reading in asked.readings:
        for part in reading.parts:
            if isinstance(part, Concept) and part not in asked.concepts:
                yield part
