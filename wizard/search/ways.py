"""The ways to find words of a query in the texts: by stems, by parts, by what they may become."""

from collections.abc import Iterator, Mapping, Sequence

from wizard.domain.lexicon import Concept
from wizard.domain.text import Language
from wizard.search.analysis import Way, Word
from wizard.search.compounds import Compounds
from wizard.search.concepts import Concepts, content_key
from wizard.search.postings import Postings
from wizard.search.question import PARTS, PREFIX, Reading, Stem
from wizard.search.spelling import Spelling
from wizard.search.stems import stem

Parts = tuple[Stem | Concept, ...]
"""What must be found together."""


class Ways:
    """Finds ways to read words; safe to share between threads."""

    def __init__(
        self, postings: Postings, concepts: Concepts, spelling: Spelling, compounds: Compounds
    ) -> None:
        self._postings = postings
        self._concepts = concepts
        self._spelling = spelling
        self._compounds = compounds

    def of(
        self, words: Sequence[Word], taken: Sequence[int], language: Language
    ) -> Iterator[tuple[Parts, float]]:
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
    ) -> Iterator[tuple[Parts, float]]:
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

    def guesses(
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
        ending = self._compounds.ending(plain)
        if ending is not None:
            meant = [one for one in self._concepts.named((ending,), "nl") if one.kind != "topic"]
            last = meant[0] if meant else Stem("nl", stem("nl", ending))
            yield Reading((last,), factors["nl"] * PARTS)

    def whole(self, parts: Parts) -> bool:
        """Say whether all parts of a reading are known: «waarborgvonds» is only half known."""
        return all(
            isinstance(part, Concept) or self._postings.knows(part.language, part.stem)
            for part in parts
        )
