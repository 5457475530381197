"""What is said of the counts of desks: their names, what they mean, the names of values."""

from dataclasses import dataclass

from wizard.domain.catalogue import Catalogue
from wizard.domain.desk_counts import MOST_DAYS
from wizard.domain.text import LANGUAGES, Language
from wizard.web import wording
from wizard.web.languages import OWN_NAMES
from wizard.web.messages import gettext


@dataclass(frozen=True, slots=True)
class CountMeaning:
    """A word of the page, and what exactly is counted under it."""

    term: str
    meaning: str


def plain_names() -> dict[str, str]:
    """Return the names of what is only counted, in the order of the pages."""
    return {
        "visit": gettext("Visits"),
        "journey": gettext("Journeys completed"),
        "taken": gettext("List taken home"),
        "search": gettext("Searches"),
        "code": gettext("Codes typed that were right"),
    }


def detailed_names() -> dict[str, str]:
    """Return the titles of what is counted by its values, in the order of the pages."""
    return {
        "language": gettext("Language of the visit"),
        "stage": gettext("Stage of the journeys completed"),
        "sector": gettext("Sector of the journeys completed"),
        "need": gettext("Needs of the journeys completed"),
        "service": gettext("Services opened most"),
    }


def meanings() -> tuple[CountMeaning, ...]:
    """Return what each number means, exactly."""
    names = plain_names()
    return (
        CountMeaning(
            names["visit"],
            gettext(
                "At the kiosk: a language was chosen on the first screen. In the frame: a page"
                " of the partner has loaded it. Going on inside is the same visit."
            ),
        ),
        CountMeaning(
            names["journey"],
            gettext(
                "The list was reached after the last question or with «see your list now», with"
                " at least one answer. Its stage, its sectors and its needs are counted then,"
                " each by itself. Answers that are changed in the list are not counted again."
            ),
        ),
        *_smaller_meanings(),
    )


def _smaller_meanings() -> tuple[CountMeaning, ...]:
    names = plain_names()
    return (
        CountMeaning(
            names["taken"],
            gettext("The page with the QR code and the code in words was opened."),
        ),
        CountMeaning(
            names["search"],
            gettext("Words were sent to the search. Which words is not kept."),
        ),
        CountMeaning(
            gettext("Services opened"), gettext("The page of a service was opened, each time.")
        ),
        CountMeaning(
            gettext("Not counted"),
            gettext(
                "Previews, errors, robots, and pages that a browser loads in advance. A kiosk"
                " without network reports later, for up to %(days)s days.",
                days=MOST_DAYS,
            ),
        ),
    )


def value_name(kind: str, value: str, catalogue: Catalogue, language: Language) -> str:
    """Return the words of a value; its key if this edition does not have it."""
    if kind == "language":
        return next((OWN_NAMES[one] for one in LANGUAGES if one == value), value)
    if kind == "service":
        service = catalogue.services.get(value)
        return service.words.title.pick(language).words if service else value
    question = catalogue.journey.question(kind)
    if question is None or value not in question.allowed:
        return value
    return wording.option_label(question, value, catalogue.journey, language)
