"""A referral to a partner: the statuses that it passes, who may change them, when to remind.

    sent -> accepted -> contacted -> helped
      any of the first three -> refused (with a reason), no-answer, withdrawn

The machine knows no clock and no storage. Whoever skips a step of the first line (a partner
who rings the caller at once) has taken it all the same: `steps` names what was passed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Status = Literal["sent", "accepted", "contacted", "helped", "refused", "no-answer", "withdrawn"]
CHAIN: tuple[Status, ...] = ("sent", "accepted", "contacted", "helped")
"""The good course of a referral."""

CLOSED: tuple[Status, ...] = ("helped", "refused", "no-answer", "withdrawn")
"""The ends, from which nothing leads away."""

WAITING: tuple[Status, ...] = ("sent", "accepted", "contacted")
"""Open: somebody still has to do something."""

STATUSES: tuple[Status, ...] = (*CHAIN, "refused", "no-answer", "withdrawn")

Actor = Literal["partner", "adviser", "system", "caller"]
"""Who made a change; what a caller asks for is noted by an adviser."""

Reason = Literal["not-our-service", "conditions", "no-capacity", "unreachable", "other"]
REASONS: tuple[Reason, ...] = (
    "not-our-service",
    "conditions",
    "no-capacity",
    "unreachable",
    "other",
)
"""Why a partner refuses: none of its services, conditions not met, full, caller not reached."""

Note = Literal["opened", "reminded", "sent-again", "contact-removed"]
"""What also stands in the history and changes no status."""

MAY: Mapping[Actor, tuple[Status, ...]] = {
    "partner": ("accepted", "contacted", "helped", "refused"),
    "adviser": ("accepted", "contacted", "helped", "refused", "no-answer", "withdrawn"),
    "system": ("no-answer",),
    "caller": ("withdrawn",),
}
"""What each may make of a referral; an adviser also notes what a partner said on the phone."""

LONGEST = timedelta(days=180)
"""Contact data is removed so long after it was given, whatever happens."""

PATIENCE: Mapping[Status, int] = {"sent": 1, "accepted": 1, "contacted": 4}
"""By what the delays of the reminders are multiplied: helping takes longer than answering."""


class IllegalChangeError(ValueError):
    """A status that cannot follow the present one, or not by this actor, or without a reason."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history: what happened, when (UTC), by whom, and why if it was refused."""

    what: Status | Note
    at: datetime
    by: Actor
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """The delays in days: of a partner's link, of contact data after closing, of reminders.

    `reminder_days` count from the last change of status and grow; none means that
    nobody is reminded and nothing is given up.
    """

    partner_days: int = 14
    contact_days: int = 30
    reminder_days: tuple[int, ...] = (3, 7, 14)


def steps(before: Status, wanted: Status, by: Actor, reason: str = "") -> tuple[Status, ...]:
    """Return the statuses that a change passes, the wanted one last.

    Raises `IllegalChangeError` if the change is not one that `by` may make.

    >>> steps("sent", "contacted", "partner")
    ('accepted', 'contacted')
    """
    if before in CLOSED:
        raise IllegalChangeError(f"a referral that is «{before}» is closed; make a new one")
    if wanted not in MAY[by]:
        raise IllegalChangeError(f"«{wanted}» is not for the {by} to say")
    if (wanted == "refused") != bool(reason) or (reason and reason not in REASONS):
        raise IllegalChangeError(f"«{wanted}» with the reason «{reason}»: only a refusal has one")
    if wanted not in CHAIN:
        return (wanted,)
    passed = CHAIN[CHAIN.index(before) + 1 : CHAIN.index(wanted) + 1]
    if not passed:
        raise IllegalChangeError(f"a referral that is «{before}» cannot become «{wanted}» again")
    return passed


def choices(before: Status, by: Actor) -> tuple[Status, ...]:
    """Return what `by` may make of a referral that is `before`, in the order of `STATUSES`."""
    passed = CHAIN[: CHAIN.index(before) + 1] if before in WAITING else STATUSES
    return tuple(one for one in STATUSES if one in MAY[by] and one not in passed)


@dataclass(frozen=True, slots=True)
class Wait:
    """How long somebody has been waited for: since when, and the reminders so far."""

    status: Status
    since: datetime
    reminders: int = 0
    reminded_at: datetime | None = None


def due(wait: Wait, days: tuple[int, ...], now: datetime) -> Literal["remind", "give-up", ""]:
    """Return what is due `now` for a referral: a reminder, giving up, or nothing ("").

    Giving up comes after the last reminder, as long after it as that came after the one
    before. Between two letters there is always the whole delay, also when nobody ran
    the reminders for weeks.

    >>> from datetime import UTC
    >>> sent = Wait("sent", datetime(2026, 11, 1, tzinfo=UTC))
    >>> due(sent, (3, 7), datetime(2026, 11, 4, tzinfo=UTC))
    'remind'
    """
    moment = next_step(wait, days)
    if moment is None or now < moment:
        return ""
    return "remind" if wait.reminders < len(days) else "give-up"


def next_step(wait: Wait, days: tuple[int, ...]) -> datetime | None:
    """Return when something is due next; None for a closed one, or if nobody is reminded."""
    if wait.status in CLOSED or not days:
        return None
    last_gap = days[-1] - (days[-2] if len(days) > 1 else 0)
    delays = (0, *days, days[-1] + last_gap)
    # More reminders than delays: there were more delays when they were sent.
    done = min(wait.reminders, len(days))
    patience = PATIENCE[wait.status]
    moment = wait.since + timedelta(days=delays[done + 1] * patience)
    if wait.reminded_at is None:
        return moment
    gap = delays[done + 1] - delays[done]
    return max(moment, wait.reminded_at + timedelta(days=gap * patience))


def contact_ends(created: datetime, closed: datetime | None, contact_days: int) -> datetime:
    """Return when contact data is removed at the latest.

    >>> from datetime import UTC
    >>> day = datetime(2026, 1, 1, tzinfo=UTC)
    >>> contact_ends(day, day, 30).date().isoformat()
    '2026-01-31'
    """
    latest = created + LONGEST
    return latest if closed is None else min(latest, closed + timedelta(days=contact_days))


def read_status(value: str) -> Status | None:
    """Return the status that a form names, or None."""
    return next((one for one in STATUSES if one == value), None)


def first_answer(events: Iterable[Event]) -> datetime | None:
    """Return when the partner first said yes or no, in writing or on the phone; None so far."""
    answers = (*CHAIN[1:], "refused")
    return min((one.at for one in events if one.what in answers), default=None)
