"""The results page: first steps, categories, what is still open, what does not fit."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wizard.domain.advice import Advice, Group
from wizard.domain.inquiry import Outlook
from wizard.domain.ranking import Ranked
from wizard.domain.spoken import speak
from wizard.domain.truth import Truth
from wizard.web import wording
from wizard.web.messages import gettext, ngettext
from wizard.web.pages.cards import Card, ExcludedRow, Row, card, excluded_row, row
from wizard.web.pages.layout import Layout, layout
from wizard.web.pages.path import Stretch, path
from wizard.web.visit import Visit


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer of the summary, with the link that changes it."""

    question: str
    answer: str
    change_url: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """A question that could still change the list, and what it could settle."""

    question: str
    short: str
    effect: str
    url: str


@dataclass(frozen=True, slots=True)
class MapCell:
    """One category on the map; `width` is the length of its bar in tenths of the longest."""

    key: str
    label: str
    total: int
    url: str
    text: str
    width: int


@dataclass(frozen=True, slots=True)
class CategorySection:
    """The services of one category: the best three as cards, the rest behind «show all»."""

    key: str
    label: str
    total: int
    shown: tuple[Card, ...]
    rest: tuple[Row, ...]
    show_all: str
    none_for_stage: bool


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """Everything on the results page.

    `settled` is the sentence that no further answer changes the list, or "". `code` are
    the words that say the answers by phone. `own` are the services that the desk of a
    frame or kiosk offers itself and that fit or may fit; they keep their other places too.
    """

    layout: Layout
    headline: str
    path: tuple[Stretch, ...]
    answers: tuple[GivenAnswer, ...]
    next: Invitation | None
    others: tuple[Invitation, ...]
    remaining: str
    settled: str
    own: tuple[Card, ...]
    first_steps: tuple[Card, ...]
    map: tuple[MapCell, ...]
    sections: tuple[CategorySection, ...]
    excluded: tuple[ExcludedRow, ...]
    excluded_summary: str
    code: tuple[str, ...]
    again_url: str


def results_page(advice: Advice, visit: Visit) -> ResultsPage:
    """Return the page for some advice."""
    title = gettext("Support that fits")
    invitations = tuple(_invitation(one, visit) for one in advice.outlooks)
    return ResultsPage(
        layout=layout(visit, "results", title, indexed=False),
        headline=_headline(advice),
        path=path(visit),
        answers=_given(visit),
        next=invitations[0] if invitations else None,
        others=invitations[1:],
        remaining=_remaining(len(invitations)),
        settled="" if invitations else gettext("No further answer changes this list."),
        own=_own(advice, visit),
        first_steps=_cards(advice.first_steps, advice, visit),
        map=_map(advice, visit),
        sections=tuple(_section(group, advice, visit) for group in advice.groups),
        excluded=tuple(
            excluded_row(one, visit, advice.verdict(one), advice.known) for one in advice.excluded
        ),
        excluded_summary=ngettext(
            "%(num)s service does not fit: see why",
            "%(num)s services do not fit: see why",
            len(advice.excluded),
        ),
        code=speak(visit.answers, visit.language),
        again_url=visit.links.fresh_start,
    )


def _headline(advice: Advice) -> str:
    counts, steps = advice.counts, len(advice.first_steps)
    fits = ngettext("%(num)s service fits", "%(num)s services fit", counts.yes)
    if counts.unknown:
        maybe = ngettext("%(num)s more is possible", "%(num)s more are possible", counts.unknown)
        fits = f"{fits}, {maybe}"
    if not steps:
        return f"{fits}."
    begin = ngettext("Begin with this one.", "Begin with these %(num)s.", steps)
    return f"{fits}. {begin}"


def _remaining(number: int) -> str:
    return ngettext(
        "%(num)s question could still change this list.",
        "%(num)s questions could still change this list.",
        number,
    )


def _given(visit: Visit) -> tuple[GivenAnswer, ...]:
    journey, language = visit.catalogue.journey, visit.language
    given = []
    for question in journey.questions:
        if question.key in visit.answers:
            short = question.short.pick(language).words
            given.append(
                GivenAnswer(
                    short,
                    wording.answer_text(question, visit.answers, journey, language),
                    visit.links.question(question.key, back=True),
                )
            )
    return tuple(given)


def _invitation(one: Outlook, visit: Visit) -> Invitation:
    if one.could_settle:
        effect = ngettext(
            "could settle %(num)s service", "could settle %(num)s services", one.could_settle
        )
    else:
        effect = gettext("puts the most useful first")
    return Invitation(
        one.question.title.pick(visit.language).words,
        one.question.short.pick(visit.language).words,
        effect,
        visit.links.question(one.question.key, back=True),
    )


def _cards(ranked: Iterable[Ranked], advice: Advice, visit: Visit) -> tuple[Card, ...]:
    return tuple(card(one.service, visit, advice.verdict(one.service)) for one in ranked)


def _own(advice: Advice, visit: Visit) -> tuple[Card, ...]:
    """Return the desk's own services in the desk's order; the heading says whose they are."""
    own = _cards(advice.among(visit.place.own), advice, visit)
    return tuple(replace(one, own=None) for one in own)


def _section(group: Group, advice: Advice, visit: Visit) -> CategorySection:
    return CategorySection(
        key=group.category,
        label=visit.catalogue.label("category", group.category).pick(visit.language).words,
        total=group.total,
        shown=_cards(group.shown, advice, visit),
        rest=tuple(row(one.service, visit, one.truth) for one in group.rest),
        show_all=ngettext("Show all %(num)s", "Show all %(num)s", group.total),
        none_for_stage=not group.shown,
    )


def _map(advice: Advice, visit: Visit) -> tuple[MapCell, ...]:
    largest = max((group.total for group in advice.groups), default=1)
    cells = []
    for group in advice.groups:
        yes = sum(one.truth is Truth.YES for one in (*group.shown, *group.rest))
        cells.append(
            MapCell(
                key=group.category,
                label=visit.catalogue.label("category", group.category).pick(visit.language).words,
                total=group.total,
                url=visit.links.results(f"c-{group.category}"),
                text=gettext(
                    "%(yes)s fit, %(unknown)s possible", yes=yes, unknown=group.total - yes
                ),
                width=max(1, round(10 * group.total / largest)),
            )
        )
    return tuple(cells)
