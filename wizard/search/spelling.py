"""Mistyped words put right with the words of titles, search words and names."""

from collections import Counter
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from wizard.domain.text import LANGUAGES, Language
from wizard.search.stems import tokens
from wizard.search.stopwords import STOP_WORDS

SHORTEST = 4
"""Three letters have a neighbour for nearly everything."""
LONG = 8
"""From this length on two edits are allowed, below it one.

Two edits also leave the first and the last letter alone. More generous rules turn
correct words that the catalogue happens not to have into others: «kapper» into
«koper», «brevet» into «brengt», «schilder» into «schulden».
"""


class Spelling:
    """The known words of each language, folded, with their usual spelling."""

    def __init__(self, texts: Mapping[Language, Iterable[str]]) -> None:
        self._counts: dict[Language, Counter[str]] = {}
        self._written: dict[Language, dict[str, str]] = {}
        for language in LANGUAGES:
            spelt: dict[str, Counter[str]] = {}
            for text in texts[language]:
                _count(text, language, spelt)
            self._counts[language] = Counter({key: one.total() for key, one in spelt.items()})
            self._written[language] = {
                key: max(sorted(one), key=one.__getitem__) for key, one in spelt.items()
            }

    def nearest(self, plain: str, language: Language) -> str | None:
        """Return the word that a folded, unknown word was probably meant to be.

        The fewest edits win; then words of `language`, the same first letter and
        the commoner word. Without one, a longer word that begins with it.
        """
        if len(plain) < SHORTEST or not plain.isalpha():
            return None
        near = [
            (edits, one != language, word[0] != plain[0], -self._counts[one][word], word, one)
            for one in LANGUAGES
            for word, edits in self._near(plain, one)
        ]
        if near:
            *_, word, one = min(near)
            return self._written[one][word]
        return self._longer(plain, language) if len(plain) >= LONG else None

    def _near(self, plain: str, language: Language) -> list[tuple[str, int]]:
        found = process.extract(
            plain,
            self._counts[language].keys(),
            scorer=OSA.distance,
            score_cutoff=1 if len(plain) < LONG else 2,
            limit=None,
        )
        return [
            (str(word), int(edits))
            for word, edits, _ in found
            if edits < 2 or (word[0], word[-1]) == (plain[0], plain[-1])
        ]

    def _longer(self, plain: str, language: Language) -> str | None:
        counts = self._counts[language]
        longer = [word for word in counts if word.startswith(plain)]
        if not longer:
            return None
        return self._written[language][min(longer, key=lambda word: (-counts[word], word))]


def _count(text: str, language: Language, spelt: dict[str, Counter[str]]) -> None:
    for start, end, parts in tokens(text):
        plain = "".join(parts)
        if len(plain) >= SHORTEST and plain.isalpha() and plain not in STOP_WORDS[language]:
            spelt.setdefault(plain, Counter())[text[start:end].lower()] += 1
