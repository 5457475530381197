"""What a visitor typed, as a few things asked, each with the ways to find it.

`reader` reads the line twice: first to see which words nobody knows, so that typing
errors are put right, then the line that came out of it.
"""

import unicodedata
from dataclasses import dataclass

from wizard.domain.lexicon import Concept
from wizard.domain.text import Language

MOST_LETTERS = 110
"""What is typed beyond this is not read: the longest official name of an organisation has room."""
MOST_WORDS = 14
"""Words that are read; more find more, not better, and this bounds the work of a search."""

CORRECTED = 0.8
"""Trust in a corrected word: the visitor may have meant the one that was typed."""
PARTS = 0.6
"""The parts of a compound, written apart, say a little less than the compound itself."""
PREFIX = 0.6
"""Trust in a word of which only the beginning is typed yet."""
NAMED = 1.6
"""The name of a service or provider: whoever types it wants that one."""
LIKELY, PAGE, OTHER = 1.0, 0.8, 0.45
"""A text counts by its language: that of the query, that of the page, another one."""


@dataclass(frozen=True, slots=True)
class Stem:
    """A stem to look up in the texts of one language."""

    language: Language
    stem: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to find a thing asked: all of `parts`, trusted from 0 to 1."""

    parts: tuple[Stem | Concept, ...]
    trust: float


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked, at `start:end` of the line, with the ways to find it (none: not known).

    `concepts` are what it means; with `topic` it is something that no service answers.
    """

    start: int
    end: int
    readings: tuple[Reading, ...]
    concepts: tuple[Concept, ...] = ()
    topic: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """The line as it is searched, the language it is likely in, and the things asked.

    `words` are the telling words one by one, each with its stems in the languages that
    know it. `suggestion` is the line if mistyped words were put right in it, else None.
    """

    line: str
    language: Language
    asked: tuple[Asked, ...]
    words: tuple[tuple[Stem, ...], ...]
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
