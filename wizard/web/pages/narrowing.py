"""The filters beside the hits: plain links that add a key or take it away."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from wizard.web import wording
from wizard.web.filters import NAMES, STEP, Asked, allowed, toggled
from wizard.web.messages import gettext
from wizard.web.pages.layout import Link
from wizard.web.visit import Visit

OPEN_AT_FIRST = ("package", "category")
"""The short filters that most people need; the long ones unfold."""

Counts = Mapping[str, Mapping[str, int]]
"""Filter -> key -> how many services it would leave."""


@dataclass(frozen=True, slots=True)
class FilterValue:
    """One key of a filter; its link chooses it, or takes it away if it is chosen."""

    text: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """One filter with the keys that leave something, and those that are chosen."""

    key: str
    label: str
    values: tuple[FilterValue, ...]
    unfolded: bool


def groups(asked: Asked, counts: Counts, visit: Visit) -> tuple[FilterGroup, ...]:
    """Return the filters that can change something, in their order."""
    found = (_group(name, asked, counts.get(name, {}), visit) for name in NAMES)
    return tuple(
        one for one in found if len(one.values) > 1 or any(value.chosen for value in one.values)
    )


def active(asked: Asked, visit: Visit) -> tuple[Link, ...]:
    """Return the keys that are chosen, each with the address without it."""
    return tuple(
        Link(f"{_title(name)}: {_label(name, key, visit)}", _toggle(asked, name, key, visit))
        for name in NAMES
        for key in allowed(name, visit.catalogue)
        if key in asked.only.get(name, ())
    )


def without_filters(asked: Asked, visit: Visit) -> str:
    """Return the address of the same search without any filter."""
    return visit.links.path("search", Asked(asked.query, {}).pairs(visit.catalogue))


def _group(name: str, asked: Asked, counts: Mapping[str, int], visit: Visit) -> FilterGroup:
    chosen = asked.only.get(name, frozenset())
    values = tuple(
        FilterValue(
            _label(name, key, visit),
            counts.get(key, 0),
            _toggle(asked, name, key, visit),
            key in chosen,
        )
        for key in allowed(name, visit.catalogue)
        if counts.get(key) or key in chosen
    )
    return FilterGroup(name, _title(name), values, bool(chosen) or name in OPEN_AT_FIRST)


def _toggle(asked: Asked, name: str, key: str, visit: Visit) -> str:
    changed = replace(asked, only=toggled(asked.only, name, key), number=STEP)
    return visit.links.path("search", changed.pairs(visit.catalogue))


def _label(name: str, key: str, visit: Visit) -> str:
    if name == "kind":
        return wording.provider_kind(key)
    return visit.catalogue.label(name, key).pick(visit.language).words


def _title(name: str) -> str:
    return {
        "package": gettext("Package"),
        "category": gettext("Step of the journey"),
        "instrument": gettext("Form of help"),
        "sector": gettext("Sector"),
        "kind": gettext("Kind of organisation"),
        "status": gettext("State of the offer"),
    }[name]
