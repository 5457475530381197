"""What a search returns."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wizard.domain.lexicon import Facet
from wizard.domain.text import NO_TEXT, Language, Text

Filters = Mapping[str, frozenset[str]]
"""Filter name -> the keys of which a service must have one; see `facets.FILTERS`."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A part of the query that a service has: as typed, and as the service's text says it.

    `language` is that of the text; where a reader does not see the word (in the words that
    only the search reads) it is in its usual form. `written` is empty where the service was
    found by what the words mean (its need, its sector) and no text of it says them.
    """

    typed: str
    written: str
    language: Language


@dataclass(frozen=True, slots=True)
class Hit:
    """One service that was found.

    `matched_language` is the language whose texts decided; `snippet` is plain
    text in the language that was asked for (if the service has one in it).
    """

    service: str
    score: float
    matched_language: Language
    snippet: str
    matched: tuple[Matched, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognised:
    """An answer that the query names: «bakery» is the sector food, «Molenbeek» a place.

    `label` is the visitor's word for it in each language, `kind` what it is: a trade
    or another concept.
    """

    kind: str
    label: Text
    facet: Facet


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search: at most `limit` hits, best first, of `total` in all.

    `query` is what was typed, on one line, cut to its limit. `suggestion` is that text
    with mistyped words put right; the hits are then those of the suggestion. `missing`
    are the words that no service has. `hint` says where something belongs that the
    catalogue cannot answer. `providers` are organisations that the query names.
    `counts` tells, per filter, how many services each key would leave.
    """

    query: str
    language: Language
    hits: tuple[Hit, ...]
    suggestion: str | None
    total: int
    missing: tuple[str, ...] = ()
    recognised: tuple[Recognised, ...] = ()
    providers: tuple[str, ...] = ()
    hint: Text = NO_TEXT
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
