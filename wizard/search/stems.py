"""From text to folded words and their stems, the same for what is indexed and asked.

A word is lower-cased and loses its accents *before* it is stemmed, because
visitors often type French without accents.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from threading import Lock
from typing import Any

import Stemmer

from wizard.domain.text import LANGUAGES, Language

NAMES: Mapping[Language, str] = {"nl": "dutch", "fr": "french", "en": "english"}
LONGEST_WORD = 40
"""Longer runs of letters are no words; they are cut, so that nothing grows without bound."""
WORDS_REMEMBERED = 40_000
"""Stems kept per process: a few times the words of a full catalogue."""

Token = tuple[int, int, tuple[str, ...]]
"""Where a word begins and ends in its text, and its folded parts."""

_WORD = re.compile(r"(?:[^\W_]\.){2,}|[^\W_]+(?:['’&\-‐‑][^\W_]+)*")
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu)['’](?=\w{2})")
_POSSESSIVE = re.compile(r"['’]s$")
_JOINTS = re.compile(r"[&\-‐‑]")
_NOT_DECOMPOSED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ß": "ss"})

# The stemmers keep the word in hand as their own state, so threads take turns.
_stemmers: dict[Language, Any] = {one: Stemmer.Stemmer(NAMES[one]) for one in LANGUAGES}
_turn = Lock()


@lru_cache(WORDS_REMEMBERED)
def pieces(token: str) -> tuple[str, ...]:
    """Return the folded parts of a written word: elision, possessive and hyphens undone.

    >>> pieces("l'entreprise"), pieces("vzw's"), pieces("Start-up"), pieces("R&D"), pieces("S.A.")
    (('entreprise',), ('vzw',), ('start', 'up'), ('r', 'd'), ('sa',))
    """
    plain = _POSSESSIVE.sub("", _ELISION.sub("", fold(token))).replace(".", "")
    parts = (re.sub(r"\W", "", part) for part in _JOINTS.split(plain))
    return tuple(part[:LONGEST_WORD] for part in parts if part)


def fold(text: str) -> str:
    """Return `text` in lower case without accents and invisible characters.

    >>> fold("CRÉATION d'œuvre")
    "creation d'oeuvre"
    """
    if text.isascii():
        # Nothing to take off: most of the words of a dictionary, of which a start reads many.
        return text.lower()
    lower = unicodedata.normalize("NFKD", text.lower().translate(_NOT_DECOMPOSED))
    return "".join(sign for sign in lower if unicodedata.category(sign) not in ("Mn", "Cf"))


def elision(token: str) -> str:
    """Return the elided word that a written word begins with, with its apostrophe.

    >>> elision("L'entreprise"), elision("entreprise")
    ("L'", '')
    """
    found = _ELISION.match(token.lower())
    return token[: found.end()] if found else ""


def tokens(text: str) -> Iterator[Token]:
    """Yield (start, end, folded parts) of each word of `text`."""
    for match in _WORD.finditer(text):
        parts = pieces(match.group())
        if parts:
            yield match.start(), match.end(), parts


@lru_cache(WORDS_REMEMBERED)
def stem(language: Language, plain: str) -> str:
    """Return the Snowball stem of a folded word.

    >>> stem("nl", "subsidies") == stem("nl", "subsidie")
    True
    """
    with _turn:
        return str(_stemmers[language].stemWord(plain)) or plain
