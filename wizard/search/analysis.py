"""The words of a text and the ways to read them.

One written word can be read in several ways: as a whole, or as the parts of a
compound («startersbegeleiding», «start-up»), so that it meets texts that write
the parts apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from wizard.domain.text import Language
from wizard.search.compounds import Compounds
from wizard.search.stems import WORDS_REMEMBERED, Token, stem, tokens
from wizard.search.stopwords import STOP_WORDS

Way = tuple[str, ...]
"""One way to read a word: its stem, or the stems of its parts."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word at `text[start:end]`: `plain` is its folded form, `ways` how it may be read.

    The first way is the whole word; a stop word has no ways.
    """

    start: int
    end: int
    plain: str
    ways: tuple[Way, ...]

    @property
    def stems(self) -> frozenset[str]:
        """All stems of all ways."""
        return frozenset(one for way in self.ways for one in way)


class Analyser:
    """Reads text in a language, splitting Dutch compounds.

    Immutable apart from a cache that is safe to share between threads.
    """

    def __init__(self, compounds: Compounds) -> None:
        self.compounds = compounds
        self._ways = lru_cache(WORDS_REMEMBERED)(self._read)

    def words(self, text: str, language: Language) -> list[Word]:
        """Return the words of `text` in order, read as `language`."""
        return self.read(list(tokens(text)), language)

    def read(self, cut: Sequence[Token], language: Language) -> list[Word]:
        """Return the words of a text that is cut into tokens already, read as `language`."""
        return [
            Word(start, end, "".join(parts), self._ways(language, parts))
            for start, end, parts in cut
        ]

    def _read(self, language: Language, parts: tuple[str, ...]) -> tuple[Way, ...]:
        whole = "".join(parts)
        stop = STOP_WORDS[language]
        if whole in stop:
            return ()
        ways: list[Way] = [(stem(language, whole),)]
        if len(parts) == 1 and language == "nl":
            parts = self.compounds.split(whole)
        apart = tuple(stem(language, one) for one in parts if len(one) > 1 and one not in stop)
        if apart and apart not in ways:
            ways.append(apart)
        return tuple(ways)
