"""The order of the list and the first steps, service by service, as plainly as can be.

What the program computes for all services at once is held to this (test_fast_is_plain).
The weights are the program's.
"""

from collections.abc import Iterable, Sequence
from math import prod

from wizard.domain.answers import NONE_OF_THESE, Known
from wizard.domain.criteria import Criterion
from wizard.domain.first_steps import (
    FIRST_STEPS_LEAST,
    FIRST_STEPS_MOST,
    FOR_A_FEW,
    GROUP_QUESTIONS,
    NEW_NEED,
    NO_NEED,
    SAME_CATEGORY,
    WORTH_A_FOURTH,
)
from wizard.domain.ranking import (
    ALL_STAGES,
    GROUP_ELSEWHERE,
    GROUP_FITS,
    MOST_PROMINENT,
    NEED_ALSO,
    NEED_FURTHER,
    NEED_MAIN,
    NEED_MISSED,
    NOT_CERTAIN,
    OLDEST_PENALTY,
    PER_OLDER_YEAR,
    PROMINENCE,
    SECTOR_ELSEWHERE,
    SECTOR_FITS,
    STAGE_ELSEWHERE,
    STAGE_FITS,
    STAGE_FOCUS,
    STATUS,
    UNDATED,
    UNLIKELY,
    YEARS_STILL_FRESH,
    Ranked,
)
from wizard.domain.service import Service
from wizard.domain.truth import Truth


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
    groups = [c for c in service.criteria if set(GROUP_QUESTIONS) & set(c.questions)]
    return any(criterion.truth(known) is Truth.YES for criterion in groups)


def _waits_for_a_group(criterion: Criterion, known: Known) -> bool:
    """Return whether a criterion is for a group or project that nobody has named yet."""
    return (
        set(criterion.questions) <= set(GROUP_QUESTIONS)
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
