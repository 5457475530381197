"""The page of one service: what, for whom, how, on what evidence, and who else."""

from collections.abc import Iterable
from dataclasses import dataclass

from wizard.domain.matching import judge
from wizard.domain.service import Service, Source
from wizard.domain.text import Picked
from wizard.web import wording
from wizard.web.messages import gettext
from wizard.web.pages.cards import (
    Card,
    ReasonLine,
    Row,
    card,
    flip,
    reason_lines,
    row,
    service_links,
)
from wizard.web.pages.layout import Layout, Link, layout, named
from wizard.web.pages.qr import Qr, qr
from wizard.web.visit import Visit

RELATED = 4
"""How many related services, and how many alternatives, are shown at most."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement with «according to ...»; `url` is the page it comes from, if it is one."""

    text: Picked
    source: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source in full: title, passages, date, whether it is official."""

    title: str
    detail: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class RelatedList:
    """Other services by what they are to this one."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ServicePage:
    """Everything on the page of a service. Lines are in the page's language.

    `after` is what replaced it, `part_of` what it belongs to; what is needed first and
    what it cannot be combined with stand on its `card`. `qr` is the official page as a QR
    code, at a kiosk, where no link may lead there.
    """

    layout: Layout
    card: Card
    ended: bool
    after: tuple[Link, ...]
    part_of: tuple[Link, ...]
    offer: tuple[str, ...]
    audience: Picked
    apply: tuple[str, ...]
    ask: tuple[str, ...]
    reasons: tuple[ReasonLine, ...]
    flip: str
    criteria: tuple[Evidence, ...]
    checks: tuple[Evidence, ...]
    facts: tuple[Evidence, ...]
    providers: tuple[Link, ...]
    packages: tuple[Link, ...]
    category: Link
    contact_url: str
    contact_host: str
    found_on: Link | None
    qr: Qr | None
    phone: str
    email: str
    address: str
    closed: str
    age: str
    verified: str
    sources: tuple[SourceLine, ...]
    related: tuple[RelatedList, ...]
    back: Link


def service_page(service: Service, visit: Visit) -> ServicePage:
    """Return the page of `service`, judged for the answers if there are any."""
    language, catalogue, links = visit.language, visit.catalogue, visit.links
    judged = service.recommended and len(visit.answers) > 0
    known = catalogue.journey.known(visit.answers)
    verdict = judge(service, known) if judged else None
    title = service.words.title.pick(language)
    summary = service.words.summary.pick(language).words
    return ServicePage(
        layout=layout(visit, f"services/{service.key}", title.words, description=summary),
        card=card(service, visit, verdict),
        ended=not service.recommended,
        after=service_links(service.relations.replaced_by, visit),
        part_of=service_links(service.relations.part_of, visit),
        offer=service.words.offer.exact(language),
        audience=service.words.audience.pick(language),
        apply=service.words.apply.exact(language),
        ask=service.words.ask.exact(language),
        reasons=reason_lines(verdict, visit) if verdict else (),
        flip=flip(service, verdict, known, visit) if verdict else "",
        criteria=tuple(
            _evidence(c.label.pick(language), c.source, service, visit) for c in service.criteria
        ),
        checks=tuple(
            _evidence(c.text.pick(language), c.source, service, visit) for c in service.checks
        ),
        facts=tuple(
            _evidence(f.text.pick(language), f.source, service, visit) for f in service.facts
        ),
        providers=tuple(
            named(catalogue.providers[key].name.pick(language), links.provider(key))
            for key in service.providers
        ),
        packages=tuple(
            Link(catalogue.label("package", key).pick(language).words, links.package(key))
            for key in service.packages
        ),
        category=Link(
            catalogue.label("category", service.category).pick(language).words,
            links.category(service.category),
        ),
        contact_url=service.contact.url,
        contact_host=_host(service.contact.url),
        found_on=_found_on(service),
        qr=_qr(service, visit),
        phone=service.contact.phone,
        email=service.contact.email,
        address=service.contact.address,
        closed=wording.closed_on(service),
        age=_age(service),
        verified=_verified(service),
        sources=tuple(_source_line(source, visit) for source in service.sources),
        related=_related(service, visit),
        back=_back(visit),
    )


def _evidence(text: Picked, source: str, service: Service, visit: Visit) -> Evidence:
    found = service.source(source)
    said = wording.according_to(found, visit.catalogue, visit.language)
    return Evidence(text, said, found.url if found else "")


def _host(url: str) -> str:
    return url.split("/")[2].removeprefix("www.") if url else ""


def _found_on(service: Service) -> Link | None:
    """Return the page on which the service was found, where it has no page of its own."""
    pages = [source for source in service.sources if source.url]
    if service.contact.url or not pages:
        return None
    best = next((page for page in pages if page.official), pages[0])
    return Link(_host(best.url), best.url)


def _qr(service: Service, visit: Visit) -> Qr | None:
    found_on = _found_on(service)
    url = service.contact.url or (found_on.url if found_on else "")
    return qr(url) if url and visit.place.channel.look == "kiosk" else None


def _age(service: Service) -> str:
    if not service.as_of:
        return gettext("No source of this page states a date. Facts may have changed.")
    return gettext(
        "The newest source of this page is of %(date)s. Facts may have changed since.",
        date=wording.date_words(service.as_of),
    )


def _verified(service: Service) -> str:
    if service.verified_on:
        return gettext(
            "Checked with the provider on %(date)s.", date=wording.date_words(service.verified_on)
        )
    return gettext("Not yet checked with the provider.")


def _source_line(source: Source, visit: Visit) -> SourceLine:
    if source.document:
        document = visit.catalogue.documents[source.document]
        spans = ", ".join(
            str(first) if first == last else f"{first}-{last}" for first, last in source.lines
        )
        title = f"{document.title.pick(visit.language)} ({document.year})"
        return SourceLine(title, gettext("lines %(lines)s of the text", lines=spans))
    kind = gettext("official page") if source.official else gettext("other public page")
    when = wording.date_words(source.date) if source.date else gettext("without a date")
    return SourceLine(_host(source.url), f"{kind}, {when}", source.url)


def _related(service: Service, visit: Visit) -> tuple[RelatedList, ...]:
    relations = service.relations
    found = (
        (gettext("What replaced it"), relations.replaced_by),
        (gettext("Goes well with"), relations.combines_with),
        (gettext("Replaces"), relations.replaces),
        (gettext("See also"), relations.related[:RELATED]),
        (gettext("Who else offers this"), _alternatives(service, visit)),
    )
    shown: set[str] = set()
    lists = []
    for title, keys in found:
        # A service that goes well with this one is not named again under «See also».
        new = [key for key in keys if key not in shown]
        shown.update(new)
        if new:
            rows = tuple(row(visit.catalogue.services[key], visit) for key in new)
            lists.append(RelatedList(title, rows))
    return tuple(lists)


def _alternatives(service: Service, visit: Visit) -> tuple[str, ...]:
    """Return services of other providers that answer the main need, in this category and stage."""

    def closeness(other: Service) -> tuple[int, str]:
        shared = len(set(service.needs) & set(other.needs)) + len(service.stages & other.stages)
        return (-shared - other.prominence, other.key)

    others: Iterable[Service] = (
        other
        for other in visit.catalogue.current
        if other.key != service.key
        and other.category == service.category
        and service.needs[0] in other.needs
        and not set(other.providers) & set(service.providers)
        and service.stages & other.stages
    )
    return tuple(other.key for other in sorted(others, key=closeness)[:RELATED])


def _back(visit: Visit) -> Link:
    if len(visit.answers):
        return Link(gettext("Back to your list"), visit.links.results())
    return Link(gettext("All services"), visit.links.path("services"))
