"""What was typed, cut into words: with or without spaces, commas, hyphens and small words."""

import re
import unicodedata
from dataclasses import dataclass

from wizard.domain.spoken.folding import fold
from wizard.domain.spoken.lists import BY_FOLDED, LONGEST, SHORTEST, Word
from wizard.domain.text import LANGUAGES, Language

BETWEEN = frozenset(
    ("de", "het", "een", "en", "le", "la", "les", "l", "un", "une", "et", "the", "a", "an", "and")
)
"""Small words that people say between or before the words of a code; none is one itself."""

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Typed:
    """One word as it was typed, and the word of a list that it is, if it is one."""

    text: str
    word: Word | None


def read(text: str) -> tuple[Typed, ...]:
    """Return the words of a line, in order; signs, numbers and small words are left out.

    Words typed in one go are parted: no word is the beginning of another one of its
    list, so there is one way to do it.
    """
    visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    found: list[Typed] = []
    for run in _LETTERS.findall(unicodedata.normalize("NFC", visible)):
        if fold(run) in BETWEEN:
            continue
        parts = _parts(fold(run))
        if parts is None:
            found.append(Typed(run, None))
        else:
            found.extend(Typed(run if len(parts) == 1 else one.written, one) for one in parts)
    return tuple(found)


def _parts(folded: str) -> tuple[Word, ...] | None:
    """Return the words that are written one after the other in `folded`; None if it is not so."""
    one = BY_FOLDED.get(folded)
    if one is not None:
        return (one,)
    for language in LANGUAGES:
        parts = _parts_in(folded, language)
        if parts:
            return parts
    return None


def _parts_in(folded: str, language: Language) -> tuple[Word, ...]:
    found: list[Word] = []
    start = 0
    while start < len(folded):
        lengths = range(SHORTEST, LONGEST + 1)
        begun = (BY_FOLDED.get(folded[start : start + length]) for length in lengths)
        one = next((one for one in begun if one and one.language == language), None)
        if one is None:
            return ()
        found.append(one)
        start += len(one.folded)
    return tuple(found)
