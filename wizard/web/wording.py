"""The sentences around the core's values: the one place where gettext meets the domain.

Every function is called within a request and answers in its language.
"""

from dataclasses import dataclass
from datetime import date

from babel.dates import get_day_names
from flask_babel import get_locale

from wizard.domain.answers import NONE_OF_THESE, UNSURE, Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.desks import DAYS
from wizard.domain.journey import Journey
from wizard.domain.matching import Change, Flip, Reason, Verdict
from wizard.domain.question import Question
from wizard.domain.service import Service, Source
from wizard.domain.text import Language
from wizard.domain.truth import Truth
from wizard.web.dates import day_as
from wizard.web.messages import gettext, ngettext

FEW_OPTIONS = 3
"""Up to so many options are named in a sentence; beyond, the rule's label says it better."""

GROUP_QUESTIONS = frozenset({"profile", "venture"})
"""Questions whose answers ask for offers, so that a sentence never says what a person is."""


@dataclass(frozen=True, slots=True)
class Said:
    """One reason in words: the sentence, and the question that would settle it ("" for none)."""

    truth: Truth
    text: str
    question: str = ""
    link_text: str = ""


def verdict_label(truth: Truth) -> str:
    """Return the two or three words that stand on a card."""
    return {
        Truth.YES: gettext("Fits your answers"),
        Truth.UNKNOWN: gettext("Possible"),
        Truth.NO: gettext("Does not fit"),
    }[truth]


def met_of(verdict: Verdict) -> str:
    """Return «meets X of Y conditions», or that there is no condition."""
    total = len(verdict.reasons)
    if not total:
        return gettext("Open to everyone")
    return ngettext(
        "%(met)s of %(num)s condition met",
        "%(met)s of %(num)s conditions met",
        total,
        met=verdict.met,
    )


def option_label(question: Question, key: str, journey: Journey, language: Language) -> str:
    """Return the words of one option, the reserved ones included."""
    option = question.option(key)
    if option is not None:
        return option.label.pick(language).words
    words = {UNSURE: journey.unsure, NONE_OF_THESE: journey.none}
    return words[key].pick(language).words


def answer_text(question: Question, answers: Answers, journey: Journey, language: Language) -> str:
    """Return the options chosen for a question, separated by commas."""
    return ", ".join(
        option_label(question, key, journey, language) for key in answers.of(question.key)
    )


def answer_lines(answers: Answers, journey: Journey, language: Language) -> dict[str, str]:
    """Return what was answered, by question in the journey's order, e.g. «Place: Anderlecht»."""
    return {
        one.key: gettext(
            "%(question)s: %(answer)s",
            question=one.short.pick(language).words,
            answer=answer_text(one, answers, journey, language),
        )
        for one in journey.questions
        if one.key in answers
    }


def reason(said: Reason, answers: Answers, journey: Journey, language: Language) -> Said:
    """Return one reason as a sentence, with the question that would settle it."""
    label = said.criterion.label.pick(language).words
    if said.truth is Truth.YES:
        return Said(said.truth, label)
    if said.truth is Truth.NO:
        why = _excluded(said, answers, journey, language)
        return Said(
            said.truth, f"{label}. {why}", said.excluded_by[0], gettext("Change this answer")
        )
    if said.tell_us:
        question = journey.question(said.tell_us[0])
        if question is not None:
            short = question.short.pick(language).words
            return Said(
                said.truth, label, question.key, gettext("Tell us: %(question)s", question=short)
            )
    return Said(
        said.truth, gettext("%(rule)s: a detail decides, check it with the provider", rule=label)
    )


def _excluded(said: Reason, answers: Answers, journey: Journey, language: Language) -> str:
    question = journey.question(said.excluded_by[0])
    if question is None:
        return ""
    if question.key in GROUP_QUESTIONS:
        return gettext("You did not ask for this extra support.")
    chosen = answer_text(question, answers, journey, language)
    if not chosen:
        return gettext("This follows from your earlier answers.")
    return gettext("You answered: %(answer)s.", answer=chosen)


def flip(change: Flip | None, journey: Journey, language: Language) -> str:
    """Return what would turn a «no» around, as one sentence; "" if nothing would."""
    if change is None:
        return ""
    parts = gettext(" and ").join(_change(one, journey, language) for one in change.changes)
    if change.certain:
        return gettext("It would fit with: %(change)s", change=parts)
    return gettext("It could fit with: %(change)s", change=parts)


def _change(change: Change, journey: Journey, language: Language) -> str:
    question = journey.question(change.question)
    if question is None or len(change.options) > FEW_OPTIONS:
        return change.criterion.label.pick(language).words
    ordered = [key for key in question.allowed if key in change.options]
    labels = gettext(" or ").join(option_label(question, key, journey, language) for key in ordered)
    return gettext(
        "%(question)s «%(options)s»", question=question.short.pick(language).words, options=labels
    )


def status_note(service: Service, catalogue: Catalogue, language: Language) -> str:
    """Return a word of caution for a record that is not simply active; "" if it is."""
    if service.status == "active":
        return ""
    return catalogue.label("status", service.status).pick(language).words


def provider_kind(kind: str) -> str:
    """Return the words for a kind of provider: public, subsidised, private."""
    return {
        "public": gettext("Public organisation"),
        "subsidised": gettext("Organisation with public subsidies"),
        "private": gettext("Private organisation"),
    }[kind]


def suggestion_kind(kind: str) -> str:
    """Return the word for what a suggestion is."""
    return {
        "service": gettext("service"),
        "provider": gettext("organisation"),
        "trade": gettext("trade"),
        "need": gettext("need"),
    }[kind]


def offer(question: str, name: str, option: str) -> str:
    """Return the words of a link that sets an answer which a query names.

    `name` is the visitor's word, e.g. «bakery», `option` that of the answer. The words
    ask for offers and never say what a person is, because a link may travel.
    """
    if question == "place":
        said = gettext("Show what fits a business in %(option)s", option=option)
    elif question in GROUP_QUESTIONS:
        said = gettext("Show the extra support «%(option)s» too", option=option)
    elif question == "need":
        said = gettext("Show what fits the need «%(option)s»", option=option)
    elif question == "stage":
        said = gettext("Show what fits the stage «%(option)s»", option=option)
    else:
        said = gettext("Show what fits the sector «%(option)s»", option=option)
    # Before the offers for a group the word alone would sound as if it named the reader.
    if question in GROUP_QUESTIONS or name.casefold() in option.casefold():
        return said
    what, lowered = name[:1].upper() + name[1:], said[:1].lower() + said[1:]
    return gettext("%(what)s: %(offer)s", what=what, offer=lowered)


def closed_on(service: Service) -> str:
    """Return the last known closing date of a call in words; "" if none is known."""
    if not service.closes:
        return ""
    return gettext("Last known closing date: %(date)s", date=date_words(service.closes))


def as_of(service: Service) -> str:
    """Return how old the newest source of a service is."""
    if not service.as_of:
        return gettext("Sources without a date")
    return gettext("Newest source: %(date)s", date=service.as_of[:4])


def according_to(source: Source | None, catalogue: Catalogue, language: Language) -> str:
    """Return «according to X (year)» for a statement's source."""
    if source is None:
        return ""
    if source.document:
        document = catalogue.documents[source.document]
        title = document.title.pick(language).words
        return gettext("According to %(title)s (%(year)s)", title=title, year=str(document.year))
    host = source.url.split("/")[2].removeprefix("www.")
    if source.date:
        when = date_words(source.date)
        return gettext("According to %(title)s (%(year)s)", title=host, year=when)
    return gettext("According to %(title)s (page without a date)", title=host)


def apply_before(service: Service) -> str:
    """Return the warning that an application comes first, or "" if there is none."""
    return {
        "": "",
        "starting": gettext("Apply before you start your activity"),
        "hiring": gettext("Apply before you hire"),
        "signing": gettext("Apply before you sign"),
        "investing": gettext("Apply before you invest"),
        "training": gettext("Apply before the training starts"),
        "works": gettext("Apply before the works start"),
    }[service.apply_before]


def day_names() -> dict[str, str]:
    """Return the days of the week by their keys, from Monday, as they stand in a sentence."""
    names = get_day_names("wide", "stand-alone", get_locale())
    return {day: str(names[place]) for place, day in enumerate(DAYS)}


def date_words(partial: str) -> str:
    """Return a date of any precision as it is written in the language of the request.

    «2024» stays a year, «2024-06» names the month, «2024-06-05» is a whole date.
    """
    parts = [int(part) for part in partial.split("-")]
    if len(parts) == 1:
        return partial
    if len(parts) == 2:
        return day_as("LLLL y", date(parts[0], parts[1], 1))
    return day_as("d MMMM y", date(parts[0], parts[1], parts[2]))
