"""The four packages: side by side, and each with its parts and services."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wizard.domain.service import Element, Package, Part, Service
from wizard.domain.text import Picked
from wizard.web import wording
from wizard.web.messages import gettext
from wizard.web.pages.cards import Row
from wizard.web.pages.layout import Layout, Link, layout
from wizard.web.pages.listing import count, rows
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
class CategoryRows:
    """The services of one category under its heading."""

    key: str
    label: str
    rows: tuple[Row, ...]


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
    groups: tuple[CategoryRows, ...]
    others: tuple[PackageTeaser, ...]


def teasers(visit: Visit, leave_out: str = "") -> tuple[PackageTeaser, ...]:
    """Return the packages in their order, without the one left out."""
    return tuple(
        PackageTeaser(
            package.key,
            package.title.pick(visit.language),
            package.summary.pick(visit.language),
            visit.links.package(package.key),
            count(visit.catalogue.by_package.get(package.key, ())),
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
        count=count(visit.catalogue.by_package.get(package.key, ())),
        groups=tuple(_groups(visit.catalogue.by_package.get(package.key, ()), visit)),
        others=teasers(visit, leave_out=package.key),
    )


def _groups(services: Sequence[Service], visit: Visit) -> Iterator[CategoryRows]:
    for term in visit.catalogue.vocabularies["category"]:
        own = [service for service in services if service.category == term.key]
        if own:
            label = term.label.pick(visit.language).words
            yield CategoryRows(term.key, label, rows(own, visit))


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
