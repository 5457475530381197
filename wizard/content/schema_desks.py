"""The one definition of a desk's record: parser, validator and writing guide."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from wizard.content import keys
from wizard.content.schema import Email, HttpUrl, Line, Phone, Slug, Strict, Trilingual
from wizard.domain.desks import FEATURES, IDLE_LEAST, IDLE_MOST, IDLE_USUAL, Feature, Kind
from wizard.domain.text import LANGUAGES, Language

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$")]
Hours = Annotated[
    str,
    StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$"),
]
Origin = Annotated[str, StringConstraints(pattern=r"^https?://[a-z0-9.-]+(:\d{1,5})?$")]


class PaletteTable(Strict):
    """The colours of one scheme."""

    brand: Colour = Field(description="Of buttons and bars, e.g. «#0f4c5c».")
    on_brand: Colour = Field(description="Of the words on them.")
    link: Colour = Field(description="Of links on the page's background.")


class ColoursTable(Strict):
    """Colours by scheme; the house's colours stand in for one that is not given."""

    light: PaletteTable | None = None
    dark: PaletteTable | None = None


class LogoTable(Strict):
    """A picture of the desk's own."""

    file: Line = Field(description="PNG beside this file, at most 64 KB.")
    plate: Colour = Field(default="#ffffff", description="The colour behind it.")


class ContactTable(Strict):
    """How to reach the desk; leave out what is not public."""

    phone: Phone | None = None
    email: Email | None = None
    url: HttpUrl | None = None
    address: Trilingual | None = None


class DayTable(Strict):
    """Opening hours: a list of «09:00-12:30» for each day that it is open."""

    mo: list[Hours] = Field(default_factory=list)
    tu: list[Hours] = Field(default_factory=list)
    we: list[Hours] = Field(default_factory=list)
    th: list[Hours] = Field(default_factory=list)
    fr: list[Hours] = Field(default_factory=list)
    sa: list[Hours] = Field(default_factory=list)
    su: list[Hours] = Field(default_factory=list)


class DeskFile(Strict):
    """One desk: `catalogue/desks/<id>.toml`, or any file given to `wizard desk add`."""

    id: Slug = Field(max_length=40, description="Stands in addresses, e.g. «lel-noord».")
    kind: Kind
    example: bool = Field(default=False, description="Only for the desks that ship as examples.")
    municipality: Literal[*keys.QUESTION_OPTIONS["place"]] | None = None  # type: ignore[valid-type]
    languages: list[Language] = Field(default_factory=lambda: list(LANGUAGES), min_length=1)
    idle_seconds: int = Field(default=IDLE_USUAL, ge=IDLE_LEAST, le=IDLE_MOST)
    features: list[Feature] = Field(default_factory=lambda: list(FEATURES))
    first: list[Slug] = Field(default_factory=list, max_length=6)
    origins: list[Origin] = Field(default_factory=list, max_length=20)
    start: dict[str, list[Slug]] = Field(default_factory=dict)
    name: Trilingual
    contact: ContactTable = ContactTable()
    hours: DayTable = DayTable()
    hours_note: Trilingual | None = None
    colours: ColoursTable = ColoursTable()
    logo: LogoTable | None = None
