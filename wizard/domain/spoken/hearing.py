"""From words to answers, or to what is wrong with the words.

A word that is not known is never taken for another one: what it may have been is
offered, and whoever typed it chooses.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from wizard.domain.spoken import check
from wizard.domain.spoken.book import BOOKS, Book
from wizard.domain.spoken.lists import Word
from wizard.domain.spoken.nearness import nearest
from wizard.domain.spoken.offers import by_near_words, by_one_change
from wizard.domain.spoken.packing import Raw, Unpacked, unpack
from wizard.domain.spoken.reading import Typed, read
from wizard.domain.text import LANGUAGES, Language

NEAR = 3
"""Words that are offered for one that is not known."""

DOUBTS = 5
"""Words that are not known, for which near ones are sought; with more, only reading again helps."""

LONGEST_LINE = 400
"""Signs of a line that is read; no code with its signs between the words is nearly as long."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that cannot belong to the code.

    `place` counts the words from 1. `language` is set if it is a word of another
    language than the rest. `near` are words of the code's language that it may be.
    """

    typed: str
    place: int
    language: Language | None
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """What a code says: answers for `Journey.replay`, its words as written, its language."""

    raw: Raw
    words: tuple[str, ...]
    language: Language
    version: int


@dataclass(frozen=True, slots=True)
class Misheard:
    """Why words are no code.

    `unknown`: see `doubts`. `wrong`: each is a word, but not of one code: one is wrong,
    missing, too many or in another place. `offers` are whole codes that may be meant.
    """

    kind: Literal["empty", "unknown", "too-short", "too-long", "wrong"]
    doubts: tuple[Doubt, ...] = ()
    offers: tuple[tuple[str, ...], ...] = ()


def hear(text: str, books: Sequence[Book] = BOOKS) -> Heard | Misheard:
    """Return what the words of a line say, in whatever language and case they are typed."""
    typed = read(text[:LONGEST_LINE])
    if not typed:
        return Misheard("empty")
    if len(text) > LONGEST_LINE or len(typed) > check.MOST:
        return Misheard("too-long")
    words = [one.word for one in typed if one.word is not None]
    languages = Counter(one.language for one in words)
    if len(words) < len(typed) or len(languages) > 1:
        main = languages.most_common(1)[0][0] if languages else None
        return _unknown(typed, main, books)
    if len(words) < check.FEWEST:
        return Misheard("too-short")
    said = _said(words, books)
    if said is None:
        offers = by_one_change(words, lambda code: _said(code, books) is not None)
        return Misheard("wrong", offers=tuple(map(_written, offers)))
    return Heard(said.raw, _written(words), words[0].language, said.version)


def _said(words: Sequence[Word], books: Sequence[Book]) -> Unpacked | None:
    if not check.FEWEST <= len(words) <= check.MOST:
        return None
    number = check.to_number([one.number for one in words])
    return None if number is None else unpack(number, books)


def _written(words: Sequence[Word]) -> tuple[str, ...]:
    return tuple(one.written for one in words)


def _unknown(typed: Sequence[Typed], main: Language | None, books: Sequence[Book]) -> Misheard:
    """Return the words that cannot belong to a code in the language `main` (None: not known)."""
    languages: tuple[Language, ...] = LANGUAGES if main is None else (main,)
    if sum(one.word is None or one.word.language != main for one in typed) > DOUBTS:
        languages = ()
    slots = [_candidates(one, languages) for one in typed]
    offers: tuple[tuple[Word, ...], ...] = ()
    if main is not None:
        offers = by_near_words(slots, lambda code: _said(code, books) is not None)
    doubts = []
    for place, one in enumerate(typed):
        if one.word is None or one.word.language != main:
            fitting = dict.fromkeys(code[place] for code in offers)
            near = _written(tuple(fitting or slots[place])[:NEAR])
            other = one.word.language if one.word else None
            doubts.append(Doubt(one.text, place + 1, other, near))
    return Misheard("unknown", tuple(doubts), tuple(map(_written, offers)))


def _candidates(one: Typed, languages: Sequence[Language]) -> tuple[Word, ...]:
    if one.word is not None and one.word.language in languages:
        return (one.word,)
    return nearest(one.text, languages)
