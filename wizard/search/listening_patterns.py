"""The patterns of words in `catalogue/vocabulary/calls.toml`, found in the words of a note.

Patterns of all three languages are tried everywhere, because a note may mix them. A word
of a pattern is met by its very form; in a clause of the pattern's language also by another
form of it. A pattern is found within a clause only.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from wizard.domain.lexicon import Calls
from wizard.domain.text import LANGUAGES, NO_LINES, Language, Lines
from wizard.search.concepts import plain_words
from wizard.search.listening_words import Heard, Spoken
from wizard.search.stems import WORDS_REMEMBERED, stem

GAP, NUMBER, AMOUNT, GROUP, EXACT, ENDING = "*", "#", "€", "@", "=", "-"
"""The signs of a pattern: up to `WIDEST_GAP` other words, a number, an amount, a group's words,
a word of which no other form counts, the end of a compound."""
WIDEST_GAP = 3
BREAKS = "breaks"
"""The group of words that a gap does not go across: behind them another thing is said."""
STEM = "~"
"""Marks a stem among the beginnings of patterns."""
SHORTEST_FORM = 5
"""A shorter word is met by its very form only."""
SHORTEST_BASE = 4
ENDINGS = frozenset(
    [
        "s",
        "x",
        "e",
        "es",
        "n",
        "en",
        "ne",
        "nes",
        "t",
        "te",
        "ten",
        "d",
        "de",
        "den",
        "ed",
        "r",
        "rs",
        "er",
        "ez",
        "ent",
        "ant",
        "ait",
        "ing",
        "se",
        "ses",
        "ere",
        "eres",
        "y",
        "ies",
    ]
) | {""}
"""What two forms of a word may differ by, after the letters that they share."""

Element = frozenset[str]
"""What may stand at one place of a pattern: folded words, or one of the signs."""
Found = tuple[str, tuple[int, ...], float | None]
"""The key of a pattern found, the positions of its words, and the number among them."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A pattern as it is looked for, for the thing named `key`."""

    key: str
    language: Language
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class _Try:
    """A pattern that is tried in one clause of a note."""

    pattern: _Pattern
    spoken: Spoken
    clause: int

    def within(self, at: int) -> bool:
        """Say whether there is a word of the clause at a position."""
        return at < len(self.spoken.words) and self.spoken.words[at].clause == self.clause


class Patterns:
    """Patterns of several things, by key; safe to share between threads."""

    def __init__(self, phrases: Mapping[str, Lines], calls: Calls) -> None:
        """Take the phrases of each thing, and the groups and number words that they may name."""
        self._numbers = _number_words(calls)
        self._breaks = single_words(calls.groups.get(BREAKS, NO_LINES))
        self._starts: dict[str, list[_Pattern]] = {}
        self._compounds: list[_Pattern] = []
        for key, lines in phrases.items():
            for language in LANGUAGES:
                for phrase in lines.exact(language):
                    elements = tuple(_element(part, calls) for part in phrase.split())
                    self._add(_Pattern(key, language, elements))

    def found(self, spoken: Spoken) -> Iterator[Found]:
        """Yield every pattern that stands in the words, by where it begins."""
        for at, word in enumerate(spoken.words):
            for pattern in self._beginning(word, spoken.languages[at]):
                taken = self._fit(_Try(pattern, spoken, word.clause), 0, at)
                if taken:
                    yield pattern.key, taken, self._value(pattern, spoken.words, taken)

    def _add(self, pattern: _Pattern) -> None:
        for word in pattern.elements[0]:
            if word.startswith(ENDING):
                self._compounds.append(pattern)
                continue
            starts = [word.removeprefix(EXACT)]
            if len(word) >= SHORTEST_FORM and not word.startswith(EXACT):
                starts.append(STEM + stem(pattern.language, word))
            for start in starts:
                self._starts.setdefault(start, []).append(pattern)

    def _beginning(self, word: Heard, language: Language) -> Iterator[_Pattern]:
        """Yield the patterns that may begin with a word, each once."""
        starts = [word.plain]
        if len(word.plain) >= SHORTEST_FORM:
            starts.append(STEM + stem(language, word.plain))
        if word.money:
            starts.append(AMOUNT)
        elif any(self._number(word, one) is not None for one in LANGUAGES):
            starts.append(NUMBER)
        found = [pattern for start in starts for pattern in self._starts.get(start, ())]
        yield from {id(pattern): pattern for pattern in (*found, *self._compounds)}.values()

    def _fit(self, one: _Try, place: int, at: int) -> tuple[int, ...] | None:
        """Return the positions that a pattern takes from `place` on, if it fits from `at` on."""
        if place == len(one.pattern.elements):
            return ()
        if GAP in one.pattern.elements[place]:
            tails = (self._fit(one, place + 1, there) for there in self._across(one, at))
            return next((tail for tail in tails if tail), None)
        if not one.within(at) or not self._meets(one, place, at):
            return None
        rest = self._fit(one, place + 1, at + 1)
        return None if rest is None else (at, *rest)

    def _across(self, one: _Try, at: int) -> Iterator[int]:
        """Yield the positions at which a pattern may go on behind a gap that begins at `at`."""
        for there in range(at, at + WIDEST_GAP + 1):
            if not one.within(there):
                return
            yield there
            if one.spoken.words[there].plain in self._breaks:
                return

    def _meets(self, one: _Try, place: int, at: int) -> bool:
        wanted, language = one.pattern.elements[place], one.pattern.language
        word = one.spoken.words[at]
        if NUMBER in wanted:
            return not word.money and self._number(word, language) is not None
        if AMOUNT in wanted:
            return word.money
        if word.plain in wanted or EXACT + word.plain in wanted:
            return True
        return one.spoken.languages[at] == language and any(
            _ends(word.plain, form) or same(form, word.plain, language) for form in wanted
        )

    def _number(self, word: Heard, language: Language) -> float | None:
        return self._numbers[language].get(word.plain) if word.value is None else word.value

    def _value(
        self, pattern: _Pattern, words: Sequence[Heard], taken: Sequence[int]
    ) -> float | None:
        places = (one for one in pattern.elements if GAP not in one)
        for element, at in zip(places, taken, strict=True):
            if element & {NUMBER, AMOUNT}:
                return self._number(words[at], pattern.language)
        return None


def single_words(lines: Lines) -> frozenset[str]:
    """Return the words of a group of single words, folded, of all languages."""
    return frozenset("".join(plain_words(word)) for one in LANGUAGES for word in lines.exact(one))


@lru_cache(WORDS_REMEMBERED)
def same(wanted: str, plain: str, language: Language) -> bool:
    """Say whether two folded words are forms of the same one: a plural, a verb in another form.

    They have the same stem and differ by their endings only; the stem alone is also that of
    other words.

    >>> same("exporte", "exporter", "fr"), same("cooperative", "cooperation", "fr")
    (True, False)
    """
    if min(len(wanted), len(plain)) < SHORTEST_FORM:
        return wanted == plain
    pairs = zip(wanted, plain, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    if shared < SHORTEST_BASE or not ENDINGS.issuperset((wanted[shared:], plain[shared:])):
        return wanted == plain
    return stem(language, wanted) == stem(language, plain)


def _ends(plain: str, form: str) -> bool:
    return form.startswith(ENDING) and len(form) <= len(plain) and plain.endswith(form[1:])


def _number_words(calls: Calls) -> dict[Language, dict[str, float]]:
    """Return the words for numbers of each language, folded."""
    return {
        language: {
            "".join(plain_words(word)): value
            for value, lines in calls.numbers
            for word in lines.exact(language)
        }
        for language in LANGUAGES
    }


def _element(part: str, calls: Calls) -> Element:
    if part in (GAP, NUMBER, AMOUNT):
        return frozenset({part})
    words = part.split("/")
    if part.startswith(GROUP):
        # Whoever mixes languages does it here: «zoekt local».
        lines = calls.groups.get(part.removeprefix(GROUP), NO_LINES)
        words = [word for one in LANGUAGES for word in lines.exact(one)]
    return frozenset(
        (word[0] if word[0] in EXACT + ENDING else "") + "".join(plain_words(word))
        for word in words
    )
