"""Dates as they are written in the language of the request."""

from datetime import date, datetime

from flask_babel import format_date, format_datetime, get_locale, to_user_timezone

FIRST = "d'er'"
"""French counts the first of a month and no other day: «1er décembre», «2 décembre»."""


def day_as(pattern: str, day: date) -> str:
    """Return a day in a pattern of CLDR that has at most one «d»."""
    return str(format_date(day, _pattern(pattern, day)))


def moment_as(pattern: str, moment: datetime) -> str:
    """Return a moment, by the clock of Brussels, in such a pattern."""
    return str(format_datetime(moment, _pattern(pattern, to_user_timezone(moment))))


def _pattern(pattern: str, day: date) -> str:
    locale = get_locale()
    french = locale is not None and locale.language == "fr"
    return pattern.replace("d", FIRST) if french and day.day == 1 else pattern
