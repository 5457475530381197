"""The counts of referrals: per partner and month, and the share of calls that are passed on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import format_decimal

from wizard.domain.referral_counts import Figures, Share, percent
from wizard.domain.referrals import CLOSED, REASONS, STATUSES
from wizard.domain.small_numbers import HIDDEN, SMALLEST, guarded, guarded_parts
from wizard.domain.text import Picked
from wizard.web import referral_words as words
from wizard.web import wording
from wizard.web.messages import gettext
from wizard.web.staff.here import Here
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.sheet import Cell, sheet

REACHED = tuple(status for status in STATUSES if status != "sent")
"""The columns after «sent», in the order of the page and the file."""


@dataclass(frozen=True, slots=True)
class FiguresRow:
    """One partner in one month; `reasons` are those of its refusals in words, `days` the median."""

    provider: Picked
    sent: int
    reached: tuple[int, ...]
    reasons: str
    days: str


@dataclass(frozen=True, slots=True)
class FiguresMonth:
    """All partners of one month."""

    month: str
    rows: tuple[FiguresRow, ...]


@dataclass(frozen=True, slots=True)
class ShareRow:
    """One month: the calls saved, those passed on, and the share."""

    month: str
    calls: int
    passed_on: int
    share: str


@dataclass(frozen=True, slots=True)
class ReferralCountsPage:
    """The counts. `columns` are the names of the statuses that are counted."""

    layout: StaffLayout
    columns: tuple[str, ...]
    months: tuple[FiguresMonth, ...]
    shares: tuple[ShareRow, ...]
    whole: str
    file_url: str
    list_url: str


def referral_counts_page(
    figures: Sequence[Figures], shares: Sequence[Share], at: Here
) -> ReferralCountsPage:
    """Return the page with all months, the newest first."""
    calls, passed_on = sum(one.calls for one in shares), sum(one.passed_on for one in shares)
    return ReferralCountsPage(
        layout=staff_layout(gettext("Counts of referrals"), "referrals"),
        columns=tuple(words.status_label(status) for status in REACHED),
        months=tuple(
            FiguresMonth(
                wording.date_words(month),
                tuple(_row(one, at) for one in figures if one.month == month),
            )
            for month in dict.fromkeys(one.month for one in figures)
        ),
        shares=tuple(
            ShareRow(
                wording.date_words(one.month),
                one.calls,
                one.passed_on,
                _percent(one.passed_on, one.calls),
            )
            for one in shares
        ),
        whole=_percent(passed_on, calls),
        file_url=at.links.path("referrals/counts.csv"),
        list_url=at.links.path("referrals"),
    )


def referral_counts_file(figures: Sequence[Figures], shares: Sequence[Share], at: Here) -> str:
    """Return the counts as CSV: numbers under five are «<5», and none of them can be worked out.

    «*» stands for a number that would tell of another one.
    """
    reasons = [f"refused: {reason}" for reason in REASONS]
    rows: list[Sequence[Cell]] = [
        ["month", "provider", "name", "sent", *REACHED, *reasons, "median days"]
    ]
    for one in figures:
        name = words.provider_name(one.provider, at.catalogue, at.language).words
        days = one.days if one.answered >= SMALLEST else None
        rows.append(
            [one.month, one.provider, name, *_guarded_counts(one), "" if days is None else days]
        )
    rows += [[], ["month", "calls", "passed on", "share in per cent"]]
    for share in shares:
        small = 0 < share.passed_on < SMALLEST or share.calls < SMALLEST
        part = "" if small else percent(share.passed_on, share.calls)
        rows.append([share.month, guarded(share.calls), guarded(share.passed_on), part])
    return sheet(rows)


def _guarded_counts(one: Figures) -> tuple[str, ...]:
    """Return what became of the referrals of a row as it is given out.

    The ends are treated as the parts of what was sent, which they are once all are closed,
    and the reasons as those of the refusals.
    """
    cells: dict[str, str] = {**dict.fromkeys(REACHED, HIDDEN)}
    if one.sent >= SMALLEST:
        ends: dict[str, int] = {status: one.reached[status] for status in CLOSED}
        parts = guarded_parts(one.sent, ends, len(CLOSED))
        for status in REACHED:
            count = one.reached[status]
            cells[status] = _part(parts, status) if status in CLOSED else guarded(count)
    told = cells["refused"].isdecimal()
    reasons = guarded_parts(one.reached["refused"], one.reasons, len(REASONS)) if told else None
    whys = (_part(reasons, reason) for reason in REASONS)
    return (guarded(one.sent), *cells.values(), *whys)


def _part(parts: Mapping[str, str] | None, key: str) -> str:
    return HIDDEN if parts is None else parts.get(key, "0")


def _row(one: Figures, at: Here) -> FiguresRow:
    reasons = (
        f"{words.reason_label(reason)}: {one.reasons[reason]}"
        for reason in REASONS
        if one.reasons.get(reason)
    )
    return FiguresRow(
        provider=words.provider_name(one.provider, at.catalogue, at.language),
        sent=one.sent,
        reached=tuple(one.reached[status] for status in REACHED),
        reasons="; ".join(reasons),
        days="" if one.days is None else str(format_decimal(one.days, "#,##0.#")),
    )


def _percent(part: int, whole: int) -> str:
    return f"{percent(part, whole)}\u00a0%"
