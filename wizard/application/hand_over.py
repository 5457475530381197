"""What a caller gets in the hand: which services are proposed for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from wizard.domain.advice import Advice
from wizard.domain.front_door import for_callers
from wizard.domain.service import Service

MOST_GIVEN = 8
"""More services than this are no help to somebody who has to begin with one."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A service that may be given; `first` says whether it is proposed to be."""

    service: Service
    first: bool


def to_give(advice: Advice, named: Iterable[str], opened: str = "") -> tuple[Proposed, ...]:
    """Return the services to choose from: those named, the first steps, the one on screen.

    Proposed are the ones named and, if anything was answered, the first steps, at most
    `MOST_GIVEN` together. Each service is there once; one that ended is not.
    """
    steps = [one.service.key for one in for_callers(advice.first_steps)]
    wanted = dict.fromkeys(named, True)
    for key in steps:
        wanted.setdefault(key, bool(len(advice.answers)))
    if opened:
        wanted.setdefault(opened, False)
    services = [advice.catalogue.services[key] for key in wanted]
    found = [one for one in services if one.recommended]
    first = [one.key for one in found if wanted[one.key]][:MOST_GIVEN]
    return tuple(Proposed(one, one.key in first) for one in found)
