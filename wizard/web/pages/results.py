"""What the parts of the results page say; `results_parts` tells what each part is."""

from wizard.domain.advice import Advice
from wizard.domain.question import Question
from wizard.web import wording
from wizard.web.messages import gettext, ngettext
from wizard.web.pages.layout import layout
from wizard.web.pages.results_parts import (
    CategorySection,
    GivenAnswer,
    Headline,
    Invitation,
    MapCell,
    NextQuestions,
    NotFitting,
    ResultsPage,
)
from wizard.web.visit import Visit


def results_frame(visit: Visit, *, listed: bool) -> ResultsPage:
    """Return the frame of the page; the links of `visit` are deferred."""
    title = gettext("Support that fits")
    around = layout(visit, "results", title, indexed=False)
    return ResultsPage(around, listed, visit.links.fresh_start)


def headline(yes: int, unknown: int, steps: int) -> Headline:
    """Return how many services fit, and with how many to begin."""
    fits = ngettext("%(num)s service fits", "%(num)s services fit", yes)
    if unknown:
        maybe = ngettext("%(num)s more is possible", "%(num)s more are possible", unknown)
        fits = f"{fits}, {maybe}"
    if not steps:
        return Headline(f"{fits}.")
    begin = ngettext("Begin with this one.", "Begin with these %(num)s.", steps)
    return Headline(f"{fits}. {begin}")


def next_questions(number: int) -> NextQuestions:
    """Return the words around `number` questions that could still change the list."""
    remaining = ngettext(
        "%(num)s question could still change this list.",
        "%(num)s questions could still change this list.",
        number,
    )
    settled = "" if number else gettext("No further answer changes this list.")
    return NextQuestions(remaining, settled, number > 1)


def given_answer(key: str, visit: Visit) -> GivenAnswer:
    """Return what was answered to the question `key`."""
    question = _question(key, visit)
    return GivenAnswer(
        question.short.pick(visit.language).words,
        wording.answer_text(question, visit.answers, visit.catalogue.journey, visit.language),
        visit.links.question(question.key, back=True),
    )


def invitation(key: str, could_settle: int, visit: Visit, *, best: bool) -> Invitation:
    """Return the invitation to answer the question `key`, which could settle so many services."""
    question = _question(key, visit)
    if could_settle:
        effect = ngettext(
            "could settle %(num)s service", "could settle %(num)s services", could_settle
        )
    else:
        effect = gettext("puts the most useful first")
    return Invitation(
        question.title.pick(visit.language).words,
        question.short.pick(visit.language).words,
        effect,
        visit.links.question(question.key, back=True),
        best,
    )


def section(category: str, shown: int, total: int, visit: Visit) -> CategorySection:
    """Return the frame of a category with `total` services, of which the first `shown` are cards."""
    return CategorySection(
        key=category,
        label=visit.catalogue.label("category", category).pick(visit.language).words,
        total=total,
        any_rest=total > shown,
        show_all=ngettext("Show all %(num)s", "Show all %(num)s", total),
        none_for_stage=not shown,
    )


def map_cell(category: str, yes: int, total: int, largest: int, visit: Visit) -> MapCell:
    """Return the cell of a category; `largest` is the number of services of the largest one."""
    return MapCell(
        key=category,
        label=visit.catalogue.label("category", category).pick(visit.language).words,
        total=total,
        url=visit.links.results(f"c-{category}"),
        text=gettext("%(yes)s fit, %(unknown)s possible", yes=yes, unknown=total - yes),
        width=max(1, round(10 * total / largest)),
    )


def not_fitting(advice: Advice) -> NotFitting:
    """Return the words around what does not fit."""
    return NotFitting(
        ngettext(
            "%(num)s service does not fit: see why",
            "%(num)s services do not fit: see why",
            len(advice.excluded),
        )
    )


def _question(key: str, visit: Visit) -> Question:
    return next(one for one in visit.catalogue.journey.questions if one.key == key)
