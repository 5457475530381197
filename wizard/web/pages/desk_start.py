"""The first pages of a desk's channel: the kiosk's first screen, and the start."""

from dataclasses import dataclass

from wizard.domain.answers import Answers
from wizard.domain.text import Language, Picked
from wizard.web import languages, wording
from wizard.web.messages import gettext
from wizard.web.pages.cards import Row, row
from wizard.web.pages.layout import Layout, layout
from wizard.web.pages.packages import PackageTeaser, teasers
from wizard.web.pages.path import Stretch, path
from wizard.web.visit import Visit


@dataclass(frozen=True, slots=True)
class FirstLanguage:
    """One language of the kiosk's first screen: its name, where it leads, its four packages."""

    code: Language
    name: str
    url: str
    packages: tuple[Picked, ...]


@dataclass(frozen=True, slots=True)
class FirstScreen:
    """The kiosk's first screen: the languages that the desk offers, nothing else to decide."""

    layout: Layout
    languages: tuple[FirstLanguage, ...]


@dataclass(frozen=True, slots=True)
class DeskStartPage:
    """Where a visit begins in a frame or at a kiosk.

    `begins_with` says with which answers the desk begins, e.g. «Place: Anderlecht», `own`
    are the desk's own services. `go_on` is the list when something was answered already.
    """

    layout: Layout
    begin_url: str
    begins_with: tuple[str, ...]
    own: tuple[Row, ...]
    path: tuple[Stretch, ...]
    packages: tuple[PackageTeaser, ...]
    go_on: str


def first_screen(visit: Visit) -> FirstScreen:
    """Return the kiosk's first screen."""
    desk = visit.place.desk
    offered = desk.languages if desk else ()
    return FirstScreen(
        layout=layout(visit, "", gettext("Choose your language"), indexed=False),
        languages=tuple(
            FirstLanguage(
                code,
                languages.OWN_NAMES[code],
                visit.links.in_language(code).start,
                tuple(one.title.pick(code) for one in visit.catalogue.packages.values()),
            )
            for code in offered
        ),
    )


def desk_start_page(visit: Visit) -> DeskStartPage:
    """Return the start page of a desk's channel."""
    beginning = first_answers(visit)
    journey = visit.catalogue.journey
    asked = [one for one in journey.questions if one.key in beginning]
    return DeskStartPage(
        layout=layout(visit, "", gettext("The support that fits your business"), indexed=False),
        begin_url=visit.links.with_answers(beginning).journey,
        begins_with=tuple(
            gettext(
                "%(question)s: %(answer)s",
                question=one.short.pick(visit.language).words,
                answer=wording.answer_text(one, beginning, journey, visit.language),
            )
            for one in asked
        ),
        own=own_rows(visit),
        path=path(visit),
        packages=teasers(visit),
        go_on=visit.links.results() if len(visit.answers) else "",
    )


def first_answers(visit: Visit) -> Answers:
    """Return the answers of the visit, or those that the desk begins with if there are none."""
    desk = visit.place.desk
    if len(visit.answers) or desk is None:
        return visit.answers
    raw: dict[str, list[str]] = {}
    for question, option in desk.start:
        raw.setdefault(question, []).append(option)
    return visit.catalogue.journey.replay(raw).answers


def own_rows(visit: Visit) -> tuple[Row, ...]:
    """Return the rows of the desk's own services that can still be used."""
    desk = visit.place.desk
    keys = desk.first if desk else ()
    found = (visit.catalogue.services.get(key) for key in keys)
    return tuple(row(one, visit) for one in found if one is not None and one.recommended)
