"""Browsing: packages, categories, all services, providers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wizard.domain.service import Element, Package, Part, Provider, Service
from wizard.domain.text import Picked
from wizard.web import wording
from wizard.web.messages import gettext, ngettext
from wizard.web.pages.cards import Card, card
from wizard.web.pages.layout import Layout, Link, layout
from wizard.web.visit import Visit


@dataclass(frozen=True, slots=True)
class PackageTeaser:
    """One package in a list of packages."""

    key: str
    title: Picked
    summary: Picked
    url: str
    count: str


@dataclass(frozen=True, slots=True)
class ElementView:
    """One building block of a package with the services that provide it."""

    title: Picked
    text: Picked
    category: str
    category_label: str
    services: tuple[Link, ...]
    lines: str


@dataclass(frozen=True, slots=True)
class PartView:
    """A level or chapter of a package; `includes` names the levels below it."""

    key: str
    title: Picked
    summary: Picked
    includes: str
    elements: tuple[ElementView, ...]


@dataclass(frozen=True, slots=True)
class CategoryCards:
    """The services of one category under its heading."""

    key: str
    label: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class PackagesPage:
    """The four packages side by side."""

    layout: Layout
    packages: tuple[PackageTeaser, ...]


@dataclass(frozen=True, slots=True)
class PackagePage:
    """One package with its parts, and all services that belong to it."""

    layout: Layout
    title: Picked
    intro: Picked
    summary: Picked
    parts: tuple[PartView, ...]
    source: str
    count: str
    groups: tuple[CategoryCards, ...]
    others: tuple[PackageTeaser, ...]


@dataclass(frozen=True, slots=True)
class ServiceListPage:
    """Services under one heading: a category, or a part of the whole catalogue."""

    layout: Layout
    title: str
    intro: str
    filters: tuple[Link, ...]
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ProviderLine:
    """One provider in the list."""

    name: Picked
    abbreviation: str
    role: Picked
    url: str
    count: str


@dataclass(frozen=True, slots=True)
class ProvidersPage:
    """All providers that have services."""

    layout: Layout
    providers: tuple[ProviderLine, ...]


@dataclass(frozen=True, slots=True)
class ProviderPage:
    """One provider with its services."""

    layout: Layout
    name: Picked
    abbreviation: str
    other_names: tuple[Picked, ...]
    role: Picked
    kind: str
    url: str
    phone: str
    address: str
    predecessors: tuple[str, ...]
    replaced_by: str
    cards: tuple[Card, ...]


def teasers(visit: Visit, leave_out: str = "") -> tuple[PackageTeaser, ...]:
    """Return the packages in their order, without the one left out."""
    return tuple(
        PackageTeaser(
            package.key,
            package.title.pick(visit.language),
            package.summary.pick(visit.language),
            visit.links.package(package.key),
            _count(visit.catalogue.by_package.get(package.key, ())),
        )
        for package in visit.catalogue.packages.values()
        if package.key != leave_out
    )


def packages_page(visit: Visit) -> PackagesPage:
    """Return the page of the four packages."""
    return PackagesPage(
        layout(visit, "packages", gettext("Four packages of support")), teasers(visit)
    )


def package_page(package: Package, visit: Visit) -> PackagePage:
    """Return the page of one package."""
    title = package.title.pick(visit.language)
    document = visit.catalogue.documents.get("sba-2016")
    named = document.title.pick(visit.language).words if document else ""
    return PackagePage(
        layout=layout(visit, f"packages/{package.key}", title.words),
        title=title,
        intro=package.intro.pick(visit.language),
        summary=package.summary.pick(visit.language),
        parts=tuple(_part(part, package, visit) for part in package.parts),
        source=gettext("According to %(title)s (%(year)s)", title=named, year="2016"),
        count=_count(visit.catalogue.by_package.get(package.key, ())),
        groups=tuple(_groups(visit.catalogue.by_package.get(package.key, ()), visit)),
        others=teasers(visit, leave_out=package.key),
    )


def services_page(visit: Visit, category: str = "") -> ServiceListPage:
    """Return all services, or those of one category."""
    catalogue, language = visit.catalogue, visit.language
    terms = catalogue.vocabularies["category"]
    chosen: tuple[Service, ...] = tuple(catalogue.services.values())
    title, path = gettext("All services"), "services"
    if category:
        chosen = tuple(
            service
            for service in catalogue.services.values()
            if category in (service.category, *service.also_categories)
        )
        title, path = (
            catalogue.label("category", category).pick(language).words,
            f"categories/{category}",
        )
    filters = [Link(gettext("All services"), visit.links.path("services"), not category)]
    filters += [
        Link(term.label.pick(language).words, visit.links.category(term.key), term.key == category)
        for term in terms
    ]
    in_use = [service for service in chosen if service.recommended]
    return ServiceListPage(
        layout(visit, path, title), title, _count(in_use), tuple(filters), _cards(chosen, visit)
    )


def providers_page(visit: Visit) -> ProvidersPage:
    """Return the providers that have services, by name."""
    lines = [
        ProviderLine(
            provider.name.pick(visit.language),
            provider.abbreviation.pick(visit.language).words,
            provider.role.pick(visit.language),
            visit.links.provider(provider.key),
            _count(visit.catalogue.by_provider[provider.key]),
        )
        for provider in visit.catalogue.providers.values()
        if provider.key in visit.catalogue.by_provider
    ]
    lines.sort(key=lambda line: line.name.words.casefold())
    return ProvidersPage(layout(visit, "providers", gettext("Providers")), tuple(lines))


def provider_page(provider: Provider, visit: Visit) -> ProviderPage:
    """Return the page of one provider."""
    language, providers = visit.language, visit.catalogue.providers
    name = provider.name.pick(language)
    kinds = {
        "public": gettext("Public organisation"),
        "subsidised": gettext("Organisation with public subsidies"),
        "private": gettext("Private organisation"),
    }
    others = {
        provider.name.pick(code).words: provider.name.pick(code) for code in ("nl", "fr", "en")
    }
    others.pop(name.words, None)
    return ProviderPage(
        layout=layout(visit, f"providers/{provider.key}", name.words),
        name=name,
        abbreviation=provider.abbreviation.pick(language).words,
        other_names=tuple(others.values()),
        role=provider.role.pick(language),
        kind=kinds[provider.kind],
        url=provider.contact.url,
        phone=provider.contact.phone,
        address=provider.contact.address,
        predecessors=tuple(_provider_name(key, visit) for key in provider.predecessors),
        replaced_by=_provider_name(provider.replaced_by, visit)
        if provider.replaced_by in providers
        else provider.replaced_by,
        cards=_cards(visit.catalogue.by_provider.get(provider.key, ()), visit),
    )


def _provider_name(key: str, visit: Visit) -> str:
    provider = visit.catalogue.providers.get(key)
    return provider.name.pick(visit.language).words if provider else key


def _count(services: Iterable[Service]) -> str:
    number = sum(1 for _ in services)
    return ngettext("%(num)s service", "%(num)s services", number)


def _cards(services: Iterable[Service], visit: Visit) -> tuple[Card, ...]:
    ordered = sorted(
        services,
        key=lambda s: (
            not s.recommended,
            -s.prominence,
            s.words.title.pick(visit.language).words.casefold(),
        ),
    )
    return tuple(card(service, visit) for service in ordered)


def _groups(services: Sequence[Service], visit: Visit) -> Iterator[CategoryCards]:
    for term in visit.catalogue.vocabularies["category"]:
        own = [service for service in services if service.category == term.key]
        if own:
            label = term.label.pick(visit.language).words
            yield CategoryCards(term.key, label, _cards(own, visit))


def _part(part: Part, package: Package, visit: Visit) -> PartView:
    below = [
        one.title.pick(visit.language).words for one in package.parts if one.key in part.includes
    ]
    return PartView(
        part.key,
        part.title.pick(visit.language),
        part.summary.pick(visit.language),
        gettext("With everything of: %(levels)s", levels=", ".join(below)) if below else "",
        tuple(_element(element, visit) for element in part.elements),
    )


def _element(element: Element, visit: Visit) -> ElementView:
    services = [visit.catalogue.services[key] for key in element.services]
    spans = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in element.lines)
    return ElementView(
        element.title.pick(visit.language),
        element.text.pick(visit.language),
        element.category,
        visit.catalogue.label("category", element.category).pick(visit.language).words,
        tuple(
            Link(_title(service, visit), visit.links.service(service.key)) for service in services
        ),
        gettext("lines %(lines)s of the text", lines=spans),
    )


def _title(service: Service, visit: Visit) -> str:
    title = service.words.title.pick(visit.language).words
    note = wording.status_note(service, visit.catalogue, visit.language)
    return f"{title} ({note})" if note else title
