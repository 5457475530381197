"""The counts of all partner desks side by side."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wizard.domain.desk_counts import DeskSums
from wizard.domain.desks import Desk
from wizard.domain.periods import Period
from wizard.domain.text import Picked
from wizard.web.messages import gettext
from wizard.web.staff.here import Here
from wizard.web.staff.pages.desk_counts_period import (
    PeriodChooser,
    period_chooser,
    period_pairs,
)
from wizard.web.staff.pages.desk_counts_words import plain_names
from wizard.web.staff.pages.layout import StaffLayout, staff_layout


@dataclass(frozen=True, slots=True)
class DeskCountsRow:
    """One desk; `url` is "" for one that was removed. `numbers` are in the order of the columns."""

    name: Picked
    url: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class AllDeskCountsPage:
    """All desks in one period, and their sums."""

    layout: StaffLayout
    back_url: str
    chooser: PeriodChooser
    columns: tuple[str, ...]
    rows: tuple[DeskCountsRow, ...]
    sums: tuple[int, ...]


def all_desk_counts_page(
    desks: Iterable[Desk], counted: Mapping[str, DeskSums], shown: Period, at: Here
) -> AllDeskCountsPage:
    """Return the page; a desk that was removed stands there as long as it has numbers."""
    pairs = period_pairs(shown.unit, shown.first)
    there = {desk.key: desk for desk in desks}
    rows = [
        DeskCountsRow(
            desk.name.pick(at.language),
            at.links.partner_desk(key, "counts", pairs),
            _numbers(counted.get(key, DeskSums())),
        )
        for key, desk in there.items()
    ]
    rows += [
        DeskCountsRow(Picked(key, at.language, foreign=False), "", _numbers(sums))
        for key, sums in sorted(counted.items())
        if key not in there
    ]
    names = plain_names()
    visits = (gettext("Visits at the kiosk"), gettext("Visits in the frame"))
    return AllDeskCountsPage(
        layout=staff_layout(gettext("Counts of partner desks"), "desks"),
        back_url=at.links.path("desks"),
        chooser=period_chooser(shown, at.links.path("desks/counts"), at),
        columns=(*visits, *names.values()),
        rows=tuple(rows),
        sums=tuple(map(sum, zip(*(row.numbers for row in rows), strict=True))),
    )


def _numbers(sums: DeskSums) -> tuple[int, ...]:
    plain = (sums.of(kind) for kind in plain_names())
    return (sums.of("visit", "kiosk"), sums.of("visit", "embed"), *plain)
