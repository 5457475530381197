"""The taxonomy's keys of each service as postings and as masks: for concepts and for filters."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from wizard.domain.catalogue import Catalogue
from wizard.domain.lexicon import Facet
from wizard.domain.service import Service
from wizard.search.postings import NOTHING, Posting

MAIN = 4.0
"""The main need, the own category and the only sector say as much as a search word."""
ALSO = 1.5
"""One of several: the service answers this too."""
NAMED = 12.0
"""The service whose name is typed comes first, before those that use its words often."""
FEW_PLACES = 3
"""A service is made for a municipality if its criteria name no more than so many."""

Mask = NDArray[np.bool_]


def _kinds(service: Service, catalogue: Catalogue) -> set[str]:
    known = (catalogue.providers.get(key) for key in service.providers)
    return {provider.kind for provider in known if provider is not None}


FILTERS: Mapping[str, Callable[[Service, Catalogue], Iterable[str]]] = {
    "package": lambda service, _: service.packages,
    "category": lambda service, _: (service.category, *service.also_categories),
    "instrument": lambda service, _: service.instruments,
    "sector": lambda service, _: service.sectors,
    "kind": _kinds,
    "status": lambda service, _: (service.status,),
}
"""The filters beside the results, in their order: which keys of a service each looks at."""


class Facets:
    """The facets of one edition; rows are those of the index."""

    def __init__(self, catalogue: Catalogue, services: tuple[str, ...]) -> None:
        """Take the catalogue and the services in the order of the rows."""
        chosen = [catalogue.services[key] for key in services]
        weighed: dict[Facet, dict[int, float]] = {}
        for row, service in enumerate(chosen):
            for facet, weight in _weights(service):
                weighed.setdefault(facet, {})[row] = weight
        self._postings = {facet: _posting(rows) for facet, rows in weighed.items()}
        self.local = np.array([bool(_places(one)) for one in chosen], dtype=np.bool_)
        """Which rows are services for a few municipalities only."""
        names = [
            {name: frozenset(keys(one, catalogue)) for name, keys in FILTERS.items()}
            for one in chosen
        ]
        self.keys = tuple(
            (name, key)
            for name in FILTERS
            for key in sorted({key for own in names for key in own[name]})
        )
        """The keys of all filters, in the order of the lines of `table`."""
        self.table = np.array(
            [[key in own[name] for own in names] for name, key in self.keys], dtype=np.bool_
        ).reshape(len(self.keys), len(chosen))
        """A line per key, a column per service: whether the service has it."""

    def having(self, name: str, keys: frozenset[str]) -> Mask:
        """Return which services have one of the keys of a filter."""
        lines = [line for line, (own, key) in enumerate(self.keys) if own == name and key in keys]
        return np.asarray(self.table[lines].any(axis=0))

    def of(self, facet: Facet) -> Posting:
        """Return the services that have the facet; an empty posting if none has."""
        return self._postings.get(facet, NOTHING)


def _weights(service: Service) -> Iterable[tuple[Facet, float]]:
    for position, need in enumerate(service.needs):
        yield ("need", need), ALSO if position else MAIN
    yield ("category", service.category), ALSO
    for instrument in service.instruments:
        yield ("instrument", instrument), MAIN if len(service.instruments) == 1 else ALSO
    for vocabulary, keys in (
        ("sector", service.sectors),
        ("profile", service.profiles),
        ("venture", service.ventures),
    ):
        for key in keys:
            yield (vocabulary, key), MAIN if len(keys) == 1 else ALSO
    for stage in service.stages:
        # The fewer stages a service is made for, the more each of them says about it.
        yield ("stage", stage), MAIN / len(service.stages)
    for place in _places(service):
        yield ("place", place), MAIN
    for position, provider in enumerate(service.providers):
        yield ("provider", provider), ALSO if position else MAIN
    yield ("service", service.key), NAMED


def _places(service: Service) -> frozenset[str]:
    """Return the municipalities that the service is made for, if it is made for a few."""
    named: frozenset[str] = frozenset()
    for criterion in service.criteria:
        for condition in criterion.conditions:
            if condition.question == "place":
                options = condition.yes | condition.maybe
                named |= options if len(options) <= FEW_PLACES else frozenset()
    return named


def _posting(rows: Mapping[int, float]) -> Posting:
    ordered = sorted(rows.items())
    return Posting(
        np.array([row for row, _ in ordered], dtype=np.int32),
        np.array([weight for _, weight in ordered], dtype=np.float32),
    )
