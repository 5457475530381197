"""Browsing: categories, all services, providers."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from wizard.domain.service import Provider, Service, Source
from wizard.domain.text import LANGUAGES, Picked
from wizard.web import wording
from wizard.web.messages import gettext, ngettext
from wizard.web.pages.cards import Row
from wizard.web.pages.layout import Layout, Link, layout, named
from wizard.web.pages.listing import count, rows
from wizard.web.visit import Visit
from wizard.web.wording import date_words

DIGITS = "0-9"
"""The heading of the names that begin with a figure."""


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
    """One provider in the list; `count` says so if it has no service."""

    name: Picked
    abbreviation: str
    role: Picked
    kind: str
    url: str
    count: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The providers whose names begin with one letter; `anchor` is the id on the page."""

    title: str
    anchor: str
    providers: tuple[ProviderLine, ...]


@dataclass(frozen=True, slots=True)
class ProvidersPage:
    """All providers, from A to Z."""

    layout: Layout
    intro: str
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What a provider came from, became and belongs to.

    `after` is what followed it, step by step; `see` leads to the services of those
    that stand for it today.
    """

    ended: bool
    before: tuple[Link, ...]
    after: tuple[Link, ...]
    part_of: tuple[Link, ...]
    parts: tuple[Link, ...]
    see: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ProviderPage:
    """One provider with its names, its history and its services."""

    layout: Layout
    name: Picked
    abbreviation: str
    other_names: tuple[Picked, ...]
    earlier_names: tuple[str, ...]
    role: Picked
    kind: str
    url: str
    phone: str
    address: str
    history: History
    rows: tuple[Row, ...]
    sources: tuple[Link, ...]


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
    """Return all providers by the first letter of their name, those without services too."""
    lines: dict[str, list[ProviderLine]] = {}
    for provider in visit.catalogue.providers.values():
        line = _provider_line(provider, visit)
        first = _plain(line.name.words)[:1]
        lines.setdefault(first if first.isalpha() else DIGITS, []).append(line)
    letters = tuple(
        Letter(key.upper(), f"letter-{key}", tuple(sorted(lines[key], key=_by_name)))
        for key in sorted(lines)
    )
    total = len(visit.catalogue.providers)
    intro = ngettext(
        "%(num)s organisation, from A to Z.", "%(num)s organisations, from A to Z.", total
    )
    return ProvidersPage(layout(visit, "providers", gettext("Providers")), intro, letters)


def _plain(words: str) -> str:
    """Return the words in small letters without accents, as an index sorts them."""
    split = unicodedata.normalize("NFD", words.casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign))


def _by_name(line: ProviderLine) -> str:
    return _plain(line.name.words)


def _provider_line(provider: Provider, visit: Visit) -> ProviderLine:
    services = visit.catalogue.by_provider.get(provider.key, ())
    return ProviderLine(
        name=provider.name.pick(visit.language),
        abbreviation=_abbreviation(provider, visit),
        role=provider.role.pick(visit.language),
        kind=wording.provider_kind(provider.kind),
        url=visit.links.provider(provider.key),
        count=count(services) if services else gettext("no service in the catalogue"),
    )


def _abbreviation(provider: Provider, visit: Visit) -> str:
    """Return the abbreviation, unless the name itself is nothing else."""
    found = provider.abbreviation.pick(visit.language).words
    return "" if found == provider.name.pick(visit.language).words else found


def provider_page(provider: Provider, visit: Visit) -> ProviderPage:
    """Return the page of one provider."""
    name = provider.name.pick(visit.language)
    return ProviderPage(
        layout=layout(visit, f"providers/{provider.key}", name.words),
        name=name,
        abbreviation=_abbreviation(provider, visit),
        other_names=_other_names(provider, visit),
        earlier_names=provider.formerly,
        role=provider.role.pick(visit.language),
        kind=wording.provider_kind(provider.kind),
        url=provider.contact.url,
        phone=provider.contact.phone,
        address=provider.contact.address,
        history=_history(provider, visit),
        rows=rows(visit.catalogue.by_provider.get(provider.key, ()), visit),
        sources=tuple(_source(source, visit) for source in provider.sources),
    )


def _history(provider: Provider, visit: Visit) -> History:
    catalogue = visit.catalogue
    after = catalogue.successors(provider.key)
    parents = tuple(catalogue.providers[key] for key in (provider.part_of,) if key)
    before = (catalogue.providers[key] for key in provider.predecessors)
    return History(
        ended=provider.ended,
        before=_provider_links(before, visit),
        after=_provider_links(after, visit),
        part_of=_provider_links(parents, visit),
        parts=_provider_links(catalogue.by_parent.get(provider.key, ()), visit),
        see=tuple(
            Link(
                gettext("Services of %(name)s", name=one.name.pick(visit.language).words),
                visit.links.provider(one.key),
            )
            for one in (*after[-1:], *parents)
            if one.key in catalogue.by_provider
        ),
    )


def _provider_links(providers: Iterable[Provider], visit: Visit) -> tuple[Link, ...]:
    return tuple(
        named(one.name.pick(visit.language), visit.links.provider(one.key)) for one in providers
    )


def _other_names(provider: Provider, visit: Visit) -> tuple[Picked, ...]:
    """Return the names that are not in the heading, with their language where it is known.

    Spellings that differ only in dots, spaces or capitals are for the search, not
    for a reader; nor does «a» have to stand beside «a, the agency».
    """
    said = [
        Picked(text.exact(language), language, language != visit.language)
        for text in (provider.name, provider.abbreviation)
        for language in LANGUAGES
    ]
    # Nobody said which language the further names are in; many are in use in all three.
    said += [Picked(words, visit.language) for words in provider.also]
    name = provider.name.pick(visit.language).words
    shown = _spellings(name, _abbreviation(provider, visit), *provider.formerly)
    found: list[Picked] = []
    for one in said:
        if one.words and _spelling(one.words) not in shown:
            found.append(one)
            shown |= _spellings(one.words)
    return tuple(found)


def _spellings(*names: str) -> set[str]:
    """Return the bare spellings of names and of their parts between commas."""
    return {_spelling(part) for name in names for part in (name, *name.split(", "))}


def _spelling(words: str) -> str:
    return "".join(sign for sign in _plain(words) if sign.isalnum())


def _source(source: Source, visit: Visit) -> Link:
    """Return the title of a document, or the host of a page, with its year or date."""
    if source.document:
        document = visit.catalogue.documents[source.document]
        return Link(f"{document.title.pick(visit.language).words} ({document.year})", "")
    host = source.url.split("/")[2].removeprefix("www.")
    when = date_words(source.date) if source.date else gettext("without a date")
    return Link(f"{host}, {when}", source.url)
