"""What is said of partner desks in more than one place: kinds, features, days, parts of a record."""

from wizard.domain.catalogue import Catalogue
from wizard.domain.desk_start import by_question
from wizard.domain.desks import FEATURES, Desk, Feature, Kind, OpenDay
from wizard.domain.question import Option
from wizard.domain.text import Language
from wizard.web import wording
from wizard.web.messages import gettext

OUTSIDE = frozenset({"elsewhere-be", "abroad"})
"""Options of the question «place» that are no municipality of the Region."""


def kind_names() -> dict[Kind, str]:
    """Return the kinds of desks with their names."""
    return {
        "local-desk": gettext("Local economy desk"),
        "business-centre": gettext("Business centre"),
        "municipality": gettext("Municipality"),
        "other": gettext("Other partner"),
    }


def feature_names() -> dict[Feature, str]:
    """Return what can be on or off at a desk, with its names, in the order of the record."""
    words: dict[Feature, str] = {
        "kiosk": gettext("Kiosk in the waiting room"),
        "embed": gettext("Frame on other websites"),
        "search": gettext("Searching"),
        "packages": gettext("The four packages"),
        "code": gettext("Typing a code"),
        "take-home": gettext("Taking the list home (QR code and spoken code)"),
        "print": gettext("Printing at the kiosk"),
        "offline": gettext("The kiosk goes on without a network"),
    }
    return {one: words[one] for one in FEATURES}


def day_names() -> dict[str, str]:
    """Return the days of the week with their names, from Monday."""
    return {day: name.capitalize() for day, name in wording.day_names().items()}


def hours_text(day: OpenDay) -> str:
    """Return the hours of a day as they are read and typed.

    >>> hours_text(OpenDay("mo", (("09:00", "12:30"), ("13:30", "17:00"))))
    '09:00-12:30, 13:30-17:00'
    """
    return ", ".join(f"{begin}-{end}" for begin, end in day.hours)


def municipalities(catalogue: Catalogue) -> tuple[Option, ...]:
    """Return the municipalities that the journey knows."""
    place = catalogue.journey.question("place")
    return tuple(one for one in place.options if one.key not in OUTSIDE) if place else ()


def municipality_name(desk: Desk, catalogue: Catalogue, language: Language) -> str:
    """Return the municipality of a desk in words, "" if it has none."""
    found = (one for one in municipalities(catalogue) if one.key == desk.municipality)
    return next((one.label.pick(language).words for one in found), desk.municipality)


def start_texts(desk: Desk, catalogue: Catalogue, language: Language) -> tuple[str, ...]:
    """Return the answers that a desk begins with, one question a line."""
    journey = catalogue.journey
    answers = journey.replay(by_question(desk.start)).answers
    return tuple(wording.answer_lines(answers, journey, language).values())
