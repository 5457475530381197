"""All questions at once, as compact controls in any order."""

from dataclasses import dataclass

from wizard.domain.answers import UNSURE, Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.question import Question
from wizard.domain.text import Language, Picked
from wizard.domain.truth import Truth
from wizard.web import wording
from wizard.web.links import Pair


@dataclass(frozen=True, slots=True)
class ControlOption:
    """One option of a control."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Control:
    """One question: its number is also its key. `aloud` is how to ask it, in the caller's language.

    `skipped` is true when the earlier answers make it needless.
    """

    key: str
    number: int
    label: str
    many: bool
    options: tuple[ControlOption, ...]
    answered: bool
    skipped: bool
    aloud: Picked


@dataclass(frozen=True, slots=True)
class Hidden:
    """A value that travels along with a form."""

    name: str
    value: str


def hidden(pairs: list[Pair]) -> tuple[Hidden, ...]:
    """Return pairs as hidden fields."""
    return tuple(Hidden(name, value) for name, value in pairs)


def controls(
    catalogue: Catalogue, answers: Answers, language: Language, caller: Language
) -> tuple[Control, ...]:
    """Return a control for every question, with what is chosen."""
    known = catalogue.journey.known(answers)
    return tuple(
        Control(
            key=question.key,
            number=number,
            label=question.short.pick(language).words,
            many=question.kind == "many",
            options=_options(question, catalogue, answers, language),
            answered=question.key in answers,
            skipped=question.key not in answers and question.applies(known) is Truth.NO,
            aloud=question.said.pick(caller),
        )
        for number, question in enumerate(catalogue.journey.questions, 1)
    )


def _options(
    question: Question, catalogue: Catalogue, answers: Answers, language: Language
) -> tuple[ControlOption, ...]:
    chosen = answers.of(question.key)
    # «I do not know» is what an empty control means already.
    keys = [one for one in question.allowed if one != UNSURE]
    return tuple(
        ControlOption(
            key,
            wording.option_label(question, key, catalogue.journey, language),
            key in chosen,
        )
        for key in keys
    )
