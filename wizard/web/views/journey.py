"""The journey: ask one question, take one answer, go on."""

from flask import abort, request
from werkzeug.wrappers import Response

from wizard.domain.answers import UNSURE, Answers
from wizard.domain.inquiry import outlooks
from wizard.domain.question import Question
from wizard.web.forms import check_answer
from wizard.web.links import BACK, BACK_TO_RESULTS
from wizard.web.pages.question import question_page
from wizard.web.render import show
from wizard.web.visit import Visit, elsewhere, see_other, visit


def next_question(language: str) -> Response:
    """Lead to the best next question, or to the list if nothing is left to ask."""
    here = visit(language)
    return see_other(_onward(here, here.answers))


def ask(language: str, question: str) -> Response:
    """Show one question; one that does not apply leads on to the next."""
    here = visit(language)
    asked = _question(here, question)
    if not _applies(here, asked):
        return see_other(_onward(here, here.answers))
    extra = [BACK_TO_RESULTS] if _back() else []
    away = elsewhere(here.links, f"journey/{question}", extra)
    return away or show(question_page(asked, here, here.answers.of(question), back=_back()))


def take_answer(language: str, question: str) -> Response:
    """Check one answer: 303 onward if it is one, else the same page with the error (422)."""
    here = visit(language)
    asked = _question(here, question)
    error = check_answer(asked, request.args)
    if error:
        chosen = request.args.getlist(question)
        return show(question_page(asked, here, chosen, back=_back(), error=error), 422)
    answers = here.answers
    if question not in answers:
        # Only a voluntary question gets here without a choice: it is left unsaid.
        answers = here.catalogue.journey.with_answer(answers, question, [UNSURE])
    links = here.links.with_answers(answers)
    return see_other(links.results() if _back() else _onward(here, answers))


def _question(here: Visit, key: str) -> Question:
    question = here.catalogue.journey.question(key)
    if question is None:
        abort(404)
    return question


def _applies(here: Visit, question: Question) -> bool:
    return question.key in here.answers or question in here.catalogue.journey.open_questions(
        here.answers
    )


def _onward(here: Visit, answers: Answers) -> str:
    links = here.links.with_answers(answers)
    open_now = outlooks(here.catalogue, answers)
    return links.question(open_now[0].question.key) if open_now else links.finish


def _back() -> bool:
    return request.args.get(BACK) == BACK_TO_RESULTS[1]
