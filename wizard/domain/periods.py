"""Days, weeks and months as Brussels lives them, for lists and counts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")

Unit = Literal["day", "week", "month"]
UNITS: tuple[Unit, ...] = ("day", "week", "month")


@dataclass(frozen=True, slots=True)
class Period:
    """A day, a week from Monday on, or a month; `after` is the day after its last one."""

    unit: Unit
    first: date
    after: date

    @property
    def last(self) -> date:
        """The last day of the period."""
        return self.after - timedelta(days=1)

    def before(self) -> "Period":
        """Return the period of the same kind that ends where this one begins."""
        return period(self.unit, self.first - timedelta(days=1))

    def following(self) -> "Period":
        """Return the period of the same kind that begins where this one ends."""
        return period(self.unit, self.after)

    def moments(self) -> tuple[datetime, datetime]:
        """Return its first moment and the first one after it, in UTC."""
        return _midnight(self.first), _midnight(self.after)


def period(unit: Unit, day: date) -> Period:
    """Return the period of a kind that has `day` in it.

    >>> period("week", date(2026, 11, 21)).first
    datetime.date(2026, 11, 16)
    """
    if unit == "day":
        return Period(unit, day, day + timedelta(days=1))
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return Period(unit, monday, monday + timedelta(days=7))
    first = day.replace(day=1)
    return Period(unit, first, (first + timedelta(days=32)).replace(day=1))


def months_before(moment: datetime, months: int) -> datetime:
    """Return the moment so many months earlier; a day that a month does not have is its 28th.

    >>> months_before(datetime(2026, 3, 31, tzinfo=UTC), 1).date()
    datetime.date(2026, 2, 28)
    """
    years, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    try:
        return moment.replace(year=years, month=month + 1)
    except ValueError:
        return moment.replace(year=years, month=month + 1, day=28)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BRUSSELS).astimezone(UTC)
