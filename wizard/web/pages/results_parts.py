"""The parts of which the results page is put together: its frame, and what stands in it.

Each part has its own template and is made once for what it depends on; `wizard.web.listing`
puts them into the places of the frame.
"""

from dataclasses import dataclass

from wizard.domain.text import Picked
from wizard.web.fragments import slot
from wizard.web.pages.cards import Card, ExcludedRow, Row
from wizard.web.pages.layout import Layout
from wizard.web.pages.path import Stretch


@dataclass(frozen=True, slots=True)
class ResultsPage:
    """The frame of the results page: all that is the same for everybody, and places for the rest.

    `listed` says whether any service fits or may fit. The other fields without a note are
    places: headline, path, own services of a desk, first steps, answers, what could be
    answered next, the words that say the answers by phone, map, categories, what does not fit,
    and at a kiosk the address one step back.
    """

    layout: Layout
    listed: bool
    again_url: str
    back_url: str = slot("back")
    headline: str = slot("headline")
    path: str = slot("path")
    own: str = slot("own")
    first: str = slot("first")
    answers: str = slot("answers")
    next: str = slot("next")
    code: str = slot("code")
    map: str = slot("map")
    sections: str = slot("sections")
    excluded: str = slot("excluded")


@dataclass(frozen=True, slots=True)
class Headline:
    """How many services fit and how many to begin with, in a sentence."""

    text: str


@dataclass(frozen=True, slots=True)
class PathPart:
    """The stages as a path, with the one that was answered marked."""

    path: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class HiddenAnswer:
    """An answer that the search box carries along."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One answer of the summary, with the link that changes it."""

    question: str
    answer: str
    change_url: str


@dataclass(frozen=True, slots=True)
class NextQuestions:
    """What could still change the list; `settled` says that nothing does, or is "".

    `best` and `others` are places for the invitations; `any_others` is false for one question.
    """

    remaining: str
    settled: str
    any_others: bool
    best: str = slot("best")
    others: str = slot("others")


@dataclass(frozen=True, slots=True)
class Invitation:
    """A question that could still change the list, and what it could settle; the `best` is larger."""

    question: str
    short: str
    effect: str
    url: str
    best: bool


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """The words that say the answers by phone."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """The services to begin with; what to say where none stands out, or none fits at all."""

    any_steps: bool
    listed: bool
    steps: str = slot("steps")


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One service to begin with."""

    card: Card


@dataclass(frozen=True, slots=True)
class OwnServices:
    """What the desk of a frame or kiosk offers itself; the services keep their other places too."""

    name: Picked
    cards: str = slot("cards")


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
    """The services of one category: a place for the best three, and the way to all."""

    key: str
    label: str
    total: int
    any_rest: bool
    all_url: str
    show_all: str
    none_for_stage: bool
    shown: str = slot("shown")


@dataclass(frozen=True, slots=True)
class ResultCard:
    """A service among the best of its category, or among those of a desk."""

    card: Card


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A service in the whole list of its category."""

    row: Row


@dataclass(frozen=True, slots=True)
class NotFitting:
    """How many services do not fit, and the way to them."""

    url: str
    summary: str


@dataclass(frozen=True, slots=True)
class ToCategory:
    """The way to the whole list of a category; `current` marks the one that is shown."""

    url: str
    label: str
    total: int
    current: bool


@dataclass(frozen=True, slots=True)
class WholeList:
    """The frame of a page with all services of a category, or with all that do not fit.

    `key` is the category, "" for what does not fit; `count` says how many there are. Places:
    the ways to the other categories, and the rows.
    """

    layout: Layout
    key: str
    title: str
    count: str
    back_url: str
    others: str = slot("others")
    rows: str = slot("rows")


@dataclass(frozen=True, slots=True)
class NotFittingRow:
    """One service that does not fit."""

    row: ExcludedRow


ResultsPart = (
    ResultsPage
    | Headline
    | PathPart
    | HiddenAnswer
    | GivenAnswer
    | NextQuestions
    | Invitation
    | SpokenWords
    | FirstSteps
    | FirstStep
    | OwnServices
    | MapCell
    | CategorySection
    | ResultCard
    | ResultRow
    | NotFitting
    | ToCategory
    | WholeList
    | NotFittingRow
)
