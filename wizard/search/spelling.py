"""The words that visitors may mean: known ones, mistyped ones, begun ones.

Known are all words of the texts and of the lexicon. Only words of titles, search words,
names and the lexicon are offered for a mistyped one.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from wizard.domain.text import LANGUAGES, Language
from wizard.search.compounds import Compounds
from wizard.search.stems import elision, stem, tokens
from wizard.search.stopwords import STOP_WORDS

SHORTEST = 4
"""Three letters have a neighbour for nearly everything."""
MEDIUM, LONG = 6, 8
"""Below the first length one edit is allowed; from the second on two; between them two
only if the first and the last letter and the length are right («subsiide», «recurter»).

Two edits also leave the first letter alone. More generous rules turn correct words
that the catalogue happens not to have into others.
"""
TELLTALE = 1.5
"""What a small word says about the language of a query, beside a word of the texts."""
SHORTEST_BEGINNING = 3
COMPLETIONS = 6
"""Words that a begun one may become; the commonest are taken."""
SHORTEST_APART = 4
"""Letters of each of two words that were written together by mistake."""
SHORTEST_FIRST = 6
"""Letters of the first word of a compound in which a typing error is looked for."""
REMEMBERED = 4096
"""Mistyped words whose correction is kept: many people make the same errors."""
SOUNDS = (
    ("ph", "f"),
    ("th", "t"),
    ("qu", "k"),
    ("ck", "k"),
    ("ch", "sj"),
    ("ce", "se"),
    ("ci", "si"),
    ("c", "k"),
    ("z", "s"),
    ("x", "ks"),
    ("v", "f"),
    ("w", "f"),
    ("h", ""),
)
"""Letters and the letters that sound alike, in the order in which they are replaced."""
VOWELS = frozenset("aeiouy")


class Spelling:
    """The words of each language, folded: those of the texts, and those worth offering."""

    def __init__(
        self, offered: Mapping[Language, Iterable[str]], texts: Mapping[Language, Iterable[str]]
    ) -> None:
        """Take the texts whose words are offered, and all other texts."""
        self._counts: dict[Language, Counter[str]] = {}
        self._written: dict[Language, dict[str, str]] = {}
        self._sorted: dict[Language, list[str]] = {}
        self._known: dict[Language, frozenset[str]] = {}
        self._stems: dict[Language, frozenset[str]] = {}
        for language in LANGUAGES:
            spelt = _spelt(offered[language], language)
            self._counts[language] = Counter({key: one.total() for key, one in spelt.items()})
            self._written[language] = {
                key: max(sorted(one), key=one.__getitem__) for key, one in spelt.items()
            }
            self._sorted[language] = sorted(spelt)
            plain = {
                "".join(parts) for text in texts[language] for _, _, parts in tokens(text)
            } | spelt.keys()
            self._known[language] = frozenset(plain)
            self._stems[language] = frozenset(stem(language, word) for word in plain)
        self._sort()
        self._forms = {one: self._usual_forms(one) for one in LANGUAGES}
        self.nearest = lru_cache(REMEMBERED)(self._nearest)

    def _sort(self) -> None:
        """Sort the words that are offered by length, first letter and sound, to find near ones."""
        self._by_length: dict[int, list[str]] = {}
        self._by_first: dict[tuple[int, str], list[str]] = {}
        self._by_sound: dict[str, list[str]] = {}
        for word in sorted({word for language in LANGUAGES for word in self._sorted[language]}):
            self._by_length.setdefault(len(word), []).append(word)
            self._by_first.setdefault((len(word), word[0]), []).append(word)
            self._by_sound.setdefault(sound(word), []).append(word)

    def familiar(self, plain: str, language: Language) -> float:
        """Return how surely a folded word is one of `language`.

        More than 1 for a small word, which no name of another language brings along; 1 for
        a word of the texts, .5 for another form of one, else 0.
        """
        if plain in STOP_WORDS[language]:
            return TELLTALE
        if self.knows(plain, language):
            return 1.0
        return 0.5 if stem(language, plain) in self._stems[language] else 0.0

    def knows(self, plain: str, language: Language) -> bool:
        """Say whether a folded word stands in the texts or the lexicon, in this very form."""
        return plain in self._known[language]

    def _nearest(self, plain: str, language: Language) -> str | None:
        """Return the word that a folded, unknown word was probably meant to be.

        The fewest edits win; then words of `language`, the same first letter and
        the commoner word. Where no word is near by its letters, one that sounds the same.
        """
        if len(plain) < SHORTEST or not plain.isalpha():
            return None
        near = [
            (edits, one != language, word[0] != plain[0], -self._counts[one][word], word, one)
            for word, edits in self._near(plain)
            for one in LANGUAGES
            if word in self._counts[one]
        ]
        if not near:
            near = [
                (0, one != language, word[0] != plain[0], -self._counts[one][word], word, one)
                for word in self._by_sound.get(sound(plain), ())
                for one in LANGUAGES
                if word in self._counts[one]
            ]
        if not near:
            return None
        *_, word, one = min(near)
        return self._written[one][word]

    def beginning(self, plain: str, language: Language) -> list[str]:
        """Return the commonest folded words that begin with `plain`, longer than it."""
        if len(plain) < SHORTEST_BEGINNING:
            return []
        words, counts = self._sorted[language], self._counts[language]
        first = bisect_left(words, plain)
        last = bisect_left(words, plain + "\uffff", first)
        longer = [word for word in words[first:last] if word != plain]
        return sorted(longer, key=lambda word: (-counts[word], word))[:COMPLETIONS]

    def form(self, one: str, language: Language) -> str:
        """Return the commonest word that is offered with this stem, in its usual spelling, or «»."""
        return self._forms[language].get(one, "")

    def _usual_forms(self, language: Language) -> dict[str, str]:
        counts = self._counts[language]
        rising = sorted(counts, key=lambda word: (counts[word], word))
        return {stem(language, word): self._written[language][word] for word in rising}

    def usual(self, plain: str, language: Language) -> str:
        """Return the usual spelling of a folded word that is offered in `language`."""
        return self._written[language][plain]

    def apart(self, plain: str, language: Language) -> list[tuple[str, str]]:
        """Return the two words of `language` that a word without a space is made of, if any."""
        known = self._counts[language]
        places = range(SHORTEST_APART, len(plain) - SHORTEST_APART + 1)
        pairs = [(plain[:place], plain[place:]) for place in places]
        found = [pair for pair in pairs if pair[0] in known and pair[1] in known]
        return sorted(found, key=lambda pair: -known[pair[0]] - known[pair[1]])[:1]

    def compound(self, plain: str, ending: str) -> str | None:
        """Return the Dutch compound that was meant, if its first word is mistyped."""
        beginning = plain.removesuffix(ending)
        if len(beginning) < SHORTEST_FIRST:
            return None
        for link in filter(beginning.endswith, Compounds.LINKS):
            first = self.nearest(beginning.removesuffix(link), "nl")
            if first is not None and first in self._written["nl"].values():
                return first + link + ending
        return None

    def _near(self, plain: str) -> Iterator[tuple[str, int]]:
        """Yield the words within one edit, and within two where those are believable."""
        size = len(plain)
        one = [
            word
            for length in (size - 1, size, size + 1)
            for word in self._by_length.get(length, ())
        ]
        yield from _within(plain, one, 1)
        if size >= MEDIUM:
            lengths = range(size - 2, size + 3)
            two = [
                word for length in lengths for word in self._by_first.get((length, plain[0]), ())
            ]
            for word, edits in _within(plain, two, 2):
                if edits == 2 and (size >= LONG or word[-1] == plain[-1]):
                    yield word, edits


def sound(plain: str) -> str:
    """Return how a folded word sounds, roughly the same in the three languages.

    Letters that are written for the same sound become one, doubled letters single, and
    vowels behind the first letter are left out: «bizness» and «business» are both «bsns».

    >>> sound("bizness") == sound("business"), sound("fotograaf") == sound("photographe")
    (True, True)
    """
    for written, spoken in SOUNDS:
        plain = plain.replace(written, spoken)
    kept = plain[:1] + "".join(letter for letter in plain[1:] if letter not in VOWELS)
    return "".join(letter for place, letter in enumerate(kept) if letter != kept[place - 1 : place])


def _within(plain: str, words: Sequence[str], edits: int) -> Iterator[tuple[str, int]]:
    found = process.extract_iter(plain, words, scorer=OSA.distance, score_cutoff=edits)
    for word, distance, _ in found:
        yield str(word), int(distance)


def _spelt(texts: Iterable[str], language: Language) -> dict[str, Counter[str]]:
    """Return each folded word with the ways in which it is written and how often."""
    spelt: dict[str, Counter[str]] = {}
    for text in texts:
        for start, end, parts in tokens(text):
            plain = "".join(parts)
            if len(plain) >= SHORTEST and plain.isalpha() and plain not in STOP_WORDS[language]:
                written = text[start + len(elision(text[start:end])) : end].lower()
                spelt.setdefault(plain, Counter())[written] += 1
    return spelt
