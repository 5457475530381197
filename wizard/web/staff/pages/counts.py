"""The counts of calls: of one day, week or month, with the course of the last twelve."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wizard.domain.calls import CHANNELS, OUTCOMES, Tally
from wizard.domain.periods import UNITS, Period, Unit
from wizard.domain.small_numbers import HIDDEN, guarded, guarded_parts
from wizard.domain.text import LANGUAGES
from wizard.web.dates import day_as
from wizard.web.languages import OWN_NAMES
from wizard.web.messages import gettext
from wizard.web.pages.layout import Link
from wizard.web.staff.carried import Carried, call_in_address, carried
from wizard.web.staff.here import Here
from wizard.web.staff.pages.call_words import (
    channel_name,
    day_words,
    option_name,
    outcome_name,
    question_name,
    service_name,
)
from wizard.web.staff.pages.controls import Hidden, hidden
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.sheet import sheet

COUNTED = ("channel", "language", "outcome", "stage", "sector", "place", "need", "service")
"""What is counted, in the order of the page: properties of a call, questions, services named."""

MOST_SERVICES = 25
"""Services that are listed on the page; the file has all."""

Counted = tuple[Period, Tally]


@dataclass(frozen=True, slots=True)
class CountRow:
    """One value with the number of calls that have it, and its share of all calls."""

    label: str
    count: int
    share: str


@dataclass(frozen=True, slots=True)
class CountTable:
    """The values of one kind, the most frequent first."""

    key: str
    title: str
    rows: tuple[CountRow, ...]


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One of the last periods with its number of calls."""

    label: str
    url: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class CountsPage:
    """The counts of one period; `units` are the kinds of periods to choose from."""

    layout: StaffLayout
    action: str
    hidden: tuple[Hidden, ...]
    units: tuple[Link, ...]
    unit: Unit
    on: str
    period: str
    total: int
    before_url: str
    after_url: str
    tables: tuple[CountTable, ...]
    course: tuple[CourseRow, ...]
    file_url: str
    back_url: str


def counts_page(counted: Sequence[Counted], at: Here) -> CountsPage:
    """Return the page; the last of `counted` is the period shown, the others came before it."""
    carry = carried(call_in_address(at), at)
    shown, tally = counted[-1]
    return CountsPage(
        layout=staff_layout(gettext("Counts of calls"), "calls/counts"),
        action=at.links.path("calls/counts"),
        hidden=hidden([("unit", shown.unit), *carry.pairs]),
        units=tuple(
            Link(text, _url(carry, unit, shown.last), current=unit == shown.unit)
            for unit, text in unit_names().items()
        ),
        unit=shown.unit,
        on=shown.first.isoformat(),
        period=period_words(shown),
        total=tally.calls,
        before_url=_url(carry, shown.unit, shown.before().first),
        after_url=_url(carry, shown.unit, shown.after) if shown.after <= at.today else "",
        tables=tuple(_table(what, tally, at) for what in COUNTED if tally.of(what)),
        course=tuple(_course(one, one[0] == shown, carry) for one in reversed(counted)),
        file_url=carry.path(
            "calls/counts.csv", [("unit", shown.unit), ("on", shown.first.isoformat())]
        ),
        back_url=carry.back,
    )


def counts_file(counted: Sequence[Counted], at: Here) -> str:
    """Return all counts of the periods as CSV: small numbers are «<5».

    «*» stands for a number that would tell of a small one, also where a whole kind would.
    """
    rows = [["from", "to", "what", "key", "label", "calls"]]
    for one, tally in counted:
        days = [one.first.isoformat(), one.last.isoformat()]
        rows.append([*days, "all", "", "", guarded(tally.calls)])
        for what in COUNTED:
            rows += ([*days, what, *cells] for cells in _guarded_values(what, tally, at))
    return sheet(rows)


def _guarded_values(what: str, tally: Tally, at: Here) -> Iterator[list[str]]:
    """Yield the values of one kind for the file: key, words, number."""
    counts = dict(tally.of(what))
    if what == "service":
        # A call may name any number of services: what they add up to is nowhere said.
        words: dict[str, str] | None = {key: guarded(count) for key, count in counts.items()}
    else:
        words = guarded_parts(tally.calls, counts, _possible(what, at))
    if words is None:
        yield ["", "", HIDDEN]
        return
    for key, number in words.items():
        yield [key, value_name(what, key, at), number]


def _possible(what: str, at: Here) -> int:
    """Return how many values a kind can have."""
    fixed: dict[str, tuple[str, ...]] = {
        "channel": CHANNELS,
        "language": LANGUAGES,
        "outcome": OUTCOMES,
    }
    question = at.catalogue.journey.question(what)
    return len(fixed.get(what, question.allowed if question else ()))


def period_words(one: Period) -> str:
    """Return a period as it is said."""
    if one.unit == "day":
        return day_words(one.first)
    if one.unit == "month":
        return day_as("LLLL y", one.first)
    return gettext(
        "%(first)s to %(last)s",
        first=day_as("d MMMM", one.first),
        last=day_as("d MMMM y", one.last),
    )


def value_name(what: str, key: str, at: Here) -> str:
    """Return the words of a value that was counted."""
    if what == "channel":
        return channel_name(key)
    if what == "outcome":
        return outcome_name(key)
    if what == "language":
        return OWN_NAMES[key] if key in LANGUAGES else key
    if what == "service":
        return service_name(key, at)
    return option_name(what, key, at)


def _table(what: str, tally: Tally, at: Here) -> CountTable:
    rows = tally.of(what)[:MOST_SERVICES] if what == "service" else tally.of(what)
    return CountTable(
        what,
        _titles().get(what) or question_name(what, at),
        tuple(
            CountRow(value_name(what, key, at), count, _share(count, tally.calls))
            for key, count in rows
        ),
    )


def _course(one: Counted, current: bool, carry: Carried) -> CourseRow:
    shown, tally = one
    url = _url(carry, shown.unit, shown.first)
    return CourseRow(period_words(shown), url, tally.calls, current)


def _url(carry: Carried, unit: Unit, day: date) -> str:
    return carry.path("calls/counts", [("unit", unit), ("on", day.isoformat())])


def _share(count: int, total: int) -> str:
    return f"{round(100 * count / total)} %" if total else ""


def unit_names() -> Mapping[Unit, str]:
    """Return the kinds of periods with their names, in order."""
    words: dict[Unit, str] = {
        "day": gettext("Day"),
        "week": gettext("Week"),
        "month": gettext("Month"),
    }
    return {unit: words[unit] for unit in UNITS}


def _titles() -> dict[str, str]:
    return {
        "channel": gettext("Channel"),
        "language": gettext("Caller's language"),
        "outcome": gettext("Outcome"),
        "service": gettext("Services named most"),
    }
