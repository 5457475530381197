"""The page of one question."""

from collections.abc import Sequence
from dataclasses import dataclass

from wizard.domain.answers import NONE_OF_THESE, UNSURE, Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.inquiry import outlooks
from wizard.domain.question import Option, Question
from wizard.domain.text import Picked
from wizard.web.links import BACK_TO_RESULTS, Pair
from wizard.web.messages import gettext, ngettext
from wizard.web.pages.layout import Layout, layout
from wizard.web.pages.path import Stretch, path
from wizard.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Choice:
    """One radio button or tick box."""

    value: str
    label: Picked
    hint: Picked
    checked: bool
    exclusive: bool


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question: what is asked, the choices, and the way on and back.

    `many` says whether several may be chosen. `hidden` are the other answers, and
    where to go afterwards. `error` is the message to show, "" for none.
    """

    layout: Layout
    key: str
    title: Picked
    help: Picked
    why: Picked
    many: bool
    choices: tuple[Choice, ...]
    action: str
    hidden: tuple[Pair, ...]
    back_url: str
    results_url: str
    progress: str
    percent: int
    path: tuple[Stretch, ...]
    error: str


def question_page(
    question: Question, visit: Visit, chosen: Sequence[str], *, back: bool, error: str = ""
) -> QuestionPage:
    """Return the page that asks `question` with `chosen` ticked."""
    language = visit.language
    title = question.title.pick(language)
    others = visit.catalogue.journey.without(visit.answers, question.key)
    extra = (BACK_TO_RESULTS,) if back else ()
    shown = f"{gettext('Error')}: {title}" if error else title.words
    return QuestionPage(
        layout=layout(visit, f"journey/{question.key}", shown, extra=extra, indexed=False),
        key=question.key,
        title=title,
        help=question.help.pick(language),
        why=question.why.pick(language),
        many=question.kind == "many",
        choices=_choices(question, visit, chosen),
        action=visit.links.answer(question.key),
        hidden=(*others.query(), *extra),
        back_url=_back_url(question, visit, back=back),
        results_url=visit.links.finish if len(visit.answers) else "",
        progress=_progress(question, visit),
        percent=_percent(visit),
        path=path(visit),
        error=error,
    )


def asked_order(catalogue: Catalogue, answers: Answers) -> list[str]:
    """Return the answered questions in the order in which the journey asks them.

    The address does not say in which order a person answered, so the journey is
    run again: at each step the best next question, as long as it is answered.
    """
    order: list[str] = []
    given = Answers()
    while len(order) < len(answers):
        following = [
            o.question.key for o in outlooks(catalogue, given) if o.question.key in answers
        ]
        if not following:
            break
        order.append(following[0])
        given = catalogue.journey.with_answer(given, following[0], answers.of(following[0]))
    return order


def _choices(question: Question, visit: Visit, chosen: Sequence[str]) -> tuple[Choice, ...]:
    language, journey = visit.language, visit.catalogue.journey
    reserved = [Option(UNSURE, journey.unsure, journey.unsure)]
    if question.has_none:
        reserved.insert(0, Option(NONE_OF_THESE, journey.none, journey.none))
    return tuple(
        Choice(
            option.key,
            option.answer.pick(language),
            option.hint.pick(language),
            option.key in chosen,
            option.key in question.exclusive,
        )
        for option in (*question.options, *reserved)
    )


def _back_url(question: Question, visit: Visit, *, back: bool) -> str:
    if back:
        return visit.links.results()
    order = [key for key in asked_order(visit.catalogue, visit.answers) if key != question.key]
    if not order:
        return visit.links.start
    return visit.links.question(order[-1])


def _progress(question: Question, visit: Visit) -> str:
    others = visit.catalogue.journey.without(visit.answers, question.key)
    left = len(outlooks(visit.catalogue, others)) - 1
    number = len(others) + 1
    if left <= 0:
        return gettext("Question %(number)s, the last one", number=number)
    return ngettext(
        "Question %(number)s, at most %(num)s more after this",
        "Question %(number)s, at most %(num)s more after this",
        left,
        number=number,
    )


def _percent(visit: Visit) -> int:
    total = len(visit.catalogue.journey.questions)
    return round(100 * len(visit.answers) / total)
