"""From checked records to the domain's values."""

import re
from collections.abc import Iterable, Sequence

from wizard.content import keys, schema, schema_shared
from wizard.content.convert_words import to_lexicon
from wizard.content.reader import Records
from wizard.content.relations import both_ways
from wizard.domain.answers import NONE_OF_THESE, OTHER
from wizard.domain.catalogue import Catalogue
from wizard.domain.criteria import Condition, Criterion
from wizard.domain.journey import Journey
from wizard.domain.question import Option, Question
from wizard.domain.service import (
    Contact,
    Document,
    Element,
    Package,
    Part,
    Provider,
    Relations,
    Service,
    Source,
    Spoken,
    Statement,
    Words,
)
from wizard.domain.text import NO_TEXT, Lines, Text

_BEFORE = re.compile(r" (?=[:;?!»%€])")
_AFTER = re.compile(r"(?<=«) |(?<=\d) (?=\d{3}\b)")


def to_catalogue(
    records: Records, *, edition: int = 0, digest: str = "", published_on: str = ""
) -> Catalogue:
    """Return the catalogue of records that `check` found no error in.

    Raises `ValueError` if the journey is missing; other gaps would have been
    found by the check.
    """
    if records.journey is None:
        raise ValueError("journey.toml is missing or broken; run `wizard catalogue check`")
    return Catalogue(
        services=_services(records),
        providers={key: _provider(one) for key, one in sorted(records.providers.items())},
        packages={
            key: _package(records.packages[key]) for key in keys.PACKAGES if key in records.packages
        },
        documents={key: _document(one) for key, one in records.documents.items()},
        journey=_journey(records.journey, records),
        vocabularies={
            name: tuple(_option(term) for term in terms)
            for name, terms in records.vocabularies.items()
        },
        lexicon=to_lexicon(
            records.concepts, records.trades, records.topics, records.divisions, records.calls
        ),
        edition=edition,
        digest=digest,
        published_on=published_on,
    )


def condition(record: schema.Condition) -> Condition:
    """Return the domain's condition: with `is_not`, all options that are not named hold.

    The option «other» means «none of these, or not known yet» in the taxonomy, so
    for a condition that does not name it the result stays unknown.
    """
    options = set(keys.QUESTION_OPTIONS[record.question])
    if record.question in keys.NONE_OFFERED:
        options.add(NONE_OF_THESE)
    excluded = set(record.is_not)
    maybe = set(record.maybe) | (({OTHER} & options) - excluded - set(record.is_))
    yes = options - excluded - maybe if excluded else set(record.is_)
    share = (len(yes) + len(maybe) / 2) / len(options)
    return Condition(record.question, frozenset(yes), frozenset(maybe), frozenset(excluded), share)


def text(record: schema.Trilingual | None) -> Text:
    """Return the domain's text; an empty one for nothing."""
    return NO_TEXT if record is None else Text(record.nl, french(record.fr), record.en)


def french(words: str) -> str:
    """Return a French text whose high punctuation cannot be parted from its word.

    Writers type an ordinary space; the page needs a no-break one.

    >>> french("Qui ? « Moi »") == "Qui\u00a0? «\u00a0Moi\u00a0»"
    True
    """
    return _AFTER.sub("\u00a0", _BEFORE.sub("\u00a0", words))


def _names(record: schema_shared.Names | None) -> Text:
    if record is None:
        return NO_TEXT
    return Text(record.nl or "", record.fr or "", record.en or "")


def _lines(record: schema.TrilingualList | schema.TrilingualWords) -> Lines:
    return Lines(tuple(record.nl), tuple(map(french, record.fr)), tuple(record.en))


def _option(term: schema_shared.Term) -> Option:
    label = text(term.label)
    return Option(
        term.key, label, text(term.answer) or label, text(term.hint), frozenset(term.aliases)
    )


def _journey(record: schema_shared.JourneyFile, records: Records) -> Journey:
    questions = tuple(
        Question(
            key=table.key,
            kind=table.kind,
            options=tuple(_option(term) for term in records.vocabularies.get(table.key, [])),
            title=text(table.title),
            short=text(table.short),
            help=text(table.help),
            why=text(table.why),
            opening=table.opening,
            voluntary=table.voluntary,
            ask_when=tuple(condition(one) for one in table.ask_when),
            implied=frozenset(table.implied),
            aloud=text(table.aloud),
        )
        for table in record.question
    )
    return Journey(questions, text(record.unsure.label), text(record.none.label))


def _criterion(record: schema.Criterion, records: Records) -> Criterion:
    if record.use is None:
        return Criterion(
            record.id or "", text(record.label), record.source, _conditions(record.any_of)
        )
    shared = records.criteria[record.use]
    return Criterion(
        shared.id, text(record.label or shared.label), record.source, _conditions(shared.any_of)
    )


def _conditions(conditions: Iterable[schema.Condition]) -> tuple[Condition, ...]:
    return tuple(condition(one) for one in conditions)


def _statements(items: Sequence[schema.Check | schema.Fact]) -> tuple[Statement, ...]:
    return tuple(Statement(text(item.text), item.source) for item in items)


def _services(records: Records) -> dict[str, Service]:
    relations = both_ways(records)
    return {
        key: _service(one, relations[key], records) for key, one in sorted(records.services.items())
    }


def _service(record: schema.ServiceFile, relations: schema.Relations, records: Records) -> Service:
    return Service(
        key=record.id,
        status=record.status,
        as_of=record.as_of or "",
        providers=tuple(record.providers),
        packages=tuple(record.packages),
        stages=frozenset(record.stages),
        category=record.category,
        also_categories=tuple(record.also_categories),
        instruments=tuple(record.instruments),
        sectors=frozenset(record.sectors),
        profiles=frozenset(record.profiles),
        ventures=frozenset(record.ventures),
        needs=tuple(record.needs),
        prominence=record.prominence,
        words=_words(record),
        sources=tuple(_source(one) for one in record.sources),
        spoken=_spoken(record.spoken),
        criteria=tuple(_criterion(one, records) for one in record.criteria),
        checks=_statements(record.checks),
        facts=_statements(record.facts),
        contact=Contact(
            record.contact.url or "",
            record.contact.phone or "",
            record.contact.email or "",
            record.contact.address or "",
        ),
        relations=Relations(
            **{name: tuple(value) for name, value in relations.model_dump().items()}
        ),
        levels=tuple(record.levels),
        verified_on=record.verified_on or "",
        closes=record.closes or "",
        apply_before=record.apply_before or "",
    )


def _words(record: schema.ServiceFile) -> Words:
    return Words(
        title=text(record.title),
        summary=text(record.summary),
        offer=_lines(record.offer),
        audience=text(record.audience),
        apply=_lines(record.apply),
        ask=_lines(record.ask),
        search=_lines(record.search_words),
        asked=_lines(record.asked),
    )


def _spoken(record: schema.Spoken | None) -> Spoken:
    if record is None:
        return Spoken()
    return Spoken(text(record.script), _lines(record.not_here), _lines(record.have_ready))


def _source(record: schema.Source) -> Source:
    return Source(
        key=record.id,
        document=record.doc or "",
        lines=tuple(record.lines),
        url=record.url or "",
        date=record.date or "",
        official=record.official,
        says=tuple(record.says),
    )


def _provider(record: schema_shared.ProviderFile) -> Provider:
    return Provider(
        key=record.id,
        name=_names(record.name),
        kind=record.kind,
        role=text(record.role),
        abbreviation=_names(record.abbreviation),
        contact=Contact(record.url or "", record.phone or "", "", record.address or ""),
        also=tuple(record.also),
        formerly=tuple(record.formerly),
        predecessors=tuple(record.predecessors),
        replaced_by=record.replaced_by or "",
        part_of=record.part_of or "",
        ended=record.ended,
        sources=tuple(
            Source(
                key=one.doc or f"p{number}",
                document=one.doc or "",
                lines=tuple(one.lines),
                url=one.url or "",
                date=one.date or "",
            )
            for number, one in enumerate(record.sources, 1)
        ),
    )


def _package(record: schema_shared.PackageFile) -> Package:
    parts = tuple(
        Part(
            key=part.key,
            title=text(part.title),
            summary=text(part.summary),
            includes=tuple(part.includes),
            elements=tuple(_element(element) for element in part.element),
        )
        for part in record.part
    )
    return Package(record.key, text(record.title), text(record.summary), text(record.intro), parts)


def _element(record: schema_shared.ElementTable) -> Element:
    return Element(
        key=record.id,
        category=record.category,
        title=text(record.title),
        text=text(record.text),
        lines=tuple(record.lines),
        services=tuple(record.services),
    )


def _document(record: schema_shared.DocumentTable) -> Document:
    return Document(
        record.id, record.year, text(record.title), text(record.publisher), record.language
    )
