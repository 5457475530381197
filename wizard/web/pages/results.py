"""What the parts of the results page say; `results_parts` tells what each part is."""

from wizard.domain.question import Question
from wizard.web import wording
from wizard.web.links import NOT_FITTING
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
    ToCategory,
    WholeList,
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
        label=_label(category, visit),
        total=total,
        any_rest=total > shown,
        all_url=visit.links.whole_category(category),
        show_all=ngettext("Show all %(num)s", "Show all %(num)s", total),
        none_for_stage=not shown,
    )


def map_cell(category: str, yes: int, total: int, largest: int, visit: Visit) -> MapCell:
    """Return the cell of a category; `largest` is the number of services of the largest one."""
    return MapCell(
        key=category,
        label=_label(category, visit),
        total=total,
        url=visit.links.results(f"c-{category}"),
        text=_fit_and_possible(yes, total),
        width=max(1, round(10 * total / largest)),
    )


def not_fitting(number: int, visit: Visit) -> NotFitting:
    """Return the way to the services that do not fit."""
    return NotFitting(
        visit.links.not_fitting,
        ngettext(
            "%(num)s service does not fit: see why",
            "%(num)s services do not fit: see why",
            number,
        ),
    )


def to_category(category: str, total: int, current: bool, visit: Visit) -> ToCategory:
    """Return the way to the whole list of another category."""
    label = _label(category, visit)
    return ToCategory(visit.links.whole_category(category), label, total, current)


def whole_category(category: str, yes: int, total: int, visit: Visit) -> WholeList:
    """Return the frame of the page with all `total` services of a category."""
    label = _label(category, visit)
    return WholeList(
        layout(visit, f"results/{category}", label, indexed=False),
        category,
        label,
        _fit_and_possible(yes, total) if total else _none_fits(),
        visit.links.results(f"c-{category}" if total else ""),
    )


def not_fitting_page(number: int, visit: Visit) -> WholeList:
    """Return the frame of the page with the `number` services that do not fit."""
    title = gettext("What does not fit")
    return WholeList(
        layout(visit, f"results/{NOT_FITTING}", title, indexed=False),
        "",
        title,
        _excluded_number(number),
        visit.links.results("excluded" if number else ""),
    )


def _excluded_number(number: int) -> str:
    if not number:
        return gettext("Every service fits your answers, or may fit.")
    return ngettext(
        "%(num)s service does not fit your answers. Here you see why.",
        "%(num)s services do not fit your answers. Here you see why.",
        number,
    )


def _none_fits() -> str:
    """Return what to say where no service fits or may fit."""
    return gettext(
        "No service fits these answers as they are. Change an answer, or call 1819: an adviser"
        " looks further with you."
    )


def _fit_and_possible(yes: int, total: int) -> str:
    return gettext("%(yes)s fit, %(unknown)s possible", yes=yes, unknown=total - yes)


def _label(category: str, visit: Visit) -> str:
    return visit.catalogue.label("category", category).pick(visit.language).words


def _question(key: str, visit: Visit) -> Question:
    return next(one for one in visit.catalogue.journey.questions if one.key == key)
