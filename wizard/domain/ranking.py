"""The order of the list: points that a good adviser would recognise.

One documented sort key: more points first, then the id. Points only order; they
never hide a service and never change a verdict. Every weight is a constant with
its reason, so that a change of policy is a change of one line.

`points` says them for one service; `standings` has those of all services at once, by
the same weights, and a property test holds the two together.
"""

from math import prod
from typing import NamedTuple

from wizard.domain.answers import NONE_OF_THESE, Known
from wizard.domain.service import Service
from wizard.domain.truth import Truth

STAGE_FITS = 30
"""Made for where the person stands: the strongest signal there is."""
STAGE_FOCUS = 8
"""Made for few stages: lost step by step as a service serves more of them."""
ALL_STAGES = 9
STAGE_ELSEWHERE = -30
"""Made for other stages: below everything that fits the stage."""
NEED_MAIN = 26
"""Answers a need as its main purpose: nearly as strong as the stage."""
NEED_ALSO = 16
"""Answers a need among others."""
NEED_FURTHER = 3
"""Each further need that it answers."""
NEED_MISSED = -8
"""Needs were named, and it answers none of them."""
SECTOR_FITS = 12
"""Made for the person's sector: specific before general."""
SECTOR_ELSEWHERE = -16
"""Made for other sectors, though nobody would be refused."""
GROUP_FITS = 12
"""Meant for a group whose offers the person asked to see, or for this kind of project."""
GROUP_ELSEWHERE = -7
"""Meant for groups or projects that were not named."""
MOST_PROMINENT = 3
PROMINENCE = 5
"""Per step (0 to 3) of how many people at these stages should hear of it."""
NOT_CERTAIN = -2
UNLIKELY = -18
"""Yes before unknown, and the less likely it is that the open criteria hold, the lower: a
service for the whole Region hardly moves while the place is not known, one for a single
group waits until somebody asks for it."""
STATUS = {"active": 0, "call": -6, "unconfirmed": -10, "planned": -34, "ended": -90}
"""Standing before open-by-date before unconfirmed before planned."""
YEARS_STILL_FRESH = 4
PER_OLDER_YEAR = -1
OLDEST_PENALTY = -6
UNDATED = -3
"""Facts older than four years lose a point a year, at most six; undated ones lose three."""


class Ranked(NamedTuple):
    """A service with its truth and its points.

    A named tuple, because hundreds are made for every list.
    """

    service: Service
    truth: Truth
    points: int


def points(service: Service, truth: Truth, known: Known, year: int) -> int:
    """Return the points of a service for what is known in the calendar year `year`.

    Each question is looked at for itself, so the order of the answers plays no
    part; one that is not answered adds nothing, but for the stage: while that is
    open, what serves more stages comes first.
    """
    total = PROMINENCE * service.prominence + STATUS[service.status]
    total += age_points(source_year(service), year)
    total += _stage(service, known.get("stage")) + _need(service, wanted(known))
    total += _facet(service.sectors, known.get("sector"), SECTOR_FITS, SECTOR_ELSEWHERE)
    total += _facet(service.profiles, known.get("profile"), GROUP_FITS, GROUP_ELSEWHERE)
    total += _facet(service.ventures, known.get("venture"), GROUP_FITS, GROUP_ELSEWHERE)
    if truth is Truth.UNKNOWN:
        chance = prod(criterion.chance(known) for criterion in service.criteria)
        total += doubt_points(chance)
    return total


def wanted(known: Known) -> frozenset[str]:
    """Return the needs that were named; none for «none of these»."""
    return known.get("need", frozenset()) - {NONE_OF_THESE}


def source_year(service: Service) -> int | None:
    """Return the year of the newest source; None if no source has a date."""
    return int(service.as_of[:4]) if service.as_of else None


def age_points(source: int | None, year: int) -> int:
    """Return the points for facts of the year `source`, looked at in `year`."""
    if source is None:
        return UNDATED
    older = max(0, year - source - YEARS_STILL_FRESH)
    return max(OLDEST_PENALTY, PER_OLDER_YEAR * older)


def stage_fits_points(stages: int) -> int:
    """Return the points of a service made for so many stages, the person's among them."""
    return STAGE_FITS + max(0, STAGE_FOCUS - 2 * (stages - 1))


def stage_open_points(stages: int) -> int:
    """Return the points of a service made for so many stages while the person's is not known.

    What serves most stages is the safest advice then.
    """
    return round(STAGE_FITS * stages / ALL_STAGES)


def doubt_points(chance: float) -> int:
    """Return the points of a service that is unknown, if so likely (0 to 1) all criteria hold."""
    return NOT_CERTAIN + round(UNLIKELY * (1 - chance))


def _stage(service: Service, stage: frozenset[str] | None) -> int:
    if stage is None:
        return stage_open_points(len(service.stages))
    return stage_fits_points(len(service.stages)) if stage & service.stages else STAGE_ELSEWHERE


def _need(service: Service, wanted: frozenset[str]) -> int:
    if not wanted:
        return 0
    met = [need for need in service.needs if need in wanted]
    if not met:
        return NEED_MISSED
    return (NEED_MAIN if met[0] == service.needs[0] else NEED_ALSO) + NEED_FURTHER * (len(met) - 1)


def _facet(own: frozenset[str], chosen: frozenset[str] | None, fits: int, elsewhere: int) -> int:
    if not own or chosen is None:
        return 0
    return fits if own & chosen else elsewhere
