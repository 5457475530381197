"""The catalogue's values as the JSON of the API; texts in one language."""

from typing import Any

from wizard.application.find import FoundService
from wizard.application.ports import Found, Recognised, Suggestion
from wizard.domain.advice import Advice
from wizard.domain.answers import Known
from wizard.domain.matching import Reason, Verdict
from wizard.domain.ranking import Ranked, points
from wizard.domain.service import Service, Source
from wizard.domain.text import Picked
from wizard.domain.truth import Truth
from wizard.web import wording
from wizard.web.pages.cards import flip
from wizard.web.pages.suggestions import address
from wizard.web.visit import Visit

Record = dict[str, Any]
"""A JSON object."""


def result(one: Ranked, verdict: Verdict, known: Known, here: Visit) -> Record:
    """Return one service of a list of results, with its reasons."""
    service = one.service
    record: Record = {
        "id": service.key,
        "title": _title(service, here),
        "provider": _provider(service, here),
        "packages": list(service.packages),
        "category": service.category,
        "instruments": list(service.instruments),
        "status": service.status,
        "as_of": service.as_of or None,
        "verdict": verdict.truth.key,
        "score": one.points,
        "reasons": [_reason(reason, here) for reason in verdict.reasons],
        "url": here.links.service(service.key),
    }
    if verdict.truth is Truth.NO:
        record["flip"] = flip(service, verdict, known, here) or None
    return record


def excluded(advice: Advice, here: Visit) -> list[Ranked]:
    """Return the services that do not fit, in the form of the ranked ones, by id."""
    return [
        Ranked(service, Truth.NO, points(service, Truth.NO, advice.known, here.today.year))
        for service in advice.excluded
    ]


def counts(advice: Advice) -> Record:
    """Return how many services there are by verdict."""
    found = advice.counts
    return {"yes": found.yes, "unknown": found.unknown, "no": found.no}


def next_question(advice: Advice, here: Visit) -> Record | None:
    """Return the question most worth asking, with its options; None if none matters."""
    if not advice.outlooks:
        return None
    best = advice.outlooks[0]
    question, language = best.question, here.language
    return {
        "key": question.key,
        "kind": question.kind,
        "text": question.title.pick(language).words,
        "help": question.help.pick(language).words,
        "options": [
            {"key": key, "label": _option(question.key, key, here)} for key in question.allowed
        ],
        "could_settle": best.could_settle,
        "url": here.links.question(question.key),
    }


def hit(one: FoundService, here: Visit) -> Record:
    """Return one hit of a search."""
    return {
        "id": one.service.key,
        "title": _title(one.service, here),
        "score": round(one.hit.score, 4),
        "matched_language": one.hit.matched_language,
        "matched": [
            {"typed": match.typed, "written": match.written, "language": match.language}
            for match in one.hit.matched
        ],
        "snippet": one.hit.snippet,
        "url": here.links.service(one.service.key),
    }


def understood(found: Found, here: Visit) -> Record:
    """Return what a search made of the words, beside its hits."""
    return {
        "suggestion": found.suggestion,
        "missing": list(found.missing),
        "recognised": [_recognised(one, here) for one in found.recognised],
        "providers": [
            _provider_record(key, here)
            for key in found.providers
            if key in here.catalogue.providers
        ],
        "hint": found.hint.pick(here.language).words or None,
        "counts": {name: dict(keys) for name, keys in found.counts.items()},
    }


def suggestion(one: Suggestion, here: Visit) -> Record:
    """Return one suggestion; question and option are those of a trade or need."""
    question, option = one.facet or (None, None)
    return {
        "kind": one.kind,
        "id": one.key,
        "label": one.label.pick(here.language).words,
        "question": question,
        "option": option,
        "url": address(one, here.links),
    }


def listed(service: Service, here: Visit) -> Record:
    """Return one service in short."""
    return {
        "id": service.key,
        "title": _title(service, here),
        "summary": service.words.summary.pick(here.language).words,
        "packages": list(service.packages),
        "category": service.category,
        "provider": _provider(service, here),
        "status": service.status,
        "as_of": service.as_of or None,
        "url": here.links.service(service.key),
    }


def whole(service: Service, here: Visit) -> Record:
    """Return everything about one service."""
    language, words = here.language, service.words
    return {
        **listed(service, here),
        "lang": language,
        "also_categories": list(service.also_categories),
        "levels": list(service.levels),
        "stages": sorted(service.stages),
        "instruments": list(service.instruments),
        "sectors": sorted(service.sectors),
        "profiles": sorted(service.profiles),
        "ventures": sorted(service.ventures),
        "needs": list(service.needs),
        "verified_on": service.verified_on or None,
        "closes": service.closes or None,
        "apply_before": service.apply_before or None,
        "offer": list(words.offer.exact(language)),
        "audience": words.audience.pick(language).words,
        "apply": list(words.apply.exact(language)),
        "ask": list(words.ask.exact(language)),
        "search_words": list(words.search.exact(language)),
        "criteria": [_criterion(service, number, here) for number in range(len(service.criteria))],
        "checks": [_statement(one.text.pick(language), one.source) for one in service.checks],
        "facts": [_statement(one.text.pick(language), one.source) for one in service.facts],
        "providers": [_provider_record(key, here) for key in service.providers],
        "contact": {
            "url": service.contact.url or None,
            "phone": service.contact.phone or None,
            "email": service.contact.email or None,
            "address": service.contact.address or None,
        },
        "relations": {
            name: list(getattr(service.relations, name))
            for name in service.relations.__dataclass_fields__
        },
        "sources": [_source(source, here) for source in service.sources],
    }


def _title(service: Service, here: Visit) -> str:
    return service.words.title.pick(here.language).words


def _provider(service: Service, here: Visit) -> str:
    return here.catalogue.providers[service.providers[0]].name.pick(here.language).words


def _recognised(one: Recognised, here: Visit) -> Record:
    question, option = one.facet
    label = one.label.pick(here.language).words
    return {"kind": one.kind, "label": label, "question": question, "option": option}


def _provider_record(key: str, here: Visit) -> Record:
    return {"id": key, "name": here.catalogue.providers[key].name.pick(here.language).words}


def _option(question: str, key: str, here: Visit) -> str:
    journey = here.catalogue.journey
    found = journey.question(question)
    return wording.option_label(found, key, journey, here.language) if found else key


def _reason(reason: Reason, here: Visit) -> Record:
    said = wording.reason(reason, here.answers, here.catalogue.journey, here.language)
    text = f"{said.text}. {said.link_text}." if reason.tell_us else said.text
    record: Record = {"criterion": reason.criterion.key, "truth": said.truth.key, "text": text}
    if said.question:
        record["question"] = said.question
    return record


def _criterion(service: Service, number: int, here: Visit) -> Record:
    criterion = service.criteria[number]
    return {
        "id": criterion.key,
        "label": criterion.label.pick(here.language).words,
        "source": criterion.source,
        "any_of": [
            {"question": one.question, "yes": sorted(one.yes), "maybe": sorted(one.maybe)}
            for one in criterion.conditions
        ],
    }


def _statement(text: Picked, source: str) -> Record:
    return {"text": text.words, "source": source}


def _source(source: Source, here: Visit) -> Record:
    if source.document:
        document = here.catalogue.documents[source.document]
        return {
            "id": source.key,
            "document": source.document,
            "title": document.title.pick(here.language).words,
            "year": document.year,
            "lines": [list(span) for span in source.lines],
        }
    return {
        "id": source.key,
        "url": source.url,
        "date": source.date or None,
        "official": source.official,
    }
