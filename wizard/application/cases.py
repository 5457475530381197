"""Cases: making a reference, finding one without letting anybody walk through them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from wizard.application.ports_calls import Calls
from wizard.application.ports_cases import Case, CaseReferrals, Cases
from wizard.application.ports_referrals import Referral
from wizard.domain.calls import Call
from wizard.domain.references import HOW_MANY, reference

MOST_MISSES = 10
"""References that do not exist, beyond which an account has to wait."""

MISSES_WITHIN = timedelta(hours=1)

TRIES = 20
"""References drawn before giving up; one in thousands is taken already."""


class TooManyMissesError(PermissionError):
    """An account asked for too many references that do not exist; `until` is when it may again."""

    def __init__(self, until: datetime) -> None:
        """Note how long it has to wait."""
        super().__init__(f"too many wrong references; wait until {until.isoformat()}")
        self.until = until


@dataclass(frozen=True, slots=True)
class CasePath:
    """What was told before: the calls of a case, the newest first, and its referrals."""

    case: Case
    calls: tuple[Call, ...]
    referrals: tuple[Referral, ...]


def open_case(cases: Cases, draw: Callable[[int], int], now: datetime) -> str:
    """Store a new case and return its reference.

    `draw` gives a random number below its argument; nothing about the caller goes in.
    """
    for _ in range(TRIES):
        code = reference(draw(HOW_MANY))
        if cases.add(code, now):
            return code
    raise RuntimeError(f"{TRIES} references in a row are taken; the draw is not random")


def find_case(cases: Cases, account: int, code: str, now: datetime) -> Case | None:
    """Return the case with a reference, None if there is none.

    After `MOST_MISSES` different references that do not exist within an hour an account
    gets no answer any more, not even to a right one: raises `TooManyMissesError`.
    Several requests at once may each still get theirs; so many and no more.
    """
    misses = cases.misses(account, now - MISSES_WITHIN)
    if len(misses) >= MOST_MISSES:
        raise TooManyMissesError(misses[-MOST_MISSES] + MISSES_WITHIN)
    case = cases.find(code)
    if case is None:
        cases.missed(account, code, now)
    return case


def path_of(calls: Calls, referrals: CaseReferrals, case: Case) -> CasePath:
    """Return what was told in the earlier calls of a case; no notes, no adviser."""
    code = case.reference
    return CasePath(case, calls.of_case(code), tuple(referrals.of_case(code)))


def close_case(cases: Cases, referrals: CaseReferrals, code: str) -> bool:
    """Remove a case because the caller asked for it; returns whether there was one.

    The referrals let go of it first: as long as the case is there it can be done again.
    """
    referrals.forget_case(code)
    return cases.remove(code)


def close_unused(cases: Cases, referrals: CaseReferrals, since: datetime) -> int:
    """Remove the cases that were not used since a moment; return how many there were."""
    closed = 0
    for code in cases.unused(since):
        if cases.remove(code, since):
            referrals.forget_case(code)
            closed += 1
    return closed
