"""The form of a partner desk: from what was typed to its record, and back.

Whether a record is right is decided in one place, behind the port `DeskReader`; here
only what people write in their own way becomes what a record holds.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from wizard.domain.catalogue import Catalogue
from wizard.domain.desks import DAYS
from wizard.domain.text import LANGUAGES

Record = Mapping[str, object]
Typed = Mapping[str, Sequence[str]]
"""The values of each field of the form by its name."""

PLACES_OF_LANGUAGES = tuple(f"language_{number}" for number in range(1, len(LANGUAGES) + 1))
PLACES_OF_SERVICES = tuple(f"first_{number}" for number in range(1, 7))
"""Fields for one service each: a record takes six."""

CONTACT = ("phone", "email", "url")
SCHEMES = ("light", "dark")
COLOURS = ("brand", "on_brand", "link")

LOGO_FILE = "logo.png"
"""What a record names a logo that does not lie beside a file."""

PLATE = "#ffffff"
"""The colour behind a logo unless another one is given."""

OF_THE_DESK = ("contact", "hours", "hours_note", "logo")
"""The parts of a record that the staff of the desk may change themselves."""

TIME = re.compile(r"(\d{1,2})(?:[:.hu](\d{2})?)?")
BARE_COLOUR = re.compile(r"[0-9a-f]{6}")


def one(typed: Typed, field: str) -> str:
    """Return the value of a field, without the blanks around it; "" if there is none."""
    values = typed.get(field, ())
    return values[0].strip() if values else ""


def record_of(typed: Typed, catalogue: Catalogue, *, logo: bool) -> dict[str, object]:
    """Return the record that a form describes; `logo` says whether there is a picture."""
    record: dict[str, object] = {
        "id": one(typed, "id"),
        "kind": one(typed, "kind"),
        "example": bool(one(typed, "example")),
        "languages": _given(typed, PLACES_OF_LANGUAGES),
        "idle_seconds": _number(one(typed, "idle")),
        "features": list(typed.get("features", ())),
        "first": [service_key(words, catalogue) for words in _given(typed, PLACES_OF_SERVICES)],
        "origins": one(typed, "origins").split(),
        "start": _start(typed, catalogue),
        "name": _words(typed, "name"),
        "colours": _colours(typed),
        **record_of_the_desk(typed, logo=logo),
    }
    if place := one(typed, "municipality"):
        record["municipality"] = place
    return record


def record_of_the_desk(typed: Typed, *, logo: bool) -> dict[str, object]:
    """Return the parts of a record that the staff of the desk may change themselves."""
    contact: dict[str, object] = {key: words for key in CONTACT if (words := one(typed, key))}
    address, note = _words(typed, "address"), _words(typed, "note")
    if any(address.values()):
        contact["address"] = address
    parts: dict[str, object] = {
        "contact": contact,
        "hours": {day: spans for day in DAYS if (spans := hours(one(typed, f"hours_{day}")))},
    }
    if any(note.values()):
        parts["hours_note"] = note
    if logo:
        parts["logo"] = {"file": LOGO_FILE, "plate": _colour(one(typed, "plate")) or PLATE}
    return parts


def typed_of(record: Record) -> dict[str, list[str]]:
    """Return what stands in the form of a record before anybody types."""
    typed = {
        "id": [str(record["id"])],
        "kind": [str(record["kind"])],
        "municipality": [str(record.get("municipality", ""))],
        "example": ["yes"] if record.get("example") else [],
        "idle": [str(record["idle_seconds"])],
        "features": _list(record["features"]),
        "origins": ["\n".join(_list(record["origins"]))],
        **_each(PLACES_OF_LANGUAGES, _list(record["languages"])),
        **_each(PLACES_OF_SERVICES, _list(record["first"])),
        **{f"start_{key}": _list(given) for key, given in _table(record["start"]).items()},
        **_by_language("name", record["name"]),
    }
    return typed | _typed_of_the_desk(record)


def _typed_of_the_desk(record: Record) -> dict[str, list[str]]:
    contact, logo = _table(record["contact"]), _table(record.get("logo"))
    return {
        **{key: [str(contact.get(key, ""))] for key in CONTACT},
        **_by_language("address", contact.get("address")),
        **{
            f"hours_{day}": [", ".join(_list(spans))]
            for day, spans in _table(record["hours"]).items()
        },
        **_by_language("note", record.get("hours_note")),
        **{
            f"{scheme}_{colour}": [str(value)]
            for scheme, palette in _table(record["colours"]).items()
            for colour, value in _table(palette).items()
        },
        "plate": [str(logo.get("plate", ""))],
    }


def hours(typed: str) -> list[str]:
    """Return the hours of a day as a record holds them, in whatever way they were typed.

    What is no hour stays as it is, so that the record's check can say so.

    >>> hours("9:00 – 12.30, 13u30-17h")
    ['09:00-12:30', '13:30-17:00']
    >>> hours("in the morning")
    ['in the morning']
    """
    return [_span(part) for part in re.split(r"[,;]", typed) if part.strip()]


def service_key(typed: str, catalogue: Catalogue) -> str:
    """Return the id of a service whose id or title was typed; else what was typed."""
    if typed in catalogue.services:
        return typed
    wanted = typed.casefold()
    for key, service in catalogue.services.items():
        title = service.words.title
        if wanted in (title.exact(language).casefold() for language in LANGUAGES):
            return key
    return typed


def _span(typed: str) -> str:
    bare = typed.strip().lower()
    begin, dash, end = bare.replace("–", "-").partition("-")
    times = [_time(begin), _time(end)] if dash else []
    return "-".join(times) if times and all(times) else bare


def _time(typed: str) -> str:
    found = TIME.fullmatch(typed.strip())
    return f"{int(found[1]):02}:{found[2] or '00'}" if found else ""


def _given(typed: Typed, fields: Iterable[str]) -> list[str]:
    return [words for field in fields if (words := one(typed, field))]


def _number(typed: str) -> int | str:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else typed


def _start(typed: Typed, catalogue: Catalogue) -> dict[str, list[str]]:
    keys = (question.key for question in catalogue.journey.questions)
    given = {key: [value for value in typed.get(f"start_{key}", ()) if value] for key in keys}
    return {key: values for key, values in given.items() if values}


def _words(typed: Typed, name: str) -> dict[str, str]:
    return {language: one(typed, f"{name}_{language}") for language in LANGUAGES}


def _colours(typed: Typed) -> dict[str, dict[str, str]]:
    """Return the palettes of which anything was typed: then all of it is needed."""
    palettes = {
        scheme: {key: _colour(one(typed, f"{scheme}_{key}")) for key in COLOURS}
        for scheme in SCHEMES
    }
    return {scheme: palette for scheme, palette in palettes.items() if any(palette.values())}


def _colour(typed: str) -> str:
    bare = typed.lower()
    return f"#{bare}" if BARE_COLOUR.fullmatch(bare) else bare


def _by_language(name: str, words: object) -> dict[str, list[str]]:
    table = _table(words)
    return {f"{name}_{language}": [str(table.get(language, ""))] for language in LANGUAGES}


def _each(fields: Iterable[str], values: Iterable[str]) -> dict[str, list[str]]:
    return {field: [value] for field, value in zip(fields, values, strict=False)}


def _list(values: object) -> list[str]:
    return [str(value) for value in cast(list[object], values)]


def _table(values: object) -> dict[str, object]:
    return cast(dict[str, object], values) if isinstance(values, dict) else {}
