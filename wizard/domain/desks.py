"""Partner desks: who puts the journey on their floor or their pages, and how it looks there.

A desk is a local economy desk (LEL/GEL), a business centre, a municipality or another
partner. CPSV-AP would call it a *Channel* of the services, run by an *Agent*.
"""

import re
from dataclasses import dataclass
from typing import Literal, get_args

from wizard.domain.text import LANGUAGES, NO_TEXT, Language, Text

Kind = Literal["local-desk", "business-centre", "municipality", "other"]
KINDS: tuple[Kind, ...] = ("local-desk", "business-centre", "municipality", "other")

Feature = Literal["kiosk", "embed", "search", "packages", "code", "take-home", "print", "offline"]
FEATURES: tuple[Feature, ...] = (
    "kiosk",
    "embed",
    "search",
    "packages",
    "code",
    "take-home",
    "print",
    "offline",
)
"""What a desk can switch off: the kiosk, the frame on other pages; in both the search, the
packages, typing a code, taking the list home by QR and code, printing; the kiosk's snapshot."""

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
"""The days of the week as schema.org's opening hours abbreviate them, from Monday."""

KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
"""What a desk's id looks like: it stands in addresses."""

IDLE_LEAST, IDLE_USUAL, IDLE_MOST = 30, 90, 900
"""Seconds without any input after which the kiosk asks whether somebody is still there."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one scheme as `#rrggbb`: of buttons, of the words on them, of links."""

    brand: str
    on_brand: str
    link: str


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture (PNG) on a plate of one colour (`#rrggbb`); its words are the desk's name."""

    png: bytes
    plate: str = "#ffffff"


@dataclass(frozen=True, slots=True)
class DeskContact:
    """How to reach a desk; what is not known is empty."""

    phone: str = ""
    email: str = ""
    url: str = ""
    address: Text = NO_TEXT


@dataclass(frozen=True, slots=True)
class OpenDay:
    """The hours of one day as pairs `("09:00", "12:30")`, in order."""

    day: str
    hours: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """One partner desk.

    `municipality` is an option of the question «place», or "". `languages` are those
    offered, in the order in which the kiosk shows them. `start` are answers that its
    journeys begin with, as (question, option). `first` are services of its own, shown
    first where they may fit. `origins` are the sites (`https://host[:port]`) that may
    frame it. `idle` is in seconds. `example` marks one that ships with the program.
    """

    key: str
    kind: Kind
    name: Text
    municipality: str = ""
    languages: tuple[Language, ...] = LANGUAGES
    start: tuple[tuple[str, str], ...] = ()
    first: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    contact: DeskContact = DeskContact()
    hours: tuple[OpenDay, ...] = ()
    hours_note: Text = NO_TEXT
    light: Palette | None = None
    dark: Palette | None = None
    logo: Logo | None = None
    idle: int = IDLE_USUAL
    features: frozenset[Feature] = frozenset(FEATURES)
    example: bool = False

    @property
    def picture(self) -> bytes:
        """The logo as a PNG, empty for none: as it is stored beside the record, and read again."""
        return self.logo.png if self.logo else b""

    def offers(self, feature: Feature) -> bool:
        """Return whether a feature is switched on."""
        return feature in self.features

    def language(self, wanted: str) -> Language:
        """Return the language wanted if the desk offers it, else the desk's first.

        >>> Desk("a", "other", NO_TEXT, languages=("fr",)).language("nl")
        'fr'
        """
        return next((one for one in self.languages if one == wanted), self.languages[0])


ProblemCode = Literal[
    "contrast",
    "empty",
    "logo-broken",
    "logo-faint",
    "logo-missing",
    "logo-not-png",
    "logo-pixels",
    "logo-weight",
    "markup",
    "missing",
    "not-an-option",
    "not-an-origin",
    "not-https",
    "not-asked",
    "not-toml",
    "not-together",
    "only-one",
    "out-of-range",
    "overlap",
    "too-long",
    "too-many",
    "twice",
    "unknown-key",
    "unknown-option",
    "unknown-question",
    "unknown-service",
    "wrong-form",
    "wrong-order",
    "wrong-type",
]
"""What can be wrong with a record, in a word; a page says it in the reader's language."""

PROBLEM_CODES: tuple[ProblemCode, ...] = get_args(ProblemCode)


@dataclass(frozen=True, slots=True)
class DeskProblem:
    """What is wrong with a record: the dotted key in it, and what to do, in English.

    `code` says the same in a word, and `figures` are the numbers and values of the
    message by name, as text: «ratio», «least», «most», «colour», «on», «value»,
    «allowed», «write» (what to give instead), «form», «question».

    >>> str(DeskProblem("idle_seconds", "is 5; give 30 to 900", "out-of-range"))
    'idle_seconds: is 5; give 30 to 900'
    """

    key: str
    message: str
    code: ProblemCode = "wrong-form"
    figures: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.key}: {self.message}"

    def figure(self, name: str) -> str:
        """Return one of the figures, "" if the problem has none of this name."""
        return dict(self.figures).get(name, "")
