"""From the line a visitor typed to the things asked, each with the ways to find it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from wizard.domain.lexicon import Concept
from wizard.domain.text import LANGUAGES, Language
from wizard.search.analysis import Analyser
from wizard.search.concepts import Concepts
from wizard.search.corrections import Corrections, moved, replaced
from wizard.search.ordinary import Ordinary
from wizard.search.phrases import Phrases, Read
from wizard.search.postings import Postings
from wizard.search.question import (
    CORRECTED,
    LIKELY,
    MOST_WORDS,
    NAMED,
    OTHER,
    PAGE,
    Asked,
    Question,
    Reading,
    Stem,
)
from wizard.search.spelling import Spelling
from wizard.search.stems import tokens
from wizard.search.stopwords import STOP_WORDS
from wizard.search.ways import Ways


class Reader:
    """Reads queries for one edition of the catalogue; safe to share between threads."""

    def __init__(
        self,
        analyser: Analyser,
        postings: Postings,
        concepts: Concepts,
        spelling: Spelling,
        ordinary: Ordinary,
    ) -> None:
        self._analyser = analyser
        self._postings = postings
        self._spelling = spelling
        compounds = analyser.compounds
        self._phrases = Phrases(concepts, spelling)
        self._ways = Ways(postings, concepts, spelling, compounds)
        self._corrections = Corrections(self._phrases, self._ways, spelling, ordinary, compounds)

    def read(self, line: str, page: Language) -> Question:
        """Return the question in a tidy line, asked on a page in the language `page`."""
        words = self._words(line)
        likely = self._likely(words, page)
        better = self._corrections.of(words, likely)
        if not better:
            asked = tuple(self._asked(words, likely, page))
            return Question(line, likely, asked, self._single(words, likely), None)
        corrected = replaced(line, words[page], better)
        again = self._words(corrected)
        trust = dict.fromkeys(moved(better), CORRECTED)
        likely = self._likely(again, page)
        asked = tuple(self._asked(again, likely, page, trust))
        return Question(corrected, likely, asked, self._single(again, likely), corrected)

    def _single(self, words: Read, likely: Language) -> tuple[tuple[Stem, ...], ...]:
        """Return the words that are no stop words, each with its stems that the texts know."""
        telling = (number for number, word in enumerate(words[likely]) if word.ways)
        stems = (
            tuple(
                Stem(one, words[one][number].ways[0][0])
                for one in LANGUAGES
                if words[one][number].ways
                and self._postings.knows(one, words[one][number].ways[0][0])
            )
            for number in telling
        )
        return tuple(one for one in stems if one)

    def _words(self, line: str) -> Read:
        cut = list(islice(tokens(line), MOST_WORDS))
        return {one: self._analyser.read(cut, one) for one in LANGUAGES}

    def _likely(self, words: Read, page: Language) -> Language:
        """Return the language in which most words are known; the page's if it is even."""

        def known(language: Language) -> tuple[float, bool]:
            if len(words[page]) == 1:
                # A small word that is all that is typed is a name, and tells no language.
                return float(self._spelling.knows(words[page][0].plain, language)), language == page
            points = sum(self._spelling.familiar(w.plain, language) for w in words[language])
            return points, language == page

        return max(LANGUAGES, key=known)

    def _asked(
        self,
        words: Read,
        likely: Language,
        page: Language,
        trust: Mapping[int, float] | None = None,
    ) -> Iterator[Asked]:
        """Yield the things asked from left to right, the longest phrase first; each once."""
        order = tuple(dict.fromkeys((likely, page, *LANGUAGES)))
        factors = dict.fromkeys(LANGUAGES, OTHER) | {page: PAGE} | {likely: LIKELY}
        seen: set[tuple[Reading, ...]] = set()
        position = 0
        while position < len(words[page]):
            span, concepts = self._phrases.at(words, position, order)
            taken = list(range(position, position + span))
            factor = min(((trust or {}).get(number, 1.0) for number in taken), default=1.0)
            one = self._one(
                words, taken, concepts, {k: v * factor for k, v in factors.items()}, order
            )
            position += span
            if one is not None and (not one.readings or one.readings not in seen):
                seen.add(one.readings)
                yield one

    def _one(
        self,
        words: Read,
        taken: Sequence[int],
        concepts: tuple[Concept, ...],
        factors: Mapping[Language, float],
        order: Sequence[Language],
    ) -> Asked | None:
        """Return the thing asked by the words at `taken`; None if they say nothing."""
        first, last = words[order[0]][taken[0]], words[order[0]][taken[-1]]
        topics = tuple(one for one in concepts if one.kind == "topic")
        meant = tuple(one for one in concepts if one.kind != "topic")
        if topics and not meant:
            return Asked(first.start, last.end, (), topics, topic=True)
        if not concepts and len(taken) == 1 and not self._says_something(words, taken[0], order):
            return None
        trust = max(factors.values())
        readings = [
            Reading((one,), trust * (NAMED if one.kind == "name" else 1.0)) for one in meant
        ]
        for language in order:
            for way, certainty in self._ways.of(words[language], taken, language):
                readings.append(Reading(way, factors[language] * certainty))
        if not readings:
            ending = taken[-1] == len(words[order[0]]) - 1
            readings = list(self._ways.guesses(first.plain, order, factors, prefix=ending))
        return Asked(first.start, last.end, tuple(dict.fromkeys(readings)), meant)

    def _says_something(self, words: Read, position: int, order: Sequence[Language]) -> bool:
        """Say whether a word is more than a stop word: of its language, or of another one."""
        word = words[order[0]][position]
        if not word.ways:
            return False
        foreign = any(word.plain in STOP_WORDS[one] for one in LANGUAGES)
        return not foreign or self._spelling.knows(word.plain, order[0])
