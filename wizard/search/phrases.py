"""Which words of a query belong together: the phrases that the lexicon knows."""

from collections.abc import Mapping, Sequence

from wizard.domain.lexicon import Concept
from wizard.domain.text import Language
from wizard.search.analysis import Word
from wizard.search.concepts import JOINED, Concepts
from wizard.search.spelling import Spelling
from wizard.search.stopwords import STOP_WORDS

Read = Mapping[Language, Sequence[Word]]
"""The same words, read as each language."""
MOST_JOINED = 3
"""«e learning platform»: so many words may be written apart that belong together."""
LONGEST_JOINED = 24
"""Letters of the longest word that is looked for in words written apart."""


class Phrases:
    """Finds phrases; safe to share between threads. `order` is always the likeliest language first."""

    def __init__(self, concepts: Concepts, spelling: Spelling) -> None:
        self._concepts = concepts
        self._spelling = spelling

    def at(
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
                found = self.named(words[language][start : start + span], language)
                if found:
                    return span, found
        for span in range(min(MOST_JOINED, left), 1, -1):
            if self.joined(words, start, span, order):
                return span, ()
        return 1, ()

    def named(self, words: Sequence[Word], language: Language) -> tuple[Concept, ...]:
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
            if not found and len(words) <= MOST_JOINED and JOINED <= len(joined) <= LONGEST_JOINED:
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
        return not any(
            self._spelling.knows(word.plain, one) or word.plain in STOP_WORDS[one] for one in before
        )

    def joined(self, words: Read, start: int, span: int, order: Sequence[Language]) -> str:
        """Return the words written together if that is a word of the texts, else «»."""
        plain = "".join(word.plain for word in words[order[0]][start : start + span])
        for language in order:
            if self._spelling.knows(plain, language):
                return plain
        return ""
