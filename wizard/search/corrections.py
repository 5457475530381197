"""Mistyped words of a query, put right before it is read; ordinary words are left alone."""

from collections.abc import Iterator, Mapping, Sequence

from wizard.domain.text import LANGUAGES, Language
from wizard.search.analysis import Word
from wizard.search.compounds import Compounds
from wizard.search.ordinary import Ordinary
from wizard.search.phrases import Phrases, Read
from wizard.search.spelling import Spelling
from wizard.search.stems import elision, fold
from wizard.search.stopwords import STOP_WORDS
from wizard.search.ways import Ways

BEGUN = 6
"""Letters of a word that may be left unfinished within a line: «microcre aide»."""


class Corrections:
    """Finds corrections; safe to share between threads."""

    def __init__(
        self,
        phrases: Phrases,
        ways: Ways,
        spelling: Spelling,
        ordinary: Ordinary,
        compounds: Compounds,
    ) -> None:
        self._phrases = phrases
        self._ways = ways
        self._spelling = spelling
        self._ordinary = ordinary
        self._compounds = compounds

    def of(self, words: Read, likely: Language) -> dict[int, str]:
        """Return the positions of mistyped words with their usual spelling."""
        order = tuple(dict.fromkeys((likely, *LANGUAGES)))
        last = len(words[likely]) - 1
        found: dict[int, str] = {}
        for number, word in enumerate(words[likely]):
            if self._ordinary.knows(word.plain, likely) or self._is_known(words, number, order):
                continue
            if number == last and self._spelling.beginning(word.plain, likely):
                continue
            if number and self._phrases.joined(words, number - 1, 2, order):
                continue
            if number < last and self._phrases.joined(words, number, 2, order):
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
            if self._phrases.named(words[language][number : number + 1], language):
                return True
            ways = self._ways.of(words[language], [number], language)
            if any(self._ways.whole(parts) for parts, _ in ways):
                return True
        return any(self._spelling.apart(plain, one) for one in order)

    def _better(self, plain: str, language: Language) -> str | None:
        """Return the usual spelling of a word that is mistyped, as a part of a compound or at its end."""
        better = self._spelling.nearest(plain, language)
        if better is not None:
            return better
        ending = self._compounds.ending(plain)
        if ending is not None:
            return self._spelling.compound(plain, ending)
        longer = self._spelling.beginning(plain, language) if len(plain) >= BEGUN else []
        return self._spelling.usual(longer[0], language) if longer else None


def replaced(line: str, words: Sequence[Word], better: Mapping[int, str]) -> str:
    """Return the line with the words at the given positions replaced."""
    corrected, done = "", 0
    for number, word in sorted(better.items()):
        start, end = words[number].start, words[number].end
        corrected += line[done:start] + elision(line[start:end]) + word
        done = end
    return corrected + line[done:]


def moved(better: Mapping[int, str]) -> Iterator[int]:
    """Yield the positions of the corrected words in the corrected line.

    A correction of several words moves those behind it.
    """
    further = 0
    for number, word in sorted(better.items()):
        size = len(word.split())
        yield from range(number + further, number + further + size)
        further += size - 1
