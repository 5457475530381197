"""What decides, as plain lists: questions with their options, and the criteria of a service.

Questions and options are told by their places: a condition is `[question, yes, maybe, no,
share]`, where the first is a place in the journey and the next three are places in the
question's options, the reserved ones («none of these», «I don't know») last.
"""

from collections.abc import Iterable

from wizard.domain.answers import NONE_OF_THESE
from wizard.domain.catalogue import Catalogue
from wizard.domain.criteria import Condition
from wizard.domain.journey import Journey
from wizard.domain.question import Question
from wizard.domain.service import Service
from wizard.domain.text import Language, Picked, Text
from wizard.web.pages.path import STAGES_OF_PACKAGE

Plain = dict[str, object]
"""What becomes an object of JSON."""


def picked(one: Picked) -> object:
    """Return words as the snapshot has them: with their language only where it is another one."""
    return [one.words, one.language] if one.foreign else one.words


def questions(journey: Journey, language: Language) -> list[Plain]:
    """Return the questions in the order of the journey, with their words in one language."""
    return [_question(one, journey, language) for one in journey.questions]


def criteria(service: Service, journey: Journey, language: Language) -> list[list[object]]:
    """Return the criteria of a service, each as `[label, conditions]`."""
    return [
        [picked(one.label.pick(language)), conditions(one.conditions, journey)]
        for one in service.criteria
    ]


def conditions(chosen: Iterable[Condition], journey: Journey) -> list[list[object]]:
    """Return conditions by the places of what they name."""
    return [_condition(one, journey) for one in chosen]


def stretches(catalogue: Catalogue, language: Language) -> list[Plain]:
    """Return the path of stages: each package with the places of its stages."""
    stage = catalogue.journey.question("stage")
    allowed = stage.allowed if stage else ()
    return [
        {
            "package": package,
            "label": catalogue.label("package", package).pick(language).words,
            "stages": [allowed.index(key) for key in stages if key in allowed],
        }
        for package, stages in STAGES_OF_PACKAGE.items()
    ]


def _question(one: Question, journey: Journey, language: Language) -> Plain:
    return {
        "key": one.key,
        "many": one.kind == "many",
        "opening": one.opening,
        "voluntary": one.voluntary,
        "title": picked(one.title.pick(language)),
        "short": one.short.pick(language).words,
        "help": picked(one.help.pick(language)),
        "why": picked(one.why.pick(language)),
        "options": _options(one, journey, language),
        "exclusive": _places(one, one.exclusive),
        "when": conditions(one.ask_when, journey),
        "implied": _places(one, one.implied),
        "none": one.has_none,
    }


def _options(one: Question, journey: Journey, language: Language) -> list[Plain]:
    """Return the options in the order shown: the words on a button, the name elsewhere."""
    own = [
        {
            "key": option.key,
            "label": option.label.pick(language).words,
            "answer": picked(option.answer.pick(language)),
            "hint": picked(option.hint.pick(language)),
            "aliases": sorted(option.aliases),
        }
        for option in one.options
    ]
    reserved = [
        {
            "key": key,
            "label": words.pick(language).words,
            "answer": picked(words.pick(language)),
            "hint": "",
            "aliases": [],
        }
        for key, words in zip(one.allowed[len(own) :], _words(one, journey), strict=True)
    ]
    return [*own, *reserved]


def _words(one: Question, journey: Journey) -> tuple[Text, ...]:
    reserved = one.allowed[len(one.options) :]
    return tuple(journey.none if key == NONE_OF_THESE else journey.unsure for key in reserved)


def _condition(one: Condition, journey: Journey) -> list[object]:
    question = journey.question(one.question)
    if question is None:
        raise ValueError(f"a condition names the question {one.question}, which does not exist")
    named = (one.yes, one.maybe, one.no)
    place = journey.questions.index(question)
    return [place, *(_places(question, options) for options in named), one.share]


def _places(question: Question, options: Iterable[str]) -> list[int]:
    return sorted(question.allowed.index(option) for option in options)
