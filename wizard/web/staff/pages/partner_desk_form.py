"""The form of a partner desk: all of it for editors, a part for the staff of the desk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wizard.domain.answers import UNSURE
from wizard.domain.desks import DAYS, IDLE_LEAST, IDLE_MOST, Desk
from wizard.domain.text import LANGUAGES
from wizard.web import languages, wording
from wizard.web.messages import gettext
from wizard.web.pages.desk_frame import logo_url
from wizard.web.staff.here import Here
from wizard.web.staff.pages.accounts import Choice
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.pages.partner_words import feature_names, kind_names, municipalities
from wizard.web.staff.pages.problems import Problem, title_with
from wizard.web.staff.partner_fields import labels
from wizard.web.staff.partner_form import (
    COLOURS,
    CONTACT,
    PLACES_OF_LANGUAGES,
    PLACES_OF_SERVICES,
    SCHEMES,
    Typed,
    one,
    service_key,
)

KINDS = {"phone": "tel", "email": "email", "url": "url"}
"""Which keyboard a telephone shows for a way to reach the desk."""

LONGEST_KEY = 40
"""Letters of an id at most: so its form has it."""


@dataclass(frozen=True, slots=True)
class Input:
    """One line to type; `meant` says in words what was typed, where that is an id."""

    field: str
    label: str
    value: str
    kind: str = "text"
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Options:
    """A question to choose for: one answer from a list, or several."""

    field: str
    label: str
    choices: tuple[Choice, ...]
    many: bool = False


@dataclass(frozen=True, slots=True)
class WholeRecord:
    """What only editors fill in. `services` are all that can be chosen, id and title."""

    names: tuple[Input, ...]
    kinds: tuple[Choice, ...]
    municipalities: tuple[Choice, ...]
    languages: tuple[Options, ...]
    features: tuple[Choice, ...]
    idle: str
    least: int
    most: int
    starts: tuple[Options, ...]
    first: tuple[Input, ...]
    services: tuple[Choice, ...]
    origins: str
    light: tuple[Input, ...]
    dark: tuple[Input, ...]
    example: bool


@dataclass(frozen=True, slots=True)
class Around:
    """What the form is for, and the way back; `key` is the id of a desk that is there already."""

    heading: str
    action: str
    back_url: str
    back: str
    key: str


@dataclass(frozen=True, slots=True)
class PartnerDeskFormPage:
    """The form. `typed_key` is the id of a new desk.

    `whole` is None for the staff of the desk. `seen` is the version that the form shows.
    """

    layout: StaffLayout
    around: Around
    typed_key: str
    longest: int
    seen: str
    whole: WholeRecord | None
    contact: tuple[Input, ...]
    addresses: tuple[Input, ...]
    hours: tuple[Input, ...]
    notes: tuple[Input, ...]
    plate: str
    logo_url: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the form: the values, the version they are based on, what is to be mended."""

    typed: Typed
    seen: str = ""
    problems: Sequence[Problem] = ()


def partner_desk_form_page(at: Here, desk: Desk | None, filled: Filled) -> PartnerDeskFormPage:
    """Return the form of `desk`, or of a new one for None, with what is filled in."""
    names, typed = labels(at.catalogue, at.language), filled.typed
    around = _around(at, desk)
    return PartnerDeskFormPage(
        layout=staff_layout(title_with(filled.problems, around.heading), "desks"),
        around=around,
        typed_key=one(typed, "id"),
        longest=LONGEST_KEY,
        seen=filled.seen,
        whole=_whole(at, names, typed) if at.account.may("editor") else None,
        contact=tuple(Input(key, names[key], one(typed, key), KINDS[key]) for key in CONTACT),
        addresses=_in_three("address", names, typed),
        hours=_inputs((f"hours_{day}" for day in DAYS), names, typed),
        notes=_in_three("note", names, typed),
        plate=one(typed, "plate"),
        logo_url=logo_url(desk, at.links.root) if desk else "",
        problems=tuple(filled.problems),
    )


def _around(at: Here, desk: Desk | None) -> Around:
    if desk is None:
        add, back = at.links.path("desks/new"), at.links.path("desks")
        return Around(gettext("Add a desk"), add, back, gettext("Partner desks"), "")
    name, own = desk.name.pick(at.language).words, at.links.partner_desk(desk.key)
    heading = gettext("Change %(name)s", name=name)
    return Around(heading, f"{own}/edit", own, name, desk.key)


def _whole(at: Here, names: Mapping[str, str], typed: Typed) -> WholeRecord:
    place = ((one.key, one.label.pick(at.language).words) for one in municipalities(at.catalogue))
    light, dark = (
        _inputs((f"{scheme}_{colour}" for colour in COLOURS), names, typed) for scheme in SCHEMES
    )
    return WholeRecord(
        names=_in_three("name", names, typed),
        kinds=_choices(kind_names().items(), typed, "kind"),
        municipalities=_choices((("", gettext("None")), *place), typed, "municipality"),
        languages=tuple(_language(field, names, typed) for field in PLACES_OF_LANGUAGES),
        features=_choices(feature_names().items(), typed, "features"),
        idle=one(typed, "idle"),
        least=IDLE_LEAST,
        most=IDLE_MOST,
        starts=_starts(at, names, typed),
        first=tuple(_service(at, field, names, typed) for field in PLACES_OF_SERVICES),
        services=_services(at),
        origins=one(typed, "origins"),
        light=light,
        dark=dark,
        example=bool(one(typed, "example")),
    )


def _inputs(fields: Iterable[str], names: Mapping[str, str], typed: Typed) -> tuple[Input, ...]:
    return tuple(Input(field, names[field], one(typed, field)) for field in fields)


def _in_three(name: str, names: Mapping[str, str], typed: Typed) -> tuple[Input, ...]:
    return _inputs((f"{name}_{language}" for language in LANGUAGES), names, typed)


def _choices(options: Iterable[tuple[str, str]], typed: Typed, field: str) -> tuple[Choice, ...]:
    chosen = typed.get(field, ())
    return tuple(Choice(value, words, value in chosen) for value, words in options)


def _language(field: str, names: Mapping[str, str], typed: Typed) -> Options:
    options = (("", gettext("None")), *languages.OWN_NAMES.items())
    return Options(field, names[field], _choices(options, typed, field))


def _starts(at: Here, names: Mapping[str, str], typed: Typed) -> tuple[Options, ...]:
    """Return each question of the journey with its answers; «not sure» is no way to begin."""
    journey, found = at.catalogue.journey, []
    for question in journey.questions:
        field, many = f"start_{question.key}", question.kind == "many"
        options = [
            (key, wording.option_label(question, key, journey, at.language))
            for key in question.allowed
            if key != UNSURE
        ]
        nothing = [] if many else [("", gettext("Left open"))]
        choices = _choices([*nothing, *options], typed, field)
        found.append(Options(field, names[field], choices, many))
    return tuple(found)


def _service(at: Here, field: str, names: Mapping[str, str], typed: Typed) -> Input:
    value = one(typed, field)
    service = at.catalogue.services.get(service_key(value, at.catalogue)) if value else None
    meant = service.words.title.pick(at.language).words if service else ""
    return Input(field, names[field], value, meant=meant)


def _services(at: Here) -> tuple[Choice, ...]:
    usable = (one for one in at.catalogue.services.values() if one.recommended)
    titles = ((one.key, one.words.title.pick(at.language).words) for one in usable)
    return tuple(Choice(key, words) for key, words in sorted(titles, key=lambda each: each[1]))
