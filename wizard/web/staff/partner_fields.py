"""The fields of a partner desk's form: what each is called, and which part of the record it is."""

from wizard.domain.catalogue import Catalogue
from wizard.domain.desks import DAYS
from wizard.domain.text import LANGUAGES, Language
from wizard.web.messages import gettext
from wizard.web.staff.pages.partner_words import day_names
from wizard.web.staff.partner_form import (
    PLACES_OF_LANGUAGES,
    PLACES_OF_SERVICES,
    Typed,
    one,
)

WHOLE = "main"
"""The part of the page to which a problem leads that is about no field of the form."""

PLAIN = {
    "id": "id",
    "kind": "kind",
    "municipality": "municipality",
    "idle_seconds": "idle",
    "features": "features",
    "origins": "origins",
    "example": "example",
    "contact.phone": "phone",
    "contact.email": "email",
    "contact.url": "url",
    "logo": "logo",
    "logo.file": "logo",
    "logo.plate": "plate",
    "name": "name_nl",
    "contact.address": "address_nl",
    "hours_note": "note_nl",
    "first": PLACES_OF_SERVICES[0],
    "languages": PLACES_OF_LANGUAGES[0],
}
"""Key in the record -> the field for it, or the first of several."""

NESTED = {
    "name": "name",
    "contact.address": "address",
    "hours": "hours",
    "hours_note": "note",
    "start": "start",
}
"""Key of a table -> what the fields for its keys begin with."""

LISTS = {"first": PLACES_OF_SERVICES, "languages": PLACES_OF_LANGUAGES}
"""Key of a list -> the fields for its values, one each."""


def field_of(key: str, typed: Typed) -> str:
    """Return the field that a problem with this key of the record is about.

    >>> field_of("colours.dark.on_brand", {}), field_of("hours.mo.1", {}), field_of("name.fr", {})
    ('dark_on_brand', 'hours_mo', 'name_fr')
    """
    bare, _, last = key.rpartition(".")
    if last.isdecimal():
        places = LISTS.get(bare)
        return _filled(places, typed, int(last)) if places else field_of(bare, typed)
    if bare in NESTED:
        return f"{NESTED[bare]}_{last}"
    if bare.startswith("colours."):
        return f"{bare.removeprefix('colours.')}_{last}"
    return PLAIN.get(key, f"{last}_brand" if bare == "colours" else WHOLE)


def labels(catalogue: Catalogue, language: Language) -> dict[str, str]:
    """Return the name of every field in the order of the form."""
    return {
        "id": gettext("Id, in addresses"),
        "kind": gettext("Kind"),
        **_three("name", gettext("Name")),
        "municipality": gettext("Municipality"),
        **_numbered(PLACES_OF_LANGUAGES, gettext("Language")),
        "features": gettext("Switched on"),
        "idle": gettext("Seconds without a touch"),
        **{
            f"start_{one.key}": one.short.pick(language).words
            for one in catalogue.journey.questions
        },
        **_numbered(PLACES_OF_SERVICES, gettext("Own service")),
        "origins": gettext("Sites that may show the frame"),
        **labels_of_the_desk(),
        **_palette("light", gettext("Light pages")),
        **_palette("dark", gettext("Dark pages")),
        "example": gettext("Example"),
    }


def labels_of_the_desk() -> dict[str, str]:
    """Return the names of the fields that the staff of a desk may fill in themselves."""
    days = day_names()
    return {
        "phone": gettext("Phone"),
        "email": gettext("E-mail"),
        "url": gettext("Website"),
        **_three("address", gettext("Address")),
        **{f"hours_{day}": days[day] for day in DAYS},
        **_three("note", gettext("Note on the opening hours")),
        "logo": gettext("Logo"),
        "plate": gettext("Colour behind the logo"),
    }


def _filled(fields: tuple[str, ...], typed: Typed, place: int) -> str:
    """Return the field that holds a value of a list: empty fields are not in the list."""
    found = [field for field in fields if one(typed, field)]
    return found[place] if place < len(found) else fields[-1]


def _three(name: str, label: str) -> dict[str, str]:
    words = {"nl": gettext("in Dutch"), "fr": gettext("in French"), "en": gettext("in English")}
    return {
        f"{name}_{language}": gettext(
            "%(field)s %(language)s", field=label, language=words[language]
        )
        for language in LANGUAGES
    }


def _numbered(fields: tuple[str, ...], label: str) -> dict[str, str]:
    return {
        field: gettext("%(field)s %(number)s", field=label, number=number)
        for number, field in enumerate(fields, 1)
    }


def _palette(scheme: str, label: str) -> dict[str, str]:
    words = {
        "brand": gettext("buttons and bars"),
        "on_brand": gettext("words on them"),
        "link": gettext("links"),
    }
    return {
        f"{scheme}_{colour}": gettext("%(field)s: %(part)s", field=label, part=part)
        for colour, part in words.items()
    }
