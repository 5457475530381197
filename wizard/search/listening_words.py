"""The words of a call note: cut into clauses, with the numbers and amounts in it.

A note is several things said one after the other, with commas where there are any. A
clause ends at such a sign; what belongs together (a negation and its word, a number and
what it counts) is looked for within a clause only.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from wizard.domain.text import Language
from wizard.search.stems import pieces, tokens

MOST_LETTERS = 300
"""Letters of a note that are read: more is a story, and this bounds the work."""
MOST_WORDS = 60

_NUMBER = re.compile(
    r"""(?<![\w.,])(?P<before>€\s?|\beuro?s?\s)?
    (?P<digits>\d{1,3}(?:[.,'\s]\d{3})+(?!\d)|\d{1,9}(?:[.,]\d{1,2}(?!\d))?)(?:,-|,00\b)?
    (?:\s?(?P<unit>k|mio|mln|millions?|miljoen|mille|duizend|thousand|m(?=€|\s?eur)|M\b))?
    (?P<after>\s?€|\s?euro?s?\b)?(?!\w)""",
    re.VERBOSE | re.IGNORECASE,
)
_NE = re.compile(r"n['’](?=\w)", re.IGNORECASE)
_THOUSANDS = re.compile(r"[.,'\s](?=\d{3}(?!\d))")
_END = re.compile(
    r"[,;:!?()\[\]{}/\n\r\t•→=>|]|(?<!\bst)(?<!\bste)\.(?:\s|$)|\s[-‐-―]+\s?", re.IGNORECASE
)
_UNITS = {"k": 1e3, "mille": 1e3, "duizend": 1e3, "thousand": 1e3}
_MILLION = 1e6


@dataclass(frozen=True, slots=True)
class Heard:
    """A word, number or amount at `start:end` of the note.

    `plain` is its folded form («€» for an amount, «#» for a number of another form than
    digits alone), `clause` the number of its clause; `value` is that of a number in
    figures, `money` whether it is an amount of money.
    """

    start: int
    end: int
    plain: str
    parts: tuple[str, ...]
    clause: int
    value: float | None = None
    money: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of a note with the language of each: that of its clause."""

    words: Sequence[Heard]
    languages: Sequence[Language]


def heard(text: str) -> list[Heard]:
    """Return the words of a note in order, at most `MOST_WORDS`, from its first letters.

    >>> [(one.plain, one.clause) for one in heard("boulanger, n'a pas 15.000 €")]
    [('boulanger', 0), ('ne', 1), ('a', 1), ('pas', 1), ('€', 1)]
    """
    read = text[:MOST_LETTERS]
    words: list[Heard] = []
    clause, done = 0, 0
    for word in islice(_words(read), MOST_WORDS):
        if words and _END.search(read, done, word.start):
            clause += 1
        done = word.end
        words.append(
            Heard(
                word.start, word.end, word.plain, word.parts, clause, word.value, money=word.money
            )
        )
    return words


def _words(text: str) -> Iterator[Heard]:
    """Yield words and numbers in order; all of them still in clause 0."""
    numbers = list(_numbers(text))
    for start, end, parts in tokens(text):
        while numbers and numbers[0].end <= start:
            yield numbers.pop(0)
        if numbers and numbers[0].start < end:
            continue
        if _NE.match(text, start, end):
            # The French negation hides in the word behind it.
            yield Heard(start, start + 2, "ne", ("ne",), 0)
            yield from _word(start + 2, end, pieces(text[start + 2 : end]))
        else:
            yield from _word(start, end, parts)
    yield from numbers


def _word(start: int, end: int, parts: tuple[str, ...]) -> Iterator[Heard]:
    if parts:
        yield Heard(start, end, "".join(parts), parts, 0)


def _numbers(text: str) -> Iterator[Heard]:
    for match in _NUMBER.finditer(text):
        unit = (match["unit"] or "").lower()
        digits = _THOUSANDS.sub("", match["digits"]).replace(",", ".")
        value = float(digits) * _UNITS.get(unit, _MILLION if unit else 1)
        money = bool(unit or match["before"] or match["after"])
        plain = "€" if money else match.group() if match.group().isdecimal() else "#"
        yield Heard(match.start(), match.end(), plain, (plain,), 0, value, money=money)
