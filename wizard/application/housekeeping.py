"""Housekeeping: what is removed when its time is over, once a day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wizard.application.calls import finish_draft
from wizard.application.cases import MISSES_WITHIN, close_unused
from wizard.application.ports_calls import Calls
from wizard.application.ports_cases import CaseReferrals, Cases
from wizard.domain.keeping import Keeping

DAILY = timedelta(days=1)
"""How often it is done."""


@dataclass(frozen=True, slots=True)
class Chore:
    """One thing to do; `words` say in English what was done so many times."""

    words: str
    do: Callable[[datetime], int]


@dataclass(frozen=True, slots=True)
class Done:
    """What a chore did, and how many times."""

    words: str
    count: int


def tidy(chores: Sequence[Chore], now: datetime) -> tuple[Done, ...]:
    """Do all chores and say what was done.

    One that fails does not keep the others from being done: all errors are raised
    together at the end, as an `ExceptionGroup`.
    """
    done: list[Done] = []
    errors: list[Exception] = []
    for chore in chores:
        try:
            done.append(Done(chore.words, chore.do(now)))
        except Exception as error:
            errors.append(error)
    if errors:
        raise ExceptionGroup("housekeeping was not finished", errors)
    return tuple(done)


def chores_of_calls(
    calls: Calls, cases: Cases, referrals: CaseReferrals, keeping: Keeping
) -> tuple[Chore, ...]:
    """Return what is to be done about calls and cases."""

    def finish_drafts(now: datetime) -> int:
        return sum(
            finish_draft(calls, draft) for draft in calls.left_behind(keeping.drafts_before(now))
        )

    return (
        Chore("notes removed", lambda now: calls.forget_notes(keeping.notes_before(now))),
        Chore("drafts kept as unfinished calls", finish_drafts),
        Chore(
            "references of cases removed",
            lambda now: close_unused(cases, referrals, keeping.cases_before(now)),
        ),
        Chore("wrong references forgotten", lambda now: cases.forget_misses(now - MISSES_WITHIN)),
    )
