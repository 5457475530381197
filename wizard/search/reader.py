"""From the line a visitor typed to the things asked, each with the ways to find it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from wizard.domain.lexicon import Concept
from wizard.domain.text import LANGUAGES, Language
from wizard.search.analysis import Analyser, Way, Word
from wizard.search.concepts import JOINED, Concepts, content_key
from wizard.search.ordinary import Ordinary
from wizard.search.postings import Postings
from wizard.search.question import (
    CORRECTED,
    LIKELY,
    MOST_WORDS,
    NAMED,
    OTHER,
    PAGE,
    PARTS,
    PREFIX,
    Asked,
    Question,
    Reading,
    Stem,
)
from wizard.search.spelling import Spelling
from wizard.search.stems import elision, fold, stem, tokens
from wizard.search.stopwords import STOP_WORDS

Read = Mapping[Language, Sequence[Word]]
"""The same words, read as each language."""
BEGUN = 6
"""Letters of a word that may be left unfinished within a line: «microcre aide»."""
MOST_JOINED = 3
"""«e learning platform»: so many words may be written apart that belong together."""


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
        self._concepts = concepts
        self._spelling = spelling
        self._ordinary = ordinary

    def read(self, line: str, page: Language) -> Question:
        """Return the question in a tidy line, asked on a page in the language `page`."""
        words = self._words(line)
        likely = self._likely(words, page)
        better = self._corrections(words, likely)
        if not better:
            asked = tuple(self._asked(words, likely, page))
            return Question(line, likely, asked, self._single(words, likely), None)
        corrected = _replaced(line, words[page], better)
        again = self._words(corrected)
        trust = dict.fromkeys(_moved(better), CORRECTED)
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
            span, concepts = self._phrase(words, position, order)
            taken = list(range(position, position + span))
            factor = min(((trust or {}).get(number, 1.0) for number in taken), default=1.0)
            one = self._one(
                words, taken, concepts, {k: v * factor for k, v in factors.items()}, order
            )
            position += span
            if one is not None and (not one.readings or one.readings not in seen):
                seen.add(one.readings)
                yield one

    def _phrase(
        self, words: Read, start: int, order: Sequence[Language]
    ) -> tuple[int, tuple[Concept, ...]]:
        """Return how many words from `start` are one thing, and the concepts that they name."""
        left = len(words[order[0]]) - start
        plain = words[order[0]][start].plain
        longest = {one: self._concepts.longest(plain, one) for one in order}
        most = min(left, max(MOST_JOINED, *longest.values()))
        for span in range(most, 0, -1):
            for language in order:
                if span > MOST_JOINED and span > longest[language]:
                    continue
                if span == 1 and not self._may_mean(words, start, language, order):
                    continue
                found = self._named(words[language][start : start + span], language)
                if found:
                    return span, found
        for span in range(min(MOST_JOINED, left), 1, -1):
            if self._joined(words, start, span, order):
                return span, ()
        return 1, ()

    def _named(self, words: Sequence[Word], language: Language) -> tuple[Concept, ...]:
        """Return what the words mean together: as they stand, without small ones, or as one word."""
        plain = tuple(word.plain for word in words)
        found = self._concepts.named(plain, language)
        if found or len(words) == 1:
            return found
        if words[0].ways and words[-1].ways:
            content = tuple(one for one in plain if one not in STOP_WORDS[language])
            if 1 < len(content) < len(plain):
                found = self._concepts.named(content, language)
            joined = "".join(plain)
            if not found and len(words) <= MOST_JOINED and len(joined) >= JOINED:
                found = self._concepts.named((joined,), language)
        return found

    def _may_mean(
        self, words: Read, start: int, language: Language, order: Sequence[Language]
    ) -> bool:
        """Say whether one word may be read in `language`: no stop word, no word of a likelier one."""
        word = words[language][start]
        if len(words[language]) == 1:
            # A small word that is all that is typed is a name: «BIJ».
            return True
        if not word.ways or not words[order[0]][start].ways:
            return False
        before = order[: order.index(language)]
        return not any(self._spelling.familiar(word.plain, one) >= 1 for one in before)

    def _joined(self, words: Read, start: int, span: int, order: Sequence[Language]) -> str:
        """Return the words written together if that is a word of the texts, else «»."""
        plain = "".join(word.plain for word in words[order[0]][start : start + span])
        for language in order:
            if self._spelling.familiar(plain, language) >= 1:
                return plain
        return ""

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
            for way, certainty in self._ways(words[language], taken, language):
                readings.append(Reading(way, factors[language] * certainty))
        if not readings:
            ending = taken[-1] == len(words[order[0]]) - 1
            readings = list(self._guesses(first.plain, order, factors, prefix=ending))
        return Asked(first.start, last.end, tuple(dict.fromkeys(readings)), meant)

    def _says_something(self, words: Read, position: int, order: Sequence[Language]) -> bool:
        """Say whether a word is more than a stop word: of its language, or of another one."""
        word = words[order[0]][position]
        if not word.ways:
            return False
        foreign = any(word.plain in STOP_WORDS[one] for one in LANGUAGES)
        return not foreign or self._spelling.familiar(word.plain, order[0]) >= 1

    def _ways(
        self, words: Sequence[Word], taken: Sequence[int], language: Language
    ) -> Iterator[tuple[tuple[Stem | Concept, ...], float]]:
        """Yield the ways to read the words in a language of which the texts know something."""
        if len(taken) > 1:
            plain = tuple(words[number].plain for number in taken)
            yield from self._known(((stem(language, "".join(plain)),), 1.0), language)
            yield from self._known((content_key(plain, language), 1.0), language)
            return
        for number, way in enumerate(words[taken[0]].ways):
            yield from self._known((way, PARTS if number else 1.0), language)

    def _known(
        self, reading: tuple[Way, float], language: Language
    ) -> Iterator[tuple[tuple[Stem | Concept, ...], float]]:
        way, certainty = reading
        if len(way) == 1:
            if self._postings.knows(language, way[0]):
                yield (Stem(language, way[0]),), certainty
            return
        parts: list[Stem | Concept] = []
        for one in way:
            meant = [c for c in self._concepts.meant(one, language) if c.kind != "topic"]
            parts.append(meant[0] if meant else Stem(language, one))
        if any(isinstance(p, Concept) or self._postings.knows(language, p.stem) for p in parts):
            yield tuple(parts), certainty

    def _guesses(
        self,
        plain: str,
        order: Sequence[Language],
        factors: Mapping[Language, float],
        *,
        prefix: bool,
    ) -> Iterator[Reading]:
        """Yield what an unknown word may be: the beginning of words, two words, a compound."""
        for language in order:
            for word in self._spelling.beginning(plain, language) if prefix else ():
                one = stem(language, word)
                if self._postings.knows(language, one):
                    yield Reading((Stem(language, one),), factors[language] * PREFIX)
            for pair in self._spelling.apart(plain, language):
                stems = tuple(Stem(language, stem(language, one)) for one in pair)
                yield Reading(stems, factors[language] * PARTS)
        ending = self._analyser.compounds.ending(plain)
        if ending is not None:
            meant = [one for one in self._concepts.named((ending,), "nl") if one.kind != "topic"]
            last = meant[0] if meant else Stem("nl", stem("nl", ending))
            yield Reading((last,), factors["nl"] * PARTS)

    def _corrections(self, words: Read, likely: Language) -> dict[int, str]:
        """Return the positions of mistyped words with their usual spelling."""
        order = tuple(dict.fromkeys((likely, *LANGUAGES)))
        last = len(words[likely]) - 1
        found: dict[int, str] = {}
        for number, word in enumerate(words[likely]):
            if self._ordinary.knows(word.plain, likely) or self._is_known(words, number, order):
                continue
            if number == last and self._spelling.beginning(word.plain, likely):
                continue
            if number and self._joined(words, number - 1, 2, order):
                continue
            if number < last and self._joined(words, number, 2, order):
                continue
            better = self._better(word.plain, likely)
            if better is not None and fold(better) != word.plain:
                found[number] = better
        return found

    def _is_known(self, words: Read, number: int, order: Sequence[Language]) -> bool:
        plain = words[order[0]][number].plain
        if any(plain in STOP_WORDS[one] for one in LANGUAGES):
            return True
        for language in order:
            if self._named(words[language][number : number + 1], language):
                return True
            if any(map(self._whole, self._ways(words[language], [number], language))):
                return True
        return any(self._spelling.apart(plain, one) for one in order)

    def _whole(self, way: tuple[tuple[Stem | Concept, ...], float]) -> bool:
        """Say whether all parts of a reading are known: «waarborgvonds» is only half known."""
        return all(
            isinstance(part, Concept) or self._postings.knows(part.language, part.stem)
            for part in way[0]
        )

    def _better(self, plain: str, language: Language) -> str | None:
        """Return the usual spelling of a word that is mistyped, as a part of a compound or at its end."""
        better = self._spelling.nearest(plain, language)
        if better is not None:
            return better
        ending = self._analyser.compounds.ending(plain)
        if ending is not None:
            return self._spelling.compound(plain, ending)
        longer = self._spelling.beginning(plain, language) if len(plain) >= BEGUN else []
        return self._spelling.usual(longer[0], language) if longer else None


def _replaced(line: str, words: Sequence[Word], better: Mapping[int, str]) -> str:
    """Return the line with the words at the given positions replaced."""
    corrected, done = "", 0
    for number, word in sorted(better.items()):
        start, end = words[number].start, words[number].end
        corrected += line[done:start] + elision(line[start:end]) + word
        done = end
    return corrected + line[done:]


def _moved(better: Mapping[int, str]) -> Iterator[int]:
    """Yield the positions of the corrected words in the corrected line.

    A correction of several words moves those behind it.
    """
    moved = 0
    for number, word in sorted(better.items()):
        size = len(word.split())
        yield from range(number + moved, number + moved + size)
        moved += size - 1
