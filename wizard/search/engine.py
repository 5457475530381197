"""One search: read, score, filter, and say of each hit why it is there."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from wizard.domain.text import NO_TEXT, Language, Text
from wizard.search.facets import Facets, Mask
from wizard.search.found import Filters, Found, Recognised
from wizard.search.hits import Hits, all_concepts
from wizard.search.listening import Listener, Proposal
from wizard.search.postings import Postings
from wizard.search.question import Question, tidy
from wizard.search.reader import Reader
from wizard.search.scoring import Ranking, Scorer
from wizard.search.suggest import Suggester, Suggestion

NO_FILTERS: Filters = {}
ANSWERS = ("sector", "need", "place", "stage", "profile", "venture")
"""Facets that are answers to a question of the journey, in the order in which they are offered."""
OFFERED = 3
"""How many recognised answers are offered at most."""


class Search:
    """The search over one edition. Immutable, so one serves all threads of a process."""

    def __init__(
        self,
        postings: Postings,
        facets: Facets,
        reader: Reader,
        scorer: Scorer,
        hits: Hits,
        suggester: Suggester,
        listener: Listener,
    ) -> None:
        self._postings = postings
        self._facets = facets
        self._reader = reader
        self._scorer = scorer
        self._hits = hits
        self._suggester = suggester
        self._listener = listener

    def search(
        self, query: str, language: Language, limit: int = 20, only: Filters = NO_FILTERS
    ) -> Found:
        """Return what a visitor of the pages in `language` finds with `query`.

        Any text is fine; one without words that say something finds nothing. `only`
        keeps the services that have one of the keys of every filter. Equal points are
        ordered by id, so the same query gives the same list.
        """
        line = tidy(query)
        question = self._reader.read(line, language)
        ranking = self._scorer.rank(question)
        kept = self._kept(ranking.rows, only)
        chosen = np.flatnonzero(kept)[: max(0, limit)].tolist()
        return Found(
            query=line,
            language=language,
            hits=self._hits.of(ranking, chosen, question, language),
            suggestion=question.suggestion,
            total=int(np.count_nonzero(kept)),
            missing=tuple(_missing(question, ranking)),
            recognised=tuple(_recognised(question))[:OFFERED],
            providers=tuple(_named(question, "provider")),
            hint=_hint(question),
            counts=self._counts(ranking.rows, only),
        )

    def suggest(self, text: str, language: Language, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return at most `limit` suggestions for what is typed so far on a page in `language`."""
        return self._suggester.suggest(text, language, limit)

    def propose(self, text: str, language: Language) -> tuple[Proposal, ...]:
        """Return the answers that the note of a call says, in its order, on a desk in `language`."""
        return self._listener.propose(text, language)

    def _kept(self, rows: NDArray[np.intp], only: Filters, but: str = "") -> Mask:
        """Return which of the rows pass all filters, or all but one."""
        kept = np.ones(len(rows), dtype=np.bool_)
        for name, keys in only.items():
            if name != but:
                kept &= self._facets.having(name, keys)[rows]
        return kept

    def _counts(self, rows: NDArray[np.intp], only: Filters) -> dict[str, dict[str, int]]:
        """Return, per filter, how many services each key has under the other filters."""
        counts: dict[str, dict[str, int]] = {}
        open_to_all = self._facets.table[:, rows].sum(axis=1)
        for line, (name, key) in enumerate(self._facets.keys):
            if not only.keys() - {name}:
                number = int(open_to_all[line])
            else:
                kept = self._kept(rows, only, but=name)
                number = int(np.count_nonzero(self._facets.table[line][rows[kept]]))
            if number:
                counts.setdefault(name, {})[key] = number
        return counts


def _missing(question: Question, ranking: Ranking) -> Iterator[str]:
    """Yield the words typed that no service found has."""
    for asked, part in zip(question.asked, ranking.parts, strict=True):
        if not part.points.any():
            yield question.line[asked.start : asked.end]


def _recognised(question: Question) -> Iterator[Recognised]:
    """Yield the answers that the query names, in the order of `ANSWERS`, each once."""
    seen: set[tuple[str, str]] = set()
    for wanted in ANSWERS:
        for asked in question.asked:
            for concept in all_concepts(asked):
                facet = next((one for one in concept.facets if one[0] == wanted), None)
                if facet is not None and facet not in seen:
                    seen.add(facet)
                    yield Recognised(concept.kind, concept.label, facet)


def _named(question: Question, vocabulary: str) -> Iterator[str]:
    seen: dict[str, None] = {}
    for asked in question.asked:
        for concept in asked.concepts:
            seen.update((key, None) for name, key in concept.facets if name == vocabulary)
    yield from seen


def _hint(question: Question) -> Text:
    topics = (concept for asked in question.asked if asked.topic for concept in asked.concepts)
    return next((one.hint for one in topics), NO_TEXT)
