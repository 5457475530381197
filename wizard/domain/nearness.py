"""Near misses: of what does not fit, what comes closest and what would turn it around."""

from dataclasses import dataclass

from wizard.domain.advice import Advice
from wizard.domain.matching import Flip, Verdict, smallest_flip
from wizard.domain.ranking import points
from wizard.domain.service import Service
from wizard.domain.truth import Truth


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A service that does not fit, its verdict, and the smallest change that would make it fit."""

    service: Service
    verdict: Verdict
    flip: Flip | None


def near_misses(advice: Advice, year: int, most: int | None = None) -> tuple[NearMiss, ...]:
    """Return the excluded services, the nearest first, at most `most` of them.

    Fewer failing criteria come first, then more points, as the list would give them in
    the calendar year `year`, then the id.
    """
    judged = [(service, advice.verdict(service)) for service in advice.excluded]
    judged.sort(
        key=lambda one: (
            sum(reason.truth is Truth.NO for reason in one[1].reasons),
            -points(one[0], Truth.NO, advice.known, year),
            one[0].key,
        )
    )
    return tuple(
        NearMiss(service, verdict, smallest_flip(service, verdict, advice.known))
        for service, verdict in judged[:most]
    )
