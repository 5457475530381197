"""The edition as a kiosk keeps it: what decides, and what is shown of each service."""

from wizard.domain.desks import Desk
from wizard.domain.service import Contact, Service
from wizard.domain.text import Language
from wizard.web import wording
from wizard.web.pages.cards import card
from wizard.web.pages.packages import teasers
from wizard.web.snapshot.rules import Plain, criteria, picked, questions, stretches
from wizard.web.visit import Visit

YEAR = 4
"""The digits of the year in a date; only the year counts when old facts lose points."""


def snapshot_data(visit: Visit, version: str) -> Plain:
    """Return the snapshot in the language of `visit`, for a desk, as plain lists and objects.

    Services stand in the order of `Catalogue.current`. An ended service is not in it:
    it is never recommended.
    """
    catalogue, desk, language = visit.catalogue, visit.place.desk, visit.language
    return {
        "version": version,
        "edition": catalogue.edition,
        "questions": questions(catalogue.journey, language),
        "path": stretches(catalogue, language),
        "categories": [
            [term.key, term.label.pick(language).words]
            for term in catalogue.vocabularies["category"]
        ],
        "packages": _packages(visit),
        "start": [list(one) for one in desk.start] if desk else [],
        "own": list(visit.place.own),
        "contact": _reach(desk, language) if desk else "",
        "services": [_service(one, visit) for one in catalogue.current],
    }


def _service(one: Service, visit: Visit) -> Plain:
    """Return one service; what is empty is left out, which makes the whole a third smaller."""
    whole = {
        "key": one.key,
        "status": one.status,
        "year": int(one.as_of[:YEAR]) if one.as_of else 0,
        "stages": sorted(one.stages),
        "sectors": sorted(one.sectors),
        "profiles": sorted(one.profiles),
        "ventures": sorted(one.ventures),
        "needs": list(one.needs),
        "prominence": one.prominence,
        "category": one.category,
        "criteria": criteria(one, visit.catalogue.journey, visit.language),
        **_words(one, visit),
    }
    return {key: value for key, value in whole.items() if value not in ("", [], 0)}


def _words(one: Service, visit: Visit) -> Plain:
    """Return what a reader sees, in the very words of the pages."""
    shown, language = card(one, visit), visit.language
    return {
        "title": picked(shown.title),
        "summary": picked(shown.summary),
        "provider": picked(shown.provider),
        "instruments": list(shown.instruments),
        "caution": shown.caution,
        "dated": shown.dated,
        "before": shown.before,
        "first": _usable(one.relations.requires, visit),
        "apart": _usable(one.relations.excludes, visit),
        "offer": list(one.words.offer.exact(language)),
        "apply": list(one.words.apply.exact(language)),
        "providers": _providers(one, visit),
        "contact": _contact(one.contact),
        "closed": wording.closed_on(one),
    }


def _usable(keys: tuple[str, ...], visit: Visit) -> list[str]:
    return [key for key in keys if visit.catalogue.services[key].recommended]


def _providers(one: Service, visit: Visit) -> list[object]:
    names = (visit.catalogue.providers[key].name for key in one.providers)
    return [picked(name.pick(visit.language)) for name in names]


def _contact(contact: Contact) -> list[str]:
    """Return how to reach it as lines to read; no link leads out of a kiosk."""
    host = contact.url.partition("://")[2].removeprefix("www.").rstrip("/")
    return [line for line in (host, contact.phone, contact.email, contact.address) if line]


def _reach(desk: Desk, language: Language) -> str:
    """Return how the desk is reached, for paper."""
    contact = desk.contact
    known = (contact.address.pick(language).words, contact.phone, contact.email, contact.url)
    return " · ".join(one for one in known if one)


def _packages(visit: Visit) -> list[Plain]:
    numbers = {one.key: number for number, one in enumerate(visit.catalogue.current)}
    found: list[Plain] = []
    for one in teasers(visit):
        own = visit.catalogue.by_package.get(one.key, ())
        found.append(
            {
                "key": one.key,
                "title": picked(one.title),
                "summary": picked(one.summary),
                "count": one.count,
                "services": [numbers[each.key] for each in own if each.key in numbers],
            }
        )
    return found
