"""From a desk's record to a domain value and back: the adapter of the port `DeskReader`."""

from collections.abc import Mapping

from pydantic import ValidationError

from wizard.content.desk_checks import record_problems
from wizard.content.desk_colours import colour_problems
from wizard.content.desk_problems import form_problems
from wizard.content.logos import clean_logo, faint_logo
from wizard.content.origins import read_origins
from wizard.content.schema import Trilingual
from wizard.content.schema_desks import ContactTable, DayTable, DeskFile, PaletteTable
from wizard.domain.desk_start import by_question
from wizard.domain.desks import (
    DAYS,
    FEATURES,
    Desk,
    DeskContact,
    DeskProblem,
    Logo,
    OpenDay,
    Palette,
)
from wizard.domain.text import LANGUAGES, NO_TEXT, Text

LOGO_FILE = "logo.png"
"""The name of the logo in a record that does not come from a folder."""


NAMELESS: dict[str, object] = {
    "id": "a",
    "kind": "other",
    "name": dict.fromkeys(LANGUAGES, "a"),
}
"""Stands for what a record must have, so that the rest of one without it is checked too."""


class DeskRecords:
    """Reads and writes records of desks; holds no state."""

    def read(self, raw: Mapping[str, object], logo: bytes = b"") -> Desk | tuple[DeskProblem, ...]:
        """Return the desk of a record as its file holds it, or all that is wrong with it.

        `logo` is the picture that the record's table `logo` names; the desk gets it
        written anew, without anything that is no picture. Whether the answers of `start`
        go together is known to who has the journey (`wizard.domain.desk_start`).
        """
        try:
            record = DeskFile.model_validate(dict(raw))
        except ValidationError as error:
            return (*form_problems(error), *_problems_of_the_rest(raw, error, logo))
        return _checked(record, logo)

    def restore(
        self, raw: Mapping[str, object], logo: bytes = b""
    ) -> Desk | tuple[DeskProblem, ...]:
        """Return the desk of a record that `write` made and that was right at the time.

        Only its form counts: a desk does not vanish from its kiosks because a colour of
        the house or an option of the journey is another one since.
        """
        try:
            record = DeskFile.model_validate(dict(raw))
        except ValidationError as error:
            return form_problems(error)
        return _desk(record, logo)

    def write(self, desk: Desk) -> dict[str, object]:
        """Return the record of a desk, which `read` takes again with the desk's logo."""
        return _record(desk)


def _checked(record: DeskFile, logo: bytes) -> Desk | tuple[DeskProblem, ...]:
    picture = clean_logo(logo) if record.logo else b""
    cleaned = picture if isinstance(picture, bytes) else b""
    desk = _desk(record, cleaned)
    problems = [*record_problems(record), *colour_problems(desk)]
    if isinstance(picture, DeskProblem):
        problems.append(picture)
    elif desk.logo and (faint := faint_logo(desk.logo.png, desk.logo.plate)):
        problems.append(faint)
    return tuple(problems) or desk


def _problems_of_the_rest(
    raw: Mapping[str, object], error: ValidationError, logo: bytes
) -> tuple[DeskProblem, ...]:
    """Return what is wrong with the parts of a record whose form is right."""
    wrong = {str(item["loc"][0]) for item in error.errors() if item["loc"]}
    right = {key: value for key, value in raw.items() if key not in wrong}
    read = _checked(DeskFile.model_validate(NAMELESS | right), logo)
    return () if isinstance(read, Desk) else read


def _desk(record: DeskFile, logo: bytes) -> Desk:
    return Desk(
        key=record.id,
        kind=record.kind,
        name=_text(record.name),
        municipality=record.municipality or "",
        languages=tuple(record.languages),
        start=tuple((key, option) for key, options in record.start.items() for option in options),
        first=tuple(record.first),
        origins=read_origins(record.origins)[0],
        contact=_contact(record.contact),
        hours=_hours(record.hours),
        hours_note=_text(record.hours_note),
        light=_palette(record.colours.light),
        dark=_palette(record.colours.dark),
        logo=Logo(logo, record.logo.plate) if record.logo and logo else None,
        idle=record.idle_seconds,
        features=frozenset(record.features),
        example=record.example,
    )


def _text(words: Trilingual | None) -> Text:
    return Text(words.nl, words.fr, words.en) if words else NO_TEXT


def _contact(table: ContactTable) -> DeskContact:
    return DeskContact(table.phone or "", table.email or "", table.url or "", _text(table.address))


def _hours(table: DayTable) -> tuple[OpenDay, ...]:
    days = []
    for day in DAYS:
        spans = tuple(_span(one) for one in getattr(table, day))
        if spans:
            days.append(OpenDay(day, spans))
    return tuple(days)


def _span(hours: str) -> tuple[str, str]:
    begin, _, end = hours.partition("-")
    return begin, end


def _palette(table: PaletteTable | None) -> Palette | None:
    return Palette(table.brand, table.on_brand, table.link) if table else None


def _record(desk: Desk) -> dict[str, object]:
    record: dict[str, object] = {
        "id": desk.key,
        "kind": desk.kind,
        "example": desk.example,
        "languages": list(desk.languages),
        "idle_seconds": desk.idle,
        "features": [one for one in FEATURES if one in desk.features],
        "first": list(desk.first),
        "origins": list(desk.origins),
        "start": by_question(desk.start),
        "name": _words(desk.name),
        "contact": _contact_record(desk.contact),
        "hours": {one.day: [f"{begin}-{end}" for begin, end in one.hours] for one in desk.hours},
        "colours": _colours(desk),
    }
    if desk.municipality:
        record["municipality"] = desk.municipality
    if desk.hours_note:
        record["hours_note"] = _words(desk.hours_note)
    if desk.logo:
        record["logo"] = {"file": LOGO_FILE, "plate": desk.logo.plate}
    return record


def _words(text: Text) -> dict[str, str]:
    return {language: text.exact(language) for language in LANGUAGES}


def _contact_record(contact: DeskContact) -> dict[str, object]:
    given: dict[str, object] = {
        key: value for key in ("phone", "email", "url") if (value := getattr(contact, key))
    }
    if contact.address:
        given["address"] = _words(contact.address)
    return given


def _colours(desk: Desk) -> dict[str, object]:
    schemes = (("light", desk.light), ("dark", desk.dark))
    return {
        name: {"brand": one.brand, "on_brand": one.on_brand, "link": one.link}
        for name, one in schemes
        if one is not None
    }
