"""Days, weeks and months in Brussels, also on the days when the clock changes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.domain.calls import LONGEST, is_token, length
from wizard.domain.keeping import Keeping
from wizard.domain.periods import UNITS, Unit, months_before, period

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
EACH_UNIT = pytest.mark.parametrize("unit", UNITS)
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@EACH_UNIT
@given(day=DAYS)
def test_periods_follow_each_other_without_a_gap(unit: Unit, day: date) -> None:
    one = period(unit, day)
    assert one.first <= day <= one.last < one.after
    assert one.following().first == one.after
    assert one.following().before() == one
    assert one.moments()[1] == one.following().moments()[0]
    assert {period(unit, one.first), period(unit, one.last)} == {one}


def test_a_week_begins_on_monday_and_a_month_on_the_first() -> None:
    assert period("week", date(2026, 11, 22)).first == date(2026, 11, 16)
    assert period("month", date(2028, 2, 29)).last == date(2028, 2, 29)


def test_a_day_is_that_of_brussels() -> None:
    winter, summer = period("day", date(2026, 1, 15)), period("day", date(2026, 7, 15))
    assert winter.moments()[0] == datetime(2026, 1, 14, 23, tzinfo=UTC)
    assert summer.moments()[0] == datetime(2026, 7, 14, 22, tzinfo=UTC)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_the_day_of_the_clock_change_is_whole(day: date, hours: int) -> None:
    start, end = period("day", day).moments()
    assert end - start == timedelta(hours=hours)


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1)), st.integers(1, 120))  # noqa: DTZ001  (bounds only)
def test_months_earlier_is_the_same_day_or_a_shorter_month(moment: datetime, months: int) -> None:
    earlier = months_before(moment, months)
    assert earlier.day in (moment.day, 28)
    assert (moment.year - earlier.year) * 12 + moment.month - earlier.month == months


def test_the_length_of_a_call_is_known_or_not() -> None:
    assert length(NOW, NOW) == 0
    assert length(NOW - LONGEST, NOW) == 4 * 3600
    assert length(NOW - LONGEST - timedelta(seconds=1), NOW) is None
    assert length(NOW + timedelta(seconds=1), NOW) is None
    assert length(None, NOW) is None


@pytest.mark.parametrize("text", ["", "0" * 31, "0" * 33, "A" * 32, "g" * 32, "٠" * 32])
def test_a_token_has_its_form(text: str) -> None:
    assert not is_token(text)
    assert is_token("0123456789abcdef" * 2)


@pytest.mark.parametrize("wrong", [{"notes_days": 0}, {"draft_days": 400}, {"case_months": 121}])
def test_times_without_sense_are_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="are kept from"):
        Keeping(**wrong)
