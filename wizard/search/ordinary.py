"""Ordinary words: real words of the three languages, which are no typing errors.

Somebody who types «nerves» or «passeren» means it, though the catalogue has neither;
without this list they would be put right into «nurses» and «papieren». The words come
from pyspellchecker's frequency lists. Only their checksums are kept, sorted, beside the
index: the lists themselves would take some hundred megabytes in every process.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from spellchecker import SpellChecker

from wizard.domain.text import LANGUAGES, Language
from wizard.search.stems import fold

Checksums = NDArray[np.uint32]

SHORTEST = 4
"""Shorter words are never put right, so they need not be known."""
NAMES = tuple(f"{kind}-{language}" for kind in ("ordinary", "common") for language in LANGUAGES)
"""The files, of which no edition changes any."""
COMMON = 1000
"""Uses from which a word counts as known on pages in another language, too."""


class Ordinary:
    """Tells whether a folded word is an ordinary one. Immutable, so threads share it."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        """Take the files that `files` wrote; a missing one knows no word."""
        self._own = {one: _checksums(files, f"ordinary-{one}") for one in LANGUAGES}
        self._common = {one: _checksums(files, f"common-{one}") for one in LANGUAGES}

    def knows(self, plain: str, language: Language) -> bool:
        """Say whether `plain` is a word of `language`, or a common one of another language."""
        if _has(self._own[language], plain):
            return True
        return any(_has(self._common[one], plain) for one in LANGUAGES)


@cache
def files() -> Mapping[str, bytes]:
    """Return the files, by name, from which `Ordinary` is made; the first call takes seconds."""
    found: dict[str, bytes] = {}
    for language in LANGUAGES:
        uses = SpellChecker(language=language).word_frequency.dictionary
        found[f"ordinary-{language}"] = _packed(uses)
        found[f"common-{language}"] = _packed(word for word, n in uses.items() if n >= COMMON)
    return found


def _packed(words: Iterable[str]) -> bytes:
    folded = {fold(word) for word in words if len(word) >= SHORTEST}
    sums = np.array(sorted({crc32(word.encode()) for word in folded}), dtype="<u4")
    return sums.tobytes()


def _checksums(files: Mapping[str, bytes], name: str) -> Checksums:
    return np.frombuffer(files.get(name, b""), dtype="<u4")


def _has(sums: Checksums, word: str) -> bool:
    # A plain int would make numpy turn the whole list into larger numbers first.
    wanted = np.uint32(crc32(word.encode()))
    place = int(sums.searchsorted(wanted))
    return place < len(sums) and bool(sums[place] == wanted)
