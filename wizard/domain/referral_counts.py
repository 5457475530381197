"""Counting referrals: per provider and month, and how many files are passed on at all.

A referral counts in the month in which it was sent, whatever happens to it later, so
that the parts of a month always add up to what was sent in it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from statistics import median

from wizard.domain.referrals import CHAIN, Status


@dataclass(frozen=True, slots=True)
class Course:
    """What became of one referral: all that is needed to count it.

    `statuses` are all that it passed, the present one too; `reason` that of a refusal, or "".
    `answered_at` is when the partner first answered.
    """

    provider: str
    sent_at: datetime
    statuses: frozenset[Status]
    reason: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """The referrals to one provider in one month («2026-11»).

    `reached` counts those that passed each status, `reasons` the refusals by reason.
    `days` is the median from sending to the first answer over the `answered` ones, None
    if there are none.
    """

    month: str
    provider: str
    sent: int
    reached: Mapping[Status, int]
    reasons: Mapping[str, int]
    answered: int
    days: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """The calls saved in one month, and those of them in which a referral was made."""

    month: str
    calls: int
    passed_on: int


def month_of(moment: datetime, zone: tzinfo) -> str:
    """Return the month of a moment where the calls are taken.

    >>> from datetime import UTC
    >>> month_of(datetime(2026, 11, 21, tzinfo=UTC), UTC)
    '2026-11'
    """
    return moment.astimezone(zone).strftime("%Y-%m")


def figures(courses: Iterable[Course], zone: tzinfo) -> tuple[Figures, ...]:
    """Return the figures per month (newest first) and provider (by key)."""
    groups: dict[tuple[str, str], list[Course]] = {}
    for course in courses:
        key = (month_of(course.sent_at, zone), course.provider)
        groups.setdefault(key, []).append(course)
    by_provider = sorted(groups, key=lambda key: key[1])
    ordered = sorted(by_provider, key=lambda key: key[0], reverse=True)
    return tuple(_figures(*key, groups[key]) for key in ordered)


def shares(calls: Iterable[tuple[datetime, bool]], zone: tzinfo) -> tuple[Share, ...]:
    """Return the share per month, newest first.

    `calls` are the moments of saved calls, each with whether a referral was made in it.
    """
    all_calls: Counter[str] = Counter()
    passed_on: Counter[str] = Counter()
    for moment, referred in calls:
        month = month_of(moment, zone)
        all_calls[month] += 1
        passed_on[month] += referred
    return tuple(
        Share(month, all_calls[month], passed_on[month]) for month in sorted(all_calls)[::-1]
    )


def percent(part: int, whole: int) -> int:
    """Return a share in whole per cent; 0 of nothing.

    >>> percent(1, 3)
    33
    """
    return round(100 * part / whole) if whole else 0


def _figures(month: str, provider: str, courses: list[Course]) -> Figures:
    reached = Counter(status for one in courses for status in one.statuses)
    waits = [
        (one.answered_at - one.sent_at).total_seconds() / 86_400
        for one in courses
        if one.answered_at is not None
    ]
    return Figures(
        month=month,
        provider=provider,
        sent=len(courses),
        reached={
            status: reached[status] for status in (*CHAIN[1:], "refused", "no-answer", "withdrawn")
        },
        reasons=Counter(one.reason for one in courses if one.reason),
        answered=len(waits),
        days=round(median(waits), 1) if waits else None,
    )
