"""Browsing: categories, all services, providers."""

from dataclasses import dataclass

from wizard.domain.service import Provider, Service
from wizard.domain.text import Picked
from wizard.web.messages import gettext
from wizard.web.pages.cards import Row
from wizard.web.pages.layout import Layout, Link, layout
from wizard.web.pages.listing import count, rows
from wizard.web.visit import Visit


@dataclass(frozen=True, slots=True)
class ServiceListPage:
    """Services under one heading: a category, or a part of the whole catalogue."""

    layout: Layout
    title: str
    intro: str
    filters: tuple[Link, ...]
    rows: tuple[Row, ...]


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
    rows: tuple[Row, ...]


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
        layout(visit, path, title), title, count(in_use), tuple(filters), rows(chosen, visit)
    )


def providers_page(visit: Visit) -> ProvidersPage:
    """Return the providers that have services, by name."""
    lines = [
        ProviderLine(
            provider.name.pick(visit.language),
            provider.abbreviation.pick(visit.language).words,
            provider.role.pick(visit.language),
            visit.links.provider(provider.key),
            count(visit.catalogue.by_provider[provider.key]),
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
        rows=rows(visit.catalogue.by_provider.get(provider.key, ()), visit),
    )


def _provider_name(key: str, visit: Visit) -> str:
    provider = visit.catalogue.providers.get(key)
    return provider.name.pick(visit.language).words if provider else key
