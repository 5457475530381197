"""Choosing the day, week or month whose counts of desks are shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from wizard.domain.periods import Period, Unit
from wizard.web.links import Pair
from wizard.web.pages.layout import Link
from wizard.web.staff.here import Here
from wizard.web.staff.pages.controls import Hidden, hidden
from wizard.web.staff.pages.counts import period_words, unit_names


@dataclass(frozen=True, slots=True)
class PeriodChooser:
    """The period shown and the ways to others; `after_url` is "" if the next is to come."""

    action: str
    hidden: tuple[Hidden, ...]
    units: tuple[Link, ...]
    on: str
    words: str
    before_url: str
    after_url: str


def period_chooser(shown: Period, address: str, at: Here) -> PeriodChooser:
    """Return what chooses another period for the page at `address`."""
    following = shown.following().first
    return PeriodChooser(
        action=address,
        hidden=hidden([("unit", shown.unit)]),
        units=tuple(_units(shown, address, at.today)),
        on=shown.first.isoformat(),
        words=period_words(shown),
        before_url=_url(address, shown.unit, shown.before().first),
        after_url=_url(address, shown.unit, following) if following <= at.today else "",
    )


def period_pairs(unit: Unit, day: date) -> list[Pair]:
    """Return the parameters that name the period with a day in it."""
    return [("unit", unit), ("on", day.isoformat())]


def _units(shown: Period, address: str, today: date) -> Iterator[Link]:
    # The day, week or month of the last day shown, which is never one to come.
    last = min(shown.last, today)
    for unit, words in unit_names().items():
        yield Link(words, _url(address, unit, last), current=unit == shown.unit)


def _url(address: str, unit: Unit, day: date) -> str:
    return f"{address}?{urlencode(period_pairs(unit, day))}"
