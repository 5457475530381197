"""What is said of a call in more than one place: its answers, its length, its moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import format_time

from wizard.domain.answers import Answers
from wizard.domain.notes import Sign, SignKind
from wizard.web import wording
from wizard.web.dates import day_as, moment_as
from wizard.web.messages import gettext
from wizard.web.pages.layout import Link, named
from wizard.web.staff.carried import Carried
from wizard.web.staff.here import Here
from wizard.web.staff.pages.call_names import channel_names, outcome_names


@dataclass(frozen=True, slots=True)
class Fact:
    """One line about a call: what, and its value."""

    label: str
    value: str


def answer_facts(answers: Answers, at: Here) -> tuple[Fact, ...]:
    """Return each answer in words; one that this edition does not know, as its key."""
    return tuple(
        Fact(question_name(key, at), ", ".join(option_name(key, one, at) for one in options))
        for key, options in answers
    )


def answers_line(answers: Answers, at: Here) -> str:
    """Return the answers as one line, e.g. «Preparing, Hospitality, Ixelles»."""
    return ", ".join(one.value for one in answer_facts(answers, at))


def question_name(key: str, at: Here) -> str:
    """Return the short name of a question."""
    question = at.catalogue.journey.question(key)
    return question.short.pick(at.language).words if question else key


def option_name(key: str, option: str, at: Here) -> str:
    """Return the words of an option."""
    question = at.catalogue.journey.question(key)
    if question is None or option not in question.allowed:
        return option
    return wording.option_label(question, option, at.catalogue.journey, at.language)


def service_links(keys: Iterable[str], carry: Carried) -> tuple[Link, ...]:
    """Return a link to each service on the desk; a service that is no more has its key only."""
    at = carry.at
    pairs = [pair for pair in carry.pairs if pair[0] != "show"]
    return tuple(
        named(
            at.catalogue.services[key].words.title.pick(at.language), at.links.service(key, pairs)
        )
        if key in at.catalogue.services
        else Link(key, at.links.desk)
        for key in keys
    )


def service_name(key: str, at: Here) -> str:
    """Return the title of a service; its key if this edition does not have it."""
    service = at.catalogue.services.get(key)
    return service.words.title.pick(at.language).words if service else key


def provider_name(key: str, at: Here) -> str:
    """Return the name of a provider; its key if this edition does not have it."""
    provider = at.catalogue.providers.get(key)
    return provider.name.pick(at.language).words if provider else key


def channel_name(key: str) -> str:
    """Return the words of a channel."""
    return dict(channel_names()).get(key, key)


def outcome_name(key: str) -> str:
    """Return the words of an outcome."""
    return dict(outcome_names()).get(key, key)


def length_words(seconds: int | None) -> str:
    """Return how long a call lasted."""
    if seconds is None:
        return gettext("length not known")
    if seconds < 60:
        return gettext("%(seconds)s s", seconds=seconds)
    return gettext("%(minutes)s min %(seconds)s s", minutes=seconds // 60, seconds=seconds % 60)


def day_words(day: date) -> str:
    """Return a day with its weekday."""
    return day_as("EEEE d MMMM y", day)


def time_words(moment: datetime) -> str:
    """Return the time of day in Brussels."""
    return str(format_time(moment, "HH:mm"))


def moment_words(moment: datetime) -> str:
    """Return day and time in Brussels."""
    return moment_as("d MMMM y, HH:mm", moment)


def date_words(moment: datetime) -> str:
    """Return the day of a moment in Brussels."""
    return moment_as("d MMMM y", moment)


def sign_words(sign: Sign) -> str:
    """Return what in a note may say who somebody is, with the words as typed."""
    kinds: dict[SignKind, str] = {
        "mail": gettext("e-mail address"),
        "bank": gettext("bank account"),
        "national": gettext("national number"),
        "company": gettext("company number"),
        "phone": gettext("telephone number"),
        "address": gettext("street address"),
        "name": gettext("name of a person"),
    }
    return gettext("%(kind)s: «%(words)s»", kind=kinds[sign.kind], words=sign.words)
