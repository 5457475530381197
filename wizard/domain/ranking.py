"""The order of the list: points that a good adviser would recognise, and first steps.

One documented sort key: more points first, then the id. Points only order; they
never hide a service and never change a verdict. Every weight is a constant with
its reason, so that a change of policy is a change of one line.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import prod

from wizard.domain.answers import NONE_OF_THESE, Known
from wizard.domain.criteria import Criterion
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

FIRST_STEPS_MOST = 5
FIRST_STEPS_LEAST = 3
SAME_CATEGORY = -12
"""Each first step of the same category already chosen: spread the steps."""
NEW_NEED = 12
"""A first step whose main need was named and is not yet the main need of a chosen one."""
NO_NEED = -20
"""A first step that answers none of the needs named, unless everybody should hear of it."""
FOR_A_FEW = 0.4
GROUP_QUESTIONS = frozenset({"profile", "venture"})
"""A service for a group that nobody has named waits until the group is named."""
WORTH_A_FOURTH = 40
"""Below this many points a fourth or fifth step would only be filling."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A service with its truth and its points."""

    service: Service
    truth: Truth
    points: int


def points(service: Service, truth: Truth, known: Known, year: int) -> int:
    """Return the points of a service for what is known in the calendar year `year`.

    Each question is looked at for itself, so the order of the answers plays no
    part; one that is not answered adds nothing, but for the stage: while that is
    open, what serves more stages comes first.
    """
    total = PROMINENCE * service.prominence + STATUS[service.status] + _age(service, year)
    total += _stage(service, known) + _need(service, known)
    total += _facet(service.sectors, known.get("sector"), SECTOR_FITS, SECTOR_ELSEWHERE)
    total += _facet(service.profiles, known.get("profile"), GROUP_FITS, GROUP_ELSEWHERE)
    total += _facet(service.ventures, known.get("venture"), GROUP_FITS, GROUP_ELSEWHERE)
    if truth is Truth.UNKNOWN:
        total += NOT_CERTAIN + round(UNLIKELY * (1 - _chance(service, known)))
    return total


def rank(judged: Iterable[tuple[Service, Truth]], known: Known, year: int) -> list[Ranked]:
    """Return the services with their points, best first; services that do not fit are left out."""
    ranked = [
        Ranked(service, truth, points(service, truth, known, year))
        for service, truth in judged
        if truth is not Truth.NO
    ]
    ranked.sort(key=lambda one: (-one.points, one.service.key))
    return ranked


def first_steps(ranked: Sequence[Ranked], known: Known) -> tuple[Ranked, ...]:
    """Return three to five services to begin with, the most useful first.

    They are chosen one by one: the points, less for a category that is already
    there, more for a need that is not yet answered. Planned services, those for
    rare cases, for another stage or for a group not named are never among them, and
    lesser known ones only if they answer something; so the list may be shorter.
    """
    needs = known.get("need", frozenset()) - {NONE_OF_THESE}
    pool = [one for one in ranked if _may_be_first(one, known)]
    chosen: list[Ranked] = []
    while pool and len(chosen) < FIRST_STEPS_MOST:
        best = max(pool, key=lambda one: (_gain(one, chosen, needs), _reverse(one.service.key)))
        if len(chosen) >= FIRST_STEPS_LEAST and _gain(best, chosen, needs) < WORTH_A_FOURTH:
            break
        chosen.append(best)
        pool.remove(best)
    return tuple(chosen)


def _stage(service: Service, known: Known) -> int:
    stage = known.get("stage")
    if stage is None:
        # Nothing is known: what serves most stages is the safest advice.
        return round(STAGE_FITS * len(service.stages) / ALL_STAGES)
    if not stage & service.stages:
        return STAGE_ELSEWHERE
    return STAGE_FITS + max(0, STAGE_FOCUS - 2 * (len(service.stages) - 1))


def _need(service: Service, known: Known) -> int:
    wanted = known.get("need", frozenset()) - {NONE_OF_THESE}
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


def _chance(service: Service, known: Known) -> float:
    """Return how likely all criteria hold, each taken for itself."""
    return prod(criterion.chance(known) for criterion in service.criteria)


def _age(service: Service, year: int) -> int:
    if not service.as_of:
        return UNDATED
    older = max(0, year - int(service.as_of[:4]) - YEARS_STILL_FRESH)
    return max(OLDEST_PENALTY, PER_OLDER_YEAR * older)


def _may_be_first(one: Ranked, known: Known) -> bool:
    """Return whether a service may be named first: for this stage, and not for a few only."""
    service, stage = one.service, known.get("stage")
    if service.status == "planned" or service.prominence == 0:
        return False
    if stage is not None and not stage & service.stages:
        return False
    if service.prominence == 1 and not _answers_something(service, known):
        return False
    return not any(_waits_for_a_group(criterion, known) for criterion in service.criteria)


def _answers_something(service: Service, known: Known) -> bool:
    """Return whether a lesser known service meets a need, sector, group or project named."""
    chosen = {
        "need": frozenset(service.needs),
        "sector": service.sectors,
        "profile": service.profiles,
        "venture": service.ventures,
    }
    if any(known.get(key, frozenset()) & own for key, own in chosen.items()):
        return True
    groups = [c for c in service.criteria if GROUP_QUESTIONS & set(c.questions)]
    return any(criterion.truth(known) is Truth.YES for criterion in groups)


def _waits_for_a_group(criterion: Criterion, known: Known) -> bool:
    """Return whether a criterion is for a group or project that nobody has named yet."""
    return (
        set(criterion.questions) <= GROUP_QUESTIONS
        and criterion.truth(known) is Truth.UNKNOWN
        and criterion.chance(known) < FOR_A_FEW
    )


def _gain(one: Ranked, chosen: Sequence[Ranked], needs: frozenset[str]) -> int:
    same = sum(other.service.category == one.service.category for other in chosen)
    gain = one.points + SAME_CATEGORY * same
    if not needs:
        return gain
    if not needs & set(one.service.needs) and one.service.prominence < MOST_PROMINENT:
        return gain + NO_NEED
    main = one.service.needs[0]
    new = main in needs and main not in {other.service.needs[0] for other in chosen}
    return gain + (NEW_NEED if new else 0)


def _reverse(key: str) -> tuple[int, ...]:
    """Return a value that is larger for an id that comes earlier in the alphabet."""
    return tuple(-ord(letter) for letter in key)
