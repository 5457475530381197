"""The words of visitors: concepts, trades and topics that a query may name.

The catalogue's texts speak the language of providers; this lexicon says which
words of people mean the same, in three languages, and what they stand for in the
taxonomy. The search uses it; nothing here decides who may get a service.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from wizard.domain.text import NO_TEXT, Lines, Text

Facet = tuple[str, str]
"""A vocabulary's name and one of its keys, e.g. `("need", "hiring")`."""


@dataclass(frozen=True, slots=True, eq=False)
class Concept:
    """Words that mean the same in three languages, with the facets that they stand for.

    Two concepts are the same only if they are one object, so that comparing and
    remembering them costs nothing.

    `kind` is «trade» for an occupation (its facets are sectors, the main one first, and
    `divisions` the NACE-BEL 2025 divisions), «topic» for what the catalogue cannot answer
    (`hint` then says where such a thing belongs), «name» for a service or provider, else
    «concept». `business` marks words that only somebody with a business says. The first
    word of each language is its label.

    >>> bakery = Concept("bakery", "trade", Lines(("bakkerij",), ("boulangerie",), ("bakery",)))
    >>> bakery.label.fr
    'boulangerie'
    """

    key: str
    kind: Literal["concept", "trade", "topic", "name"]
    words: Lines
    facets: tuple[Facet, ...] = ()
    divisions: tuple[str, ...] = ()
    hint: Text = NO_TEXT
    business: bool = False

    @property
    def label(self) -> Text:
        """The first word of each language; empty where a language has none."""
        return Text(
            *("".join(words[:1]) for words in (self.words.nl, self.words.fr, self.words.en))
        )


@dataclass(frozen=True, slots=True)
class Division:
    """One division of NACE-BEL 2025 (NACE Rev. 2.1), with the sectors that it belongs to."""

    code: str
    section: str
    label: Text
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CallRule:
    """What callers say in so many words, and the answers that it gives.

    `phrases` are patterns of words in order: `*` stands for up to three other words, `#`
    for a number, `€` for an amount, `a/b` for either word, `@group` for any word of a group,
    `=word` for this form alone and `-word` for the end of a compound. `facets` are the answers;
    `count` names the bands in which its number is looked up instead. `whole`: only where it
    is all that its clause says. `near` and `unless` name groups of words that must, or must
    not, stand in the same clause. `shared`: the lexicon reads its words too. `deaf` is how many words behind it (in front of it, if
    below zero) are about somebody or something else and say nothing.
    """

    key: str
    phrases: Lines
    facets: tuple[Facet, ...] = ()
    count: str = ""
    whole: bool = False
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    shared: bool = False
    deaf: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """The answer for a number of something, from `least` to `most` (None: without end)."""

    count: str
    least: float
    most: float | None
    facet: Facet

    def holds(self, number: float) -> bool:
        """Say whether a number lies in the band, its ends included."""
        return self.least <= number and (self.most is None or number <= self.most)


@dataclass(frozen=True, slots=True)
class Calls:
    """How call notes are read: rules, groups of words by id, number words, bands.

    `quiet` are concepts that a note mentions without asking for them, `asked` those that it
    asks for where its clause asks for something or says nothing else, and `opening` trades
    that are the caller's own where a clause begins with them.
    """

    rules: tuple[CallRule, ...] = ()
    groups: Mapping[str, Lines] = field(default_factory=dict)
    numbers: tuple[tuple[float, Lines], ...] = ()
    bands: tuple[Band, ...] = ()
    quiet: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    opening: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Lexicon:
    """All concepts in file order, the NACE divisions by code, and the rules for call notes."""

    concepts: tuple[Concept, ...] = ()
    divisions: Mapping[str, Division] = field(default_factory=dict)
    calls: Calls = field(default_factory=Calls)
