"""Suggestions while somebody types: services, organisations, trades and needs by their names.

What is typed is compared with the beginnings of words, so a suggestion appears after
two letters; a word that begins none is put right first, if it looks mistyped.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from wizard.domain.catalogue import Catalogue
from wizard.domain.lexicon import Concept, Facet
from wizard.domain.text import LANGUAGES, Language, Text
from wizard.search.concepts import plain_words
from wizard.search.question import tidy
from wizard.search.spelling import Spelling
from wizard.search.stems import fold
from wizard.search.stopwords import STOP_WORDS

Kind = Literal["service", "provider", "trade", "need"]

SHORTEST = 2
"""Letters that must be typed before anything is suggested."""
MOST_WORDS = 6
"""Words that are read: nobody picks a suggestion after a long sentence."""
WHOLE, BEGUN = 1.0, 0.7
"""A word that is typed in full says more than one that is only begun."""
FIRST_WORD = 0.3
"""Names are mostly typed from their first word on."""
OTHER_LANGUAGE = 0.5
"""A name in another language than the page's is suggested after the others."""
KNOWN = 0.08
"""Each step of prominence of a service."""
MOST_OF_A_KIND = {"service": 5, "provider": 2, "trade": 3, "need": 2}
"""So that a common word does not fill the list with one kind."""
WIDEST = 4000
"""Words looked at that begin with what is typed: bounds the work for two letters."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggestion: what it is, its key in the catalogue and its name.

    `label` is in the languages that the thing has a name in; `facet` is the answer that
    a trade or need stands for.
    """

    kind: Kind
    key: str
    label: Text
    facet: Facet | None = None


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a suggestion in one language."""

    suggestion: Suggestion
    language: Language | None
    first: str
    size: int
    bonus: float


class Suggester:
    """Suggests from the names of one edition; safe to share between threads."""

    def __init__(self, catalogue: Catalogue, spelling: Spelling) -> None:
        self._spelling = spelling
        words: dict[str, list[_Name]] = {}
        for suggestion, language, name, bonus in _names(catalogue):
            plain = plain_words(name)
            if plain:
                entry = _Name(suggestion, language, plain[0], len(plain), bonus)
                for word in dict.fromkeys(plain):
                    words.setdefault(word, []).append(entry)
        self._words = sorted(words)
        self._entries = [tuple(words[word]) for word in self._words]

    def suggest(self, text: str, language: Language, limit: int = 8) -> tuple[Suggestion, ...]:
        """Return at most `limit` suggestions for what is typed so far, best first.

        Every word typed must begin a word of the name; small words are passed over
        unless nothing else is typed. Any text is fine.
        """
        typed = plain_words(tidy(text))[:MOST_WORDS]
        telling = [word for word in typed if word not in STOP_WORDS[language]] or list(typed)
        if not telling or (len(telling[-1]) < SHORTEST and len(telling) == 1):
            return ()
        points = self._points(telling[0], language)
        for word in telling[1:]:
            further = self._points(word, language)
            points = {one: points[one] + further[one] for one in points.keys() & further.keys()}
        best: dict[Suggestion, float] = {}
        for name, value in points.items():
            total = value * (1.0 if name.language in (language, None) else OTHER_LANGUAGE)
            total = (total + name.bonus) / (1 + 0.05 * name.size)
            best[name.suggestion] = max(total, best.get(name.suggestion, 0.0))
        ordered = sorted(best, key=lambda one: (-best[one], one.kind, one.key))
        return tuple(_mixed(ordered, limit))

    def _points(self, word: str, language: Language) -> dict[_Name, float]:
        found = self._begun(word)
        if found:
            return found
        better = self._spelling.nearest(word, language)
        return self._begun(fold(better)) if better else {}

    def _begun(self, word: str) -> dict[_Name, float]:
        points: dict[_Name, float] = {}
        first = bisect_left(self._words, word)
        last = bisect_left(self._words, word + "\uffff", first)
        for place in range(first, min(last, first + WIDEST)):
            whole = self._words[place]
            value = WHOLE if whole == word else BEGUN
            for name in self._entries[place]:
                own = value + (FIRST_WORD if name.first == whole else 0.0)
                points[name] = max(own, points.get(name, 0.0))
        return points


def _mixed(ordered: Iterable[Suggestion], limit: int) -> Iterator[Suggestion]:
    """Yield the best of each kind, no label twice, no kind too often."""
    counts: dict[str, int] = {}
    labels: set[Text] = set()
    for one in ordered:
        if sum(counts.values()) >= limit:
            return
        if counts.get(one.kind, 0) < MOST_OF_A_KIND[one.kind] and one.label not in labels:
            counts[one.kind] = counts.get(one.kind, 0) + 1
            labels.add(one.label)
            yield one


def _names(catalogue: Catalogue) -> Iterator[tuple[Suggestion, Language | None, str, float]]:
    """Yield every name: what it stands for, its language (None for all), and a head start."""
    for key, service in catalogue.services.items():
        title = service.words.title
        bonus = KNOWN * service.prominence - (0.0 if service.recommended else 0.4)
        for language in LANGUAGES:
            yield Suggestion("service", key, title), language, title.exact(language), bonus
    for key, provider in catalogue.providers.items():
        for name in provider.names:
            yield Suggestion("provider", key, provider.name), None, name, 0.0
    for concept in catalogue.lexicon.concepts:
        for suggestion in _of_concept(catalogue, concept):
            for language in LANGUAGES:
                for word in concept.words.exact(language):
                    yield suggestion, language, word, 0.0


def _of_concept(catalogue: Catalogue, concept: Concept) -> Iterator[Suggestion]:
    """Yield the suggestion of a trade, or of the need that a concept stands for."""
    if concept.kind == "trade" and concept.facets:
        yield Suggestion("trade", concept.key, concept.label, concept.facets[0])
    elif concept.kind == "concept":
        needs = [facet for facet in concept.facets if facet[0] == "need"]
        for need in needs[:1]:
            yield Suggestion("need", need[1], catalogue.label(*need), need)
