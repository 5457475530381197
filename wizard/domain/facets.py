"""What services are made for, as columns: their points for one answer, all at once.

The weights are those of `ranking`; here they meet whole columns (`lanes`).
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from wizard.domain import ranking
from wizard.domain.lanes import Lanes, bit_set
from wizard.domain.service import Service

Key = TypeVar("Key", bound=Hashable)
Columns = Mapping[str, int]
"""Option -> the column of ones of the services that it stands for."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet that services may have: `own` are those that have it, `options` who has which."""

    own: int
    options: Columns

    @classmethod
    def of(cls, lanes: Lanes, values: Sequence[Iterable[str]]) -> "Facet":
        """Return the facet whose values are those of each service in order."""
        own = bit_set(place for place, one in enumerate(values) if one)
        return cls(lanes.spread(own), columns(lanes, values))

    def meets(self, chosen: Iterable[str]) -> int:
        """Return the column of the services that have one of the options chosen."""
        return united(self.options, chosen)

    def points(self, chosen: frozenset[str] | None, fits: int, elsewhere: int) -> int:
        """Return `fits` for who has one of the options, `elsewhere` for who has others only."""
        if chosen is None:
            return 0
        met = self.meets(chosen)
        return fits * met + elsewhere * (self.own ^ met)


@dataclass(frozen=True, slots=True)
class Stages:
    """For which stages services are made; `breadth` has those made for so many stages."""

    everyone: int
    facet: Facet
    breadth: Mapping[int, int]

    @classmethod
    def of(cls, lanes: Lanes, services: Sequence[Service]) -> "Stages":
        """Return the stages of these services."""
        breadth = columns(lanes, [[len(service.stages)] for service in services])
        return cls(lanes.ones, Facet.of(lanes, [one.stages for one in services]), breadth)

    def points(self, chosen: frozenset[str] | None) -> int:
        """Return the points for the stage, or for an open one if `chosen` is None."""
        if chosen is None:
            return weighed(self.breadth, ranking.stage_open_points)
        met = self.facet.meets(chosen)
        fits = {breadth: made & met for breadth, made in self.breadth.items()}
        elsewhere = ranking.STAGE_ELSEWHERE * (self.everyone ^ met)
        return weighed(fits, ranking.stage_fits_points) + elsewhere


@dataclass(frozen=True, slots=True)
class Needs:
    """Which needs services answer: `main` has those whose first need it is."""

    everyone: int
    facet: Facet
    main: Columns

    @classmethod
    def of(cls, lanes: Lanes, services: Sequence[Service]) -> "Needs":
        """Return the needs of these services."""
        main = columns(lanes, [one.needs[:1] for one in services])
        return cls(lanes.ones, Facet.of(lanes, [one.needs for one in services]), main)

    def points(self, wanted: frozenset[str]) -> int:
        """Return the points for the needs wanted."""
        if not wanted:
            return 0
        met = self.facet.meets(wanted)
        main = united(self.main, wanted)
        answered = sum(self.facet.options.get(need, 0) for need in wanted)
        return (
            ranking.NEED_MAIN * main
            + ranking.NEED_ALSO * (met ^ main)
            + ranking.NEED_FURTHER * (answered - met)
            + ranking.NEED_MISSED * (self.everyone ^ met)
        )


def columns(lanes: Lanes, values: Sequence[Iterable[Key]]) -> dict[Key, int]:
    """Return for each value the column of the services that have it."""
    places: dict[Key, list[int]] = {}
    for place, own in enumerate(values):
        for value in own:
            places.setdefault(value, []).append(place)
    return {value: lanes.spread(bit_set(found)) for value, found in places.items()}


def united(options: Columns, chosen: Iterable[str]) -> int:
    """Return the column of the services that have one of the options chosen."""
    found = 0
    for option in chosen:
        found |= options.get(option, 0)
    return found


def weighed(sets: Mapping[Key, int], weight: Callable[[Key], int]) -> int:
    """Return the sum of columns of ones, each times the weight of its key."""
    return sum(weight(key) * column for key, column in sets.items())
