"""The words around referrals: statuses, reasons, what is passed on, dates."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs

from wizard.application.ports_referrals import Matter
from wizard.domain.catalogue import Catalogue
from wizard.domain.periods import BRUSSELS
from wizard.domain.text import NO_TEXT, Language, Picked
from wizard.web import wording
from wizard.web.messages import gettext


@dataclass(frozen=True, slots=True)
class Passed:
    """One answer that is passed on: what it is about, and what was answered."""

    label: str
    words: str


def status_label(status: str) -> str:
    """Return a status in two or three words."""
    return {
        "sent": gettext("Sent to the partner"),
        "accepted": gettext("Accepted"),
        "contacted": gettext("In contact"),
        "helped": gettext("Helped"),
        "refused": gettext("Refused"),
        "no-answer": gettext("No answer"),
        "withdrawn": gettext("Withdrawn"),
    }[status]


def reason_label(reason: str) -> str:
    """Return why a partner refuses, in words that partners and advisers read."""
    return {
        "not-our-service": gettext("This is not what the partner offers"),
        "conditions": gettext("The person does not meet the conditions"),
        "no-capacity": gettext("The partner has no room at the moment"),
        "unreachable": gettext("The person could not be reached"),
        "other": gettext("Another reason"),
    }[reason]


def service_title(matter: Matter, catalogue: Catalogue, language: Language) -> Picked:
    """Return the title of the service; its key if this edition does not have it any more."""
    service = catalogue.services.get(matter.service)
    return service.words.title.pick(language) if service else Picked(matter.service, language)


def provider_name(key: str, catalogue: Catalogue, language: Language) -> Picked:
    """Return the name of a provider; its key if this edition does not have it any more."""
    provider = catalogue.providers.get(key)
    return provider.name.pick(language) if provider else Picked(key, language)


def need_label(need: str, catalogue: Catalogue, language: Language) -> str:
    """Return what is asked, as the list of needs has it; its key if it is no longer there."""
    question = catalogue.journey.question("need")
    option = question.option(need) if question else None
    return (option.label if option else NO_TEXT).pick(language).words or need


def passed_on(answers: str, catalogue: Catalogue, language: Language) -> tuple[Passed, ...]:
    """Return the answers of a canonical query in words; what is no answer any more is left out."""
    journey = catalogue.journey
    given = journey.replay(parse_qs(answers)).answers
    return tuple(
        Passed(
            question.short.pick(language).words,
            wording.answer_text(question, given, journey, language),
        )
        for question in journey.questions
        if question.key in given
    )


def day_words(moment: datetime) -> str:
    """Return the day of a moment, as it is in Brussels, in the language of the request."""
    return wording.date_words(moment.astimezone(BRUSSELS).date().isoformat())
