"""The start page of a desk's channel."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from wizard.domain.answers import Answers
from wizard.domain.desk_start import by_question
from wizard.web import wording
from wizard.web.messages import gettext
from wizard.web.pages.cards import Row, row
from wizard.web.pages.layout import Layout, Link, layout
from wizard.web.pages.packages import PackageTeaser, teasers
from wizard.web.pages.path import Stretch, path
from wizard.web.visit import Visit


@dataclass(frozen=True, slots=True)
class DeskStartPage:
    """Where a visit begins in a frame or at a kiosk.

    `begins_with` says with which answers the desk begins, e.g. «Place: Anderlecht», and
    leads to where each is changed; `own` are the desk's own services. `go_on` is the list
    when something was answered already.
    """

    layout: Layout
    begin_url: str
    begins_with: tuple[Link, ...]
    own: tuple[Row, ...]
    path: tuple[Stretch, ...]
    packages: tuple[PackageTeaser, ...]
    go_on: str


def desk_start_page(visit: Visit) -> DeskStartPage:
    """Return the start page of a desk's channel."""
    beginning = first_answers(visit)
    begun = replace(visit, answers=beginning, links=visit.links.with_answers(beginning))
    return DeskStartPage(
        layout=layout(visit, "", gettext("The support that fits your business"), indexed=False),
        begin_url=begun.links.journey,
        begins_with=tuple(_begins_with(begun)),
        own=own_rows(visit),
        path=path(begun),
        packages=teasers(visit),
        go_on=visit.links.results() if len(visit.answers) else "",
    )


def _begins_with(begun: Visit) -> Iterator[Link]:
    lines = wording.answer_lines(begun.answers, begun.catalogue.journey, begun.language)
    for question, text in lines.items():
        yield Link(text, begun.links.question(question))


def first_answers(visit: Visit) -> Answers:
    """Return the answers of the visit, or those that the desk begins with if there are none."""
    desk = visit.place.desk
    if len(visit.answers) or desk is None:
        return visit.answers
    return visit.catalogue.journey.replay(by_question(desk.start)).answers


def own_rows(visit: Visit) -> tuple[Row, ...]:
    """Return the rows of the desk's own services that can still be used, under its name."""
    found = (visit.catalogue.services.get(key) for key in visit.place.own)
    rows = (row(one, visit) for one in found if one is not None and one.recommended)
    return tuple(replace(one, own=None) for one in rows)
