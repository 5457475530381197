"""A service as it stands in a list: the same card for results, search and browsing."""

from collections.abc import Iterable
from dataclasses import dataclass

from wizard.domain.answers import Known
from wizard.domain.matching import Reason, Verdict, smallest_flip
from wizard.domain.service import Service
from wizard.domain.text import Picked
from wizard.domain.truth import Truth
from wizard.web import wording
from wizard.web.messages import gettext
from wizard.web.pages.layout import Link, named
from wizard.web.visit import Visit


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """One line of explanation; `url` asks or changes just the question that decides."""

    truth: str
    text: str
    url: str = ""
    link_text: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One service in a list, with its reasons.

    `verdict` is «yes», «unknown», «no», or "" when nothing was answered.
    `caution` is a word about the record's state, `before` a warning to apply first.
    `first` are the services that are needed before this one, `apart` those that cannot
    be combined with it. `own` is the name of the desk that offers it, at that desk only.
    """

    url: str
    title: Picked
    summary: Picked
    category: str
    category_label: str
    provider: Picked
    instruments: tuple[str, ...]
    caution: str
    dated: str
    before: str
    first: tuple[Link, ...] = ()
    apart: tuple[Link, ...] = ()
    verdict: str = ""
    verdict_label: str = ""
    met: str = ""
    reasons: tuple[ReasonLine, ...] = ()
    own: Picked | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One service in a long list: what it is, what comes first, its verdict if there is one.

    `own` is the name of the desk that offers it, at that desk only.
    """

    url: str
    title: Picked
    summary: Picked
    caution: str
    before: str
    first: tuple[Link, ...] = ()
    verdict: str = ""
    verdict_label: str = ""
    own: Picked | None = None


@dataclass(frozen=True, slots=True)
class ExcludedRow:
    """One service that does not fit: the criteria that exclude it, and what would change that."""

    url: str
    title: Picked
    reasons: tuple[ReasonLine, ...]
    flip: str


def card(service: Service, visit: Visit, verdict: Verdict | None = None) -> Card:
    """Return the card of a service, with its verdict in words if there is one."""
    catalogue, language = visit.catalogue, visit.language
    provider = catalogue.providers[service.providers[0]]
    return Card(
        url=visit.links.service(service.key),
        title=service.words.title.pick(language),
        summary=service.words.summary.pick(language),
        category=service.category,
        category_label=catalogue.label("category", service.category).pick(language).words,
        provider=provider.name.pick(language),
        instruments=tuple(
            catalogue.label("instrument", key).pick(language).words for key in service.instruments
        ),
        caution=wording.status_note(service, catalogue, language),
        dated=wording.closed_on(service) or wording.as_of(service),
        before=wording.apply_before(service),
        first=service_links(service.relations.requires, visit),
        apart=service_links(service.relations.excludes, visit),
        verdict=verdict.truth.key if verdict else "",
        verdict_label=_verdict_label(service, verdict.truth) if verdict else "",
        met=wording.met_of(verdict) if verdict else "",
        reasons=reason_lines(verdict, visit) if verdict else (),
        own=own_name(service, visit),
    )


def row(service: Service, visit: Visit, truth: Truth | None = None) -> Row:
    """Return the row of a service, with its verdict if it is known."""
    return Row(
        url=visit.links.service(service.key),
        title=service.words.title.pick(visit.language),
        summary=service.words.summary.pick(visit.language),
        caution=wording.status_note(service, visit.catalogue, visit.language),
        before=wording.apply_before(service),
        first=service_links(service.relations.requires, visit),
        verdict=truth.key if truth is not None else "",
        verdict_label=_verdict_label(service, truth) if truth is not None else "",
        own=own_name(service, visit),
    )


def own_name(service: Service, visit: Visit) -> Picked | None:
    """Return the name of the desk of the visit if it offers the service itself, else None."""
    desk = visit.place.desk
    return desk.name.pick(visit.language) if desk and service.key in desk.first else None


def excluded_row(service: Service, visit: Visit, verdict: Verdict, known: Known) -> ExcludedRow:
    """Return the row of a service that does not fit, with the criteria that decide."""
    deciding = [one for one in verdict.reasons if one.truth is Truth.NO]
    return ExcludedRow(
        url=visit.links.service(service.key),
        title=service.words.title.pick(visit.language),
        reasons=tuple(_line(one, visit) for one in deciding),
        flip=flip(service, verdict, known, visit),
    )


def service_links(keys: Iterable[str], visit: Visit) -> tuple[Link, ...]:
    """Return links to those of the services that can still be used, by their titles."""
    services = (visit.catalogue.services[key] for key in keys)
    return tuple(
        named(one.words.title.pick(visit.language), visit.links.service(one.key))
        for one in services
        if one.recommended
    )


def reason_lines(verdict: Verdict, visit: Visit) -> tuple[ReasonLine, ...]:
    """Return the reasons in words, those that decide (no, unknown) before those met."""
    ordered = sorted(verdict.reasons, key=lambda one: one.truth)
    return tuple(_line(one, visit) for one in ordered)


def flip(service: Service, verdict: Verdict, known: Known, visit: Visit) -> str:
    """Return what would make a service that does not fit do so; "" if nothing would."""
    change = smallest_flip(service, verdict, known)
    return wording.flip(change, visit.catalogue.journey, visit.language)


def _verdict_label(service: Service, truth: Truth) -> str:
    if not service.recommended:
        return gettext("No longer exists")
    return wording.verdict_label(truth)


def _line(one: Reason, visit: Visit) -> ReasonLine:
    said = wording.reason(one, visit.answers, visit.catalogue.journey, visit.language)
    url = visit.links.question(said.question, back=True) if said.question else ""
    return ReasonLine(said.truth.key, said.text, url, said.link_text)
