"""The points of all services at once, and their order.

`ranking.points` says the same for one service; a property test holds the two together.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import compress

from wizard.domain import ranking
from wizard.domain.answers import Known
from wizard.domain.bitsets import Tally
from wizard.domain.doubts import Doubts
from wizard.domain.facets import Facet, Needs, Stages, columns, weighed
from wizard.domain.lanes import Lanes, digits
from wizard.domain.ranking import Ranked
from wizard.domain.service import Service
from wizard.domain.truth import Truth

REMEMBERED_YEARS, REMEMBERED_STAGES = 4, 16
REMEMBERED_DOUBTS = 200_000
"""Numbers of the columns that are kept for the answers that criteria look at, some 400 kB."""

_TRUTHS = (Truth.UNKNOWN, Truth.YES)
_RANKED = partial(tuple.__new__, Ranked)
"""`Ranked._make` without its check of the length, which costs more than the making."""


@dataclass(frozen=True, slots=True)
class Order:
    """Services in their order, the best first, before anybody looks at one.

    `places` are their places among `services`; `certain` has a byte and `points` a number for
    each of `services`. What is read of it are `Ranked`; making these takes longer than ordering.
    """

    services: tuple[Service, ...]
    places: list[int]
    certain: bytes
    points: tuple[int, ...]

    def __len__(self) -> int:
        """Return how many services fit or may fit."""
        return len(self.places)

    def __iter__(self) -> Iterator[Ranked]:
        """Yield each service with its truth and points."""
        services = map(self.services.__getitem__, self.places)
        truths = map(_TRUTHS.__getitem__, map(self.certain.__getitem__, self.places))
        points = map(self.points.__getitem__, self.places)
        return map(_RANKED, zip(services, truths, points, strict=True))


class Standings:
    """What is always so about the points of an ordered list of services.

    Bit n of a tally is the n-th service. `services` must be in the order of their ids,
    because that is the order of those with equal points. Safe in several threads.
    """

    def __init__(self, services: Sequence[Service]) -> None:
        """Make the columns."""
        self.services = tuple(services)
        self.lanes = lanes = Lanes.of(len(services))
        self._everyone = (1 << len(services)) - 1
        self.stages = Stages.of(lanes, services)
        self.needs = Needs.of(lanes, services)
        self.sectors = Facet.of(lanes, [one.sectors for one in services])
        self.profiles = Facet.of(lanes, [one.profiles for one in services])
        self.ventures = Facet.of(lanes, [one.ventures for one in services])
        self._source_years = columns(lanes, [[ranking.source_year(one)] for one in services])
        self._always = lanes.column(
            ranking.PROMINENCE * one.prominence + ranking.STATUS[one.status] for one in services
        )
        self._doubts = Doubts(services)
        self._of_stage = lru_cache(maxsize=REMEMBERED_STAGES)(self.stages.points)
        room = max(4, REMEMBERED_DOUBTS // (len(services) + 1))
        self._of_doubts = lru_cache(maxsize=room)(self._points_of_doubts)
        self._of_year = lru_cache(maxsize=REMEMBERED_YEARS)(self._points_of_year)

    def order(self, tally: Tally, known: Known, year: int) -> Order:
        """Return the order of the services that `tally` does not exclude, the best first."""
        number = self.lanes.number
        possible = digits(self._everyone & ~tally.no, number)
        points = self.points(tally, known, year)
        places = sorted(compress(range(number), possible), key=points.__getitem__, reverse=True)
        return Order(self.services, places, digits(tally.yes, number), points)

    def points(self, tally: Tally, known: Known, year: int) -> tuple[int, ...]:
        """Return the points of each service in order, as `ranking.points` defines them."""
        total = self._of_year(year)
        total += self._of_stage(known.get("stage"))
        total += self.needs.points(ranking.wanted(known))
        fits, elsewhere = ranking.GROUP_FITS, ranking.GROUP_ELSEWHERE
        total += self.profiles.points(known.get("profile"), fits, elsewhere)
        total += self.ventures.points(known.get("venture"), fits, elsewhere)
        fits, elsewhere = ranking.SECTOR_FITS, ranking.SECTOR_ELSEWHERE
        total += self.sectors.points(known.get("sector"), fits, elsewhere)
        settled = self.lanes.spread(tally.settled)
        if settled != self.lanes.ones:
            answers = tuple(known.get(question) for question in self._doubts.questions)
            total += self._of_doubts(settled ^ self.lanes.ones, answers)
        return self.lanes.read(total)

    def _points_of_doubts(self, unknown: int, answers: tuple[frozenset[str] | None, ...]) -> int:
        """Return the points for open criteria; `answers` are those that criteria look at."""
        pairs = zip(self._doubts.questions, answers, strict=True)
        known = {question: chosen for question, chosen in pairs if chosen is not None}
        return self.lanes.column(self._doubts.points(known), unknown)

    def _points_of_year(self, year: int) -> int:
        """Return the points that no answer changes, in the calendar year `year`."""
        ages = weighed(self._source_years, lambda source: ranking.age_points(source, year))
        return self._always + ages
