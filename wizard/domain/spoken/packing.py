"""The answers of a journey as one whole number, and back.

The number is a pile (see `pile`): the questions of the newest book in their order, on
top of them the version. Taking it apart must leave nothing, so that each number either
is exactly one set of answers or none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb

from wizard.domain.spoken.book import BOOKS, Book, Entry
from wizard.domain.spoken.pile import chosen, put, rank, take

Raw = Mapping[str, tuple[str, ...]]
"""Question key -> options, as `Journey.replay` takes them."""

VERSIONS = (15, 1)
"""Shares of «it is this version» and «it is a later one»: the first costs a fifth of a bit."""

NO_ANSWER = 0


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What a number says: answers by question, and the version (from 1) in which it says so."""

    raw: Raw
    version: int


def pack(raw: Raw, books: Sequence[Book] = BOOKS) -> int:
    """Return the number of some answers in the newest book.

    Raises `ValueError` for an answer that is not in it.
    """
    pile = 0
    for entry in books[-1]:
        pile = _put_answer(pile, entry, raw.get(entry.key, ()))
    missing = raw.keys() - {entry.key for entry in books[-1]}
    if missing:
        raise ValueError(f"the code book has no question {sorted(missing)}; add a version")
    pile = put(pile, VERSIONS, 0)
    for _ in books[1:]:
        pile = put(pile, VERSIONS, 1)
    return pile


def unpack(number: int, books: Sequence[Book] = BOOKS) -> Unpacked | None:
    """Return the answers of a number; None if no answers have it."""
    version, (place, pile) = 1, take(number, VERSIONS)
    while place:
        version += 1
        if version > len(books):
            return None
        place, pile = take(pile, VERSIONS)
    raw: dict[str, tuple[str, ...]] = {}
    for entry in reversed(books[version - 1]):
        pile, options = _take_answer(pile, entry)
        if options:
            raw[entry.key] = options
    return None if pile else Unpacked(raw, version)


def _put_answer(pile: int, entry: Entry, options: Sequence[str]) -> int:
    if not entry.known.issuperset(options):
        unknown = set(options) - entry.known
        raise ValueError(f"the code book has no {entry.key} {sorted(unknown)}; add a version")
    if not options:
        return put(pile, entry.kinds, NO_ANSWER)
    if options[0] in entry.alone:
        return put(pile, entry.kinds, 1 + entry.alone.index(options[0]))
    places = sorted(entry.options.index(option) for option in set(options))
    pile = pile * comb(len(entry.options), len(places)) + rank(places)
    return put(pile, entry.kinds, len(entry.alone) + len(places))


def _take_answer(pile: int, entry: Entry) -> tuple[int, tuple[str, ...]]:
    kind, pile = take(pile, entry.kinds)
    size = kind - len(entry.alone)
    if kind == NO_ANSWER:
        return pile, ()
    if size <= 0:
        return pile, (entry.alone[kind - 1],)
    pile, number = divmod(pile, comb(len(entry.options), size))
    return pile, tuple(entry.options[place] for place in chosen(number, size))
