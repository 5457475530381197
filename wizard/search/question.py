"""What a visitor typed, as a few words with the ways to read them in each language."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from wizard.domain.text import LANGUAGES, Language
from wizard.search import synonyms
from wizard.search.analysis import Analyser, Way
from wizard.search.compounds import Compounds
from wizard.search.index import Postings
from wizard.search.spelling import Spelling
from wizard.search.stems import fold, stem
from wizard.search.stopwords import STOP_WORDS

MOST_LETTERS = 80
"""What is typed beyond this is not read: nobody searches with a page of text."""
MOST_WORDS = 8
"""More words find more, not better; this bounds the work of a search."""

CORRECTED = 0.7
"""Trust in a corrected word: the visitor may have meant the one that was typed."""
ENDING_ONLY = 0.5
"""Trust in the last word of a compound alone: «kapperspremie» is at least a «premie»."""
SHORTEST_BEGINNING = 6
"""Letters of the first word of a compound in which a typing error is looked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One word of the query: per language the ways to read it, the whole word first.

    `like` are the stems of words that mean the same. `trust` is the part of its
    points that count: less for a guess.
    """

    ways: Mapping[Language, tuple[Way, ...]]
    like: Mapping[Language, frozenset[str]]
    trust: float = 1.0

    def stems(self, language: Language) -> frozenset[str]:
        """All stems that the word may stand for in `language`."""
        own = frozenset(one for way in self.ways[language] for one in way)
        return own | self.like[language]


@dataclass(frozen=True, slots=True)
class Question:
    """The words to search, and the query with its mistyped words put right, if any."""

    words: tuple[Asked, ...]
    suggestion: str | None


def tidy(query: str) -> str:
    """Return the query on one line, without control characters, cut to its limit.

    A word that the limit would cut in two is left out, unless it is the only one.
    """
    seen = "".join(
        " " if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign
        for sign in query.lstrip()[: 4 * MOST_LETTERS]
    )
    line = unicodedata.normalize("NFC", " ".join(seen.split()))
    if len(line) <= MOST_LETTERS:
        return line
    whole = line[: MOST_LETTERS + 1].rpartition(" ")[0]
    return whole or line[:MOST_LETTERS]


class Reader:
    """Reads queries for one edition of the catalogue; safe to share between threads."""

    def __init__(self, analyser: Analyser, postings: Postings, spelling: Spelling) -> None:
        self._analyser = analyser
        self._postings = postings
        self._spelling = spelling

    def read(self, line: str, language: Language) -> Question:
        """Return the question in a tidy line, asked on a page in `language`."""
        asked: list[Asked] = []
        corrected = ""
        done = 0
        for start, end, plain, typed in self._content_words(line, language):
            word: Asked | None = typed
            if not self._known(typed):
                better = self._corrected(plain, language)
                if better is not None:
                    corrected += line[done:start] + better
                    done = end
                word = self._asked(better) if better else self._by_ending(plain)
            if word is not None and word not in asked:
                asked.append(word)
        suggestion = corrected + line[done:] if done else None
        return Question(tuple(asked), suggestion)

    def _corrected(self, plain: str, language: Language) -> str | None:
        """Return the usual spelling of a mistyped word or of the mistyped part of a compound."""
        better = self._spelling.nearest(plain, language)
        ending = self._analyser.compounds.ending(plain)
        if better is not None or ending is None:
            return better
        beginning = plain.removesuffix(ending)
        if len(beginning) < SHORTEST_BEGINNING:
            return None
        for link in filter(beginning.endswith, Compounds.LINKS):
            first = self._spelling.nearest(beginning.removesuffix(link), "nl")
            if first is not None and self._known(self._asked(first + link + ending)):
                return first + link + ending
        return None

    def _content_words(self, line: str, language: Language) -> list[tuple[int, int, str, Asked]]:
        """Return the first words that are no stop words, with their place and folded form."""
        readings = {one: self._analyser.words(line, one) for one in LANGUAGES}
        content = []
        for position, word in enumerate(readings[language]):
            ways = {one: readings[one][position].ways for one in LANGUAGES}
            foreign_stop = any(word.plain in STOP_WORDS[one] for one in LANGUAGES)
            own = any(self._reads(language, way) for way in ways[language])
            if ways[language] and (own or not foreign_stop):
                like = {one: synonyms.like(one, word.plain) for one in LANGUAGES}
                content.append((word.start, word.end, word.plain, Asked(ways, like)))
        return content[:MOST_WORDS]

    def _asked(self, better: str) -> Asked:
        readings = {one: self._analyser.words(better, one) for one in LANGUAGES}
        ways = {one: tuple(way for word in readings[one] for way in word.ways) for one in LANGUAGES}
        like = {one: synonyms.like(one, fold(better)) for one in LANGUAGES}
        return Asked(ways, like, CORRECTED)

    def _by_ending(self, plain: str) -> Asked | None:
        ending = self._analyser.compounds.ending(plain)
        if ending is None:
            return None
        like = {one: synonyms.like(one, ending) for one in LANGUAGES}
        return Asked({"nl": ((stem("nl", ending),),), "fr": (), "en": ()}, like, ENDING_ONLY)

    def _known(self, word: Asked) -> bool:
        return any(
            self._reads(one, way)
            for one in LANGUAGES
            for way in (*word.ways[one], *((other,) for other in word.like[one]))
        )

    def _reads(self, language: Language, way: Way) -> bool:
        return bool(way) and all(self._postings.knows(language, part) for part in way)
