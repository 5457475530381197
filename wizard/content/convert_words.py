"""From the files of `catalogue/vocabulary/` to the domain's lexicon."""

from collections.abc import Iterator

from wizard.content import schema_words
from wizard.domain.lexicon import Concept, Division, Facet, Lexicon
from wizard.domain.text import Lines, Text

VOCABULARIES = (
    "stage",
    "sector",
    "place",
    "profile",
    "venture",
    "need",
    "category",
    "instrument",
)
"""The vocabularies whose keys a concept may stand for."""


def to_lexicon(
    concepts: list[schema_words.ConceptTable],
    trades: list[schema_words.TradeTable],
    topics: list[schema_words.TopicTable],
    divisions: list[schema_words.DivisionTable],
) -> Lexicon:
    """Return the lexicon of checked tables."""
    return Lexicon(
        concepts=(
            *(_concept(one) for one in concepts),
            *(_trade(one) for one in trades),
            *(_topic(one) for one in topics),
        ),
        divisions={
            one.code: Division(
                one.code, one.section, Text(one.nl, one.fr, one.en), tuple(one.sectors)
            )
            for one in divisions
        },
    )


def _concept(record: schema_words.ConceptTable) -> Concept:
    return Concept(
        record.id, "concept", _lines(record), tuple(_facets(record)), business=record.business
    )


def _facets(record: schema_words.ConceptTable) -> Iterator[Facet]:
    for vocabulary in VOCABULARIES:
        for key in getattr(record, vocabulary):
            yield vocabulary, key


def _trade(record: schema_words.TradeTable) -> Concept:
    facets = tuple(("sector", key) for key in record.sectors)
    return Concept(record.id, "trade", _lines(record), facets, tuple(record.nace))


def _topic(record: schema_words.TopicTable) -> Concept:
    hint = Text(record.hint.nl, record.hint.fr, record.hint.en)
    return Concept(record.id, "topic", _lines(record), hint=hint)


def _lines(record: schema_words.Words) -> Lines:
    return Lines(tuple(record.nl), tuple(record.fr), tuple(record.en))
