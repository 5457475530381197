"""The laboratory's page: who finds something in the catalogue, and who does not.

It is written into a file for editors and policy makers; no visitor is served it, so it
has no layout with links, and brings its own style.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from flask_babel import format_decimal

from wizard.domain.coverage.findings import FAULTS, GAPS, Finding
from wizard.domain.coverage.survey import Survey
from wizard.domain.coverage.thin import ENOUGH, Thin
from wizard.web.messages import gettext, ngettext
from wizard.web.pages.coverage_maps import HeatMap, heat_map
from wizard.web.pages.coverage_words import Speaker, kind_title, number_of_services

WIDEST = 6
"""So many thin offers of a category are shown at once; the others are narrower."""
SHORT_DIGEST = 12


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts; times ten to the `power` if that is not 0."""

    number: str
    power: int
    label: str


@dataclass(frozen=True, slots=True)
class Item:
    """One finding: the service (or nothing), what it is about, the place where it is mended."""

    name: str
    url: str
    detail: str
    place: str


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one kind under the sentence that explains it."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ThinLine:
    """Somebody in words, and how many services there are for them."""

    who: str
    number: str


@dataclass(frozen=True, slots=True)
class ThinGroup:
    """The thin offers of one category: the widest, and those behind `more`."""

    title: str
    widest: tuple[ThinLine, ...]
    more: str
    narrower: tuple[ThinLine, ...]


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question with the numbers of services that its answer decides and may reorder."""

    label: str
    decides: int
    orders: int


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """All that the page shows; `edition` says of which content and which day."""

    language: str
    title: str
    edition: str
    figures: tuple[Figure, ...]
    maps: tuple[HeatMap, ...]
    faults: tuple[Group, ...]
    thin: tuple[ThinGroup, ...]
    gaps: tuple[Group, ...]
    by_word: tuple[Item, ...]
    questions: tuple[QuestionLine, ...]
    method: tuple[str, ...]


def coverage_page(survey: Survey, speaker: Speaker, day: str) -> CoveragePage:
    """Return the page of a survey made on `day` (as it is to be shown)."""
    digest = speaker.catalogue.digest[:SHORT_DIGEST]
    return CoveragePage(
        language=speaker.language,
        title=gettext("Coverage of the catalogue"),
        edition=gettext("Content %(digest)s, computed on %(day)s", digest=digest, day=day),
        figures=_figures(survey),
        maps=tuple(heat_map(grid, speaker) for grid in survey.grids),
        faults=groups(survey.faults, FAULTS, speaker),
        thin=_thin_groups(survey.thin, speaker),
        gaps=groups(survey.gaps, GAPS, speaker),
        by_word=tuple(Item(speaker.service(k), speaker.url(k), "", k) for k in survey.by_word),
        questions=tuple(
            QuestionLine(speaker.question(one.question), one.decides, one.orders)
            for one in survey.weights
        ),
        method=_method(survey),
    )


def groups(
    findings: Sequence[Finding], kinds: Sequence[str], speaker: Speaker
) -> tuple[Group, ...]:
    """Return the findings by kind, in the order of `kinds`; a kind without any is left out."""
    found = [(kind, [one for one in findings if one.kind == kind]) for kind in kinds]
    return tuple(
        Group(kind_title(kind), tuple(_item(one, speaker) for one in members))
        for kind, members in found
        if members
    )


def thin_line(thin: Thin, speaker: Speaker) -> ThinLine:
    """Return one thin offer in words; it may concern everybody."""
    return ThinLine(speaker.facts(thin.answers) or gettext("everybody"), number_of_services(thin))


def _item(finding: Finding, speaker: Speaker) -> Item:
    return Item(
        speaker.service(finding.service) if finding.service else "",
        speaker.url(finding.service),
        speaker.detail(finding),
        f"{finding.file}: {finding.key}",
    )


def _thin_groups(thin: Sequence[Thin], speaker: Speaker) -> tuple[ThinGroup, ...]:
    found = []
    for category, members in groupby(thin, key=lambda one: one.category):
        lines = tuple(thin_line(one, speaker) for one in members)
        rest = lines[WIDEST:]
        more = ngettext("%(num)s narrower case", "%(num)s narrower cases", len(rest))
        title = speaker.term("category", category)
        found.append(ThinGroup(title, lines[:WIDEST], more, rest))
    return tuple(found)


def _figures(survey: Survey) -> tuple[Figure, ...]:
    figures = survey.figures
    shown = (
        (len(survey.faults), gettext("faults to mend")),
        (figures.services, gettext("services that may be recommended")),
        (figures.certain, gettext("certainly fit somebody who answers every question")),
        (figures.by_word, gettext("at best possible: the provider always has the last word")),
        (
            figures.shown_to_all,
            gettext("are shown first to somebody who tells a stage, a sector and a need"),
        ),
    )
    answers = _large(figures.answers, gettext("complete sets of answers, all of them considered"))
    return (*(Figure(str(number), 0, label) for number, label in shown), answers)


def _large(number: int, label: str) -> Figure:
    """Return a number of many digits as two of them and a power of ten."""
    power = len(str(number)) - 1
    if power < 6:
        return Figure(str(number), 0, label)
    return Figure(format_decimal(number / 10**power, format="0.0"), power, label)


def _method(survey: Survey) -> tuple[str, ...]:
    figures = survey.figures
    return (
        gettext(
            "A condition asks only whether an answer is among certain options. Answers that are the same to every condition of a service are therefore counted together: %(number)s answers stand for all of them, and none is left out.",
            number=figures.representatives,
        ),
        gettext(
            "One more answer can only exclude services. So the people with little choice were sought from the general to the particular, in %(number)s descriptions, and each line here is as general as it can be.",
            number=figures.descriptions,
        ),
        gettext(
            "What is shown first was tried with %(number)s visitors: each stage with each sector and each need, and for a service that did not appear, the people it is made for.",
            number=figures.visitors,
        ),
        gettext(
            "Fewer than %(number)s services in a category are called little choice.", number=ENOUGH
        ),
    )
