"""The one definition of a desk's record: parser, validator and writing guide."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from wizard.content import keys
from wizard.content.schema import Email, HttpUrl, Line, Phone, Slug, Strict, Trilingual
from wizard.domain.desks import FEATURES, IDLE_LEAST, IDLE_MOST, IDLE_USUAL, KINDS, Feature, Kind
from wizard.domain.text import LANGUAGES, Language

Colour = Annotated[
    str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$", to_lower=True, strip_whitespace=True)
]
DeskId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
Hours = Annotated[
    str,
    StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$"),
]
Origin = Annotated[str, StringConstraints(max_length=300)]
MUNICIPALITIES = tuple(one for one in keys.QUESTION_OPTIONS["place"] if one.isdecimal())
"""The places that are a municipality of the Region, by postcode."""


class PaletteTable(Strict):
    """The colours of one scheme, as «#rrggbb»; each pair is held against WCAG 2.2 AA."""

    brand: Colour = Field(
        description="Of buttons, bars and what is chosen, e.g. «#0f4c5c»; a contrast of 3 with the pages."
    )
    on_brand: Colour = Field(description="Of the words on them; a contrast of 4.5 with `brand`.")
    link: Colour = Field(description="Of links; a contrast of 4.5 with the pages.")


class ColoursTable(Strict):
    """Colours by scheme; the house's colours stand in for one that is not given."""

    light: PaletteTable | None = Field(default=None, description="See PaletteTable.")
    dark: PaletteTable | None = Field(
        default=None, description="The same for devices that are set to dark pages."
    )


class LogoTable(Strict):
    """A picture of the desk's own; it must be seen on its plate (a contrast of 3)."""

    file: Line = Field(
        description="PNG beside this file, at most 64 KB, 40 to 1200 pixels wide and high."
    )
    plate: Colour = Field(default="#ffffff", description="The colour behind it, as «#rrggbb».")


class ContactTable(Strict):
    """How to reach the desk; leave out what is not public."""

    phone: Phone | None = Field(default=None, description="E.g. «+32 2 123 45 67» or «1819».")
    email: Email | None = Field(default=None, description="One address, e.g. «name@example.org».")
    url: HttpUrl | None = Field(default=None, description="The desk's own site.")
    address: Trilingual | None = Field(
        default=None, description="Street, number, postcode and municipality."
    )


class DayTable(Strict):
    """Opening hours: a list such as [«09:00-12:30», «13:30-17:00»] for each day it is open."""

    mo: list[Hours] = Field(default_factory=list, description="On Monday.")
    tu: list[Hours] = Field(default_factory=list, description="On Tuesday.")
    we: list[Hours] = Field(default_factory=list, description="On Wednesday.")
    th: list[Hours] = Field(default_factory=list, description="On Thursday.")
    fr: list[Hours] = Field(default_factory=list, description="On Friday.")
    sa: list[Hours] = Field(default_factory=list, description="On Saturday.")
    su: list[Hours] = Field(default_factory=list, description="On Sunday.")


class DeskFile(Strict):
    """One desk: `catalogue/desks/<id>.toml`, or any file given to `wizard desk add`."""

    id: DeskId = Field(description="Stands in addresses, e.g. «lel-noord».")
    kind: Kind = Field(description=f"One of {', '.join(KINDS)}.")
    example: bool = Field(default=False, description="Only for the desks that ship as examples.")
    municipality: Literal[*MUNICIPALITIES] | None = Field(  # type: ignore[valid-type]  # a list made above
        default=None, description="Postcode of the municipality whose desk it is, e.g. «1080»."
    )
    languages: list[Language] = Field(
        default_factory=lambda: list(LANGUAGES),
        min_length=1,
        description="Those offered, in the order in which the kiosk shows them.",
    )
    idle_seconds: int = Field(
        default=IDLE_USUAL,
        ge=IDLE_LEAST,
        le=IDLE_MOST,
        description="Seconds without a touch after which the kiosk asks whether somebody is there.",
    )
    features: list[Feature] = Field(
        default_factory=lambda: list(FEATURES),
        description=f"What is switched on, of {', '.join(FEATURES)}; all of it if left out.",
    )
    first: list[Slug] = Field(
        default_factory=list,
        max_length=6,
        description="Ids of the desk's own services, shown first where they may fit.",
    )
    origins: list[Origin] = Field(
        default_factory=list,
        max_length=20,
        description="Sites that may frame it, as scheme and host, e.g. «https://www.example.org».",
    )
    start: dict[str, list[Slug]] = Field(
        default_factory=dict,
        description="Answers that its journeys begin with: question key -> option keys.",
    )
    name: Trilingual = Field(description="The desk's name as people know it.")
    contact: ContactTable = Field(default=ContactTable(), description="See ContactTable.")
    hours: DayTable = Field(default=DayTable(), description="See DayTable.")
    hours_note: Trilingual | None = Field(
        default=None, description="One line about the hours, e.g. «by appointment»."
    )
    colours: ColoursTable = Field(default=ColoursTable(), description="See ColoursTable.")
    logo: LogoTable | None = Field(default=None, description="See LogoTable.")
