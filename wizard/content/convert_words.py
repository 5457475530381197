"""From the files of `catalogue/vocabulary/` to the domain's lexicon."""

from collections.abc import Iterator

from wizard.content import schema_calls, schema_words
from wizard.domain.lexicon import Band, CallRule, Calls, Concept, Division, Facet, Lexicon
from wizard.domain.text import Lines, Text

VOCABULARIES = (
    "stage",
    "sector",
    "place",
    "size",
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
    calls: schema_calls.CallsFile,
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
        calls=_calls(calls),
    )


def _calls(record: schema_calls.CallsFile) -> Calls:
    return Calls(
        rules=tuple(_rule(one) for one in record.rule),
        groups={one.id: _lines(one) for one in record.group},
        numbers=tuple((one.value, _lines(one)) for one in record.number),
        bands=tuple(
            Band(one.count, one.least, one.most, facet)
            for one in record.band
            for facet in _facets(one)
        ),
        quiet=frozenset(record.quiet),
        asked=frozenset(record.asked),
        opening=frozenset(record.opening),
    )


def _rule(record: schema_calls.RuleTable) -> CallRule:
    return CallRule(
        record.id,
        _lines(record),
        tuple(_facets(record)),
        record.count or "",
        record.whole,
        tuple(record.near),
        tuple(record.unless),
        record.shared,
        record.deaf,
    )


def _concept(record: schema_words.ConceptTable) -> Concept:
    return Concept(
        record.id, "concept", _lines(record), tuple(_facets(record)), business=record.business
    )


def _facets(
    record: schema_words.ConceptTable | schema_calls.RuleTable | schema_calls.BandTable,
) -> Iterator[Facet]:
    for vocabulary in VOCABULARIES:
        found = getattr(record, vocabulary, None)
        for key in (found,) if isinstance(found, str) else found or ():
            yield vocabulary, key


def _trade(record: schema_words.TradeTable) -> Concept:
    facets = tuple(("sector", key) for key in record.sectors)
    return Concept(record.id, "trade", _lines(record), facets, tuple(record.nace))


def _topic(record: schema_words.TopicTable) -> Concept:
    hint = Text(record.hint.nl, record.hint.fr, record.hint.en)
    return Concept(record.id, "topic", _lines(record), hint=hint)


def _lines(record: schema_words.Words | schema_calls.Patterns) -> Lines:
    return Lines(tuple(record.nl), tuple(record.fr), tuple(record.en))
