"""The counts of one partner desk: of a day, a week or a month, kiosk and frame."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import format_date

from wizard.domain.desk_counts import DeskSums
from wizard.domain.desks import Desk
from wizard.domain.periods import Period, period
from wizard.domain.text import Picked
from wizard.web.messages import gettext
from wizard.web.staff.here import Here
from wizard.web.staff.pages.desk_counts_period import PeriodChooser, period_chooser
from wizard.web.staff.pages.desk_counts_words import (
    CountMeaning,
    detailed_names,
    meanings,
    plain_names,
    value_name,
)
from wizard.web.staff.pages.layout import StaffLayout, staff_layout

MOST_SERVICES = 20
"""Services that are listed on the page; the file has all."""


@dataclass(frozen=True, slots=True)
class SumRow:
    """One number: at the kiosk, in the frame, together."""

    label: str
    kiosk: int
    embed: int
    together: int


@dataclass(frozen=True, slots=True)
class SumTable:
    """The values of one kind, the most frequent first."""

    key: str
    title: str
    rows: tuple[SumRow, ...]


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day; `bar` is the length of its bar, of 100 for the day with most visits."""

    label: str
    visits: int
    journeys: int
    bar: int


@dataclass(frozen=True, slots=True)
class DeskCountsPage:
    """The counts of a desk in one period.

    `file_url` is the file of whole months, "" as long as none is over; `file_on` then says
    from which day on there is one.
    """

    layout: StaffLayout
    name: Picked
    back_url: str
    chooser: PeriodChooser
    totals: tuple[SumRow, ...]
    visits: int
    days: tuple[DayRow, ...]
    tables: tuple[SumTable, ...]
    meanings: tuple[CountMeaning, ...]
    file_url: str
    file_on: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What was counted at a desk: in the period shown, on each of its days, and since when."""

    period: Period
    sums: DeskSums
    days: Mapping[date, DeskSums]
    first_day: date | None


def desk_counts_page(desk: Desk, shown: Shown, at: Here) -> DeskCountsPage:
    """Return the page of a desk."""
    name = desk.name.pick(at.language)
    title = gettext("Counts: %(desk)s", desk=name.words)
    # Staff of a desk have an entry of their own for it in the menu.
    current = "desks" if at.account.may("adviser") else "desks/counts"
    month = period("month", at.today)
    over = shown.first_day is not None and shown.first_day < month.first
    address = at.links.partner_desk(desk.key, "counts")
    return DeskCountsPage(
        layout=staff_layout(title, current),
        name=name,
        back_url=at.links.partner_desk(desk.key),
        chooser=period_chooser(shown.period, address, at),
        totals=_totals(shown.sums),
        visits=shown.sums.of("visit"),
        days=_days(shown, at.today),
        tables=tuple(
            one for kind in detailed_names() if (one := _table(kind, shown.sums, at)).rows
        ),
        meanings=meanings(),
        file_url=f"{address}.csv" if over else "",
        file_on="" if over else str(format_date(month.after, "d MMMM y")),
    )


def _totals(sums: DeskSums) -> tuple[SumRow, ...]:
    rows = [
        SumRow(label, sums.of(kind, "kiosk"), sums.of(kind, "embed"), sums.of(kind))
        for kind, label in plain_names().items()
    ]
    kiosk, embed = (sum(sums.values("service", way).values()) for way in ("kiosk", "embed"))
    rows.insert(2, SumRow(gettext("Services opened"), kiosk, embed, kiosk + embed))
    return tuple(rows)


def _days(shown: Shown, today: date) -> tuple[DayRow, ...]:
    """Return the days of the period that have come, without a single one: it is the total."""
    last = min(shown.period.last, today)
    count = (last - shown.period.first).days + 1
    if shown.period.unit == "day":
        return ()
    days = [shown.period.first + timedelta(days=one) for one in range(count)]
    sums = [shown.days.get(day, DeskSums()) for day in days]
    most = max((one.of("visit") for one in sums), default=0)
    return tuple(
        DayRow(
            str(format_date(day, "EEE d MMM")),
            one.of("visit"),
            one.of("journey"),
            -(-100 * one.of("visit") // most) if most else 0,
        )
        for day, one in zip(days, sums, strict=True)
    )


def _table(kind: str, sums: DeskSums, at: Here) -> SumTable:
    kiosk, embed = sums.values(kind, "kiosk"), sums.values(kind, "embed")
    values = sums.values(kind)
    listed = list(values)[:MOST_SERVICES] if kind == "service" else list(values)
    return SumTable(
        kind,
        detailed_names()[kind],
        tuple(
            SumRow(
                value_name(kind, value, at.catalogue, at.language),
                kiosk.get(value, 0),
                embed.get(value, 0),
                values[value],
            )
            for value in listed
        ),
    )
