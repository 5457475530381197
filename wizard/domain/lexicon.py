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


@dataclass(frozen=True)
class Lexicon:
    """All concepts in file order, and the NACE divisions by code."""

    concepts: tuple[Concept, ...] = ()
    divisions: Mapping[str, Division] = field(default_factory=dict)
