"""One partner desk in full: its facts, the live preview, and what its people copy."""

from collections.abc import Iterator
from dataclasses import dataclass

from wizard.domain.desks import Desk, Palette
from wizard.domain.kiosk_start import chromium_line
from wizard.domain.text import LANGUAGES, Picked, Text
from wizard.web import languages
from wizard.web.embed_snippet import iframe_line, script_line
from wizard.web.messages import gettext, ngettext
from wizard.web.own_address import own_address
from wizard.web.pages.desk_frame import logo_url
from wizard.web.place import KIOSK
from wizard.web.staff.here import Here
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.pages.partner_preview import Preview, Shown, frame_preview, kiosk_preview
from wizard.web.staff.pages.partner_words import (
    day_names,
    feature_names,
    hours_text,
    kind_names,
    municipality_name,
    start_texts,
)


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One line of a fact; `language` is that of the words where it is not the page's."""

    words: str
    language: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class DeskFact:
    """Something about a desk, in one line or several; without any it is not said."""

    label: str
    lines: tuple[DeskLine, ...]


@dataclass(frozen=True, slots=True)
class PaletteShown:
    """The colours of one scheme, to look at."""

    label: str
    brand: str
    on_brand: str
    link: str


@dataclass(frozen=True, slots=True)
class ToCopy:
    """A line that people copy: what it is, what it is for, and the line."""

    label: str
    hint: str
    line: str


@dataclass(frozen=True, slots=True)
class PartnerDeskPage:
    """One desk. An address is "" for who may not go there.

    `restricted` is true for staff of the desk, who change only a part of the record.
    """

    layout: StaffLayout
    name: Picked
    example: bool
    list_url: str
    edit_url: str
    remove_url: str
    restricted: bool
    counts_url: str
    facts: tuple[DeskFact, ...]
    logo_url: str
    plate: str
    palettes: tuple[PaletteShown, ...]
    kiosk: Preview | None
    frame: Preview | None
    kiosk_lines: tuple[ToCopy, ...]
    frame_lines: tuple[ToCopy, ...]


def partner_desk_page(at: Here, desk: Desk, now: Shown, done: str = "") -> PartnerDeskPage:
    """Return the page of a desk with what `now` says of the preview."""
    name, may = desk.name.pick(at.language), at.account.may
    return PartnerDeskPage(
        layout=staff_layout(name.words, "desks", _done(done)),
        name=name,
        example=desk.example,
        list_url=at.links.path("desks") if may("adviser") else "",
        edit_url=at.links.partner_desk(desk.key, "edit")
        if at.account.may_change_desk(desk.key)
        else "",
        remove_url=at.links.partner_desk(desk.key, "remove") if may("editor") else "",
        restricted=not may("adviser"),
        counts_url=at.links.partner_desk(desk.key, "counts"),
        facts=tuple(one for one in _facts(desk, at) if one.lines),
        logo_url=logo_url(desk, at.links.root),
        plate=desk.logo.plate if desk.logo else "",
        palettes=_palettes(desk),
        kiosk=kiosk_preview(desk, now, at.links),
        frame=frame_preview(desk, now, at.links),
        kiosk_lines=_kiosk_lines(desk) if desk.offers("kiosk") else (),
        frame_lines=_frame_lines(desk, now) if desk.offers("embed") else (),
    )


def _done(key: str) -> str:
    words = {
        "added": gettext("The desk is added."),
        "saved": gettext("The desk is saved. Kiosks and frames follow in some seconds."),
    }
    return words.get(key, "")


def _facts(desk: Desk, at: Here) -> Iterator[DeskFact]:
    yield DeskFact(gettext("Id, in addresses"), _lines(desk.key))
    yield DeskFact(gettext("Name"), _in_all(desk.name))
    yield DeskFact(gettext("Kind"), _lines(kind_names()[desk.kind]))
    place = municipality_name(desk, at.catalogue, at.language)
    yield DeskFact(gettext("Municipality"), _lines(place))
    tongues = tuple(DeskLine(languages.OWN_NAMES[one], one) for one in desk.languages)
    yield DeskFact(gettext("Languages, in this order"), tongues)
    begins = start_texts(desk, at.catalogue, at.language)
    yield DeskFact(gettext("Journeys begin with"), _lines(*begins))
    yield DeskFact(gettext("Services of its own"), tuple(_services(desk, at)))
    names = feature_names()
    yield DeskFact(
        gettext("Switched on"), _lines(*(names[one] for one in names if desk.offers(one)))
    )
    off = (names[one] for one in names if not desk.offers(one))
    yield DeskFact(gettext("Switched off"), _lines(*off))
    yield DeskFact(gettext("The kiosk asks «are you still there?»"), _lines(_idle(desk.idle)))
    yield DeskFact(gettext("Sites that may show the frame"), _lines(*desk.origins))
    yield from _contact(desk)


def _contact(desk: Desk) -> Iterator[DeskFact]:
    contact, days = desk.contact, day_names()
    yield DeskFact(gettext("Phone"), _lines(contact.phone))
    yield DeskFact(gettext("E-mail"), _lines(contact.email))
    web = (DeskLine(contact.url, url=contact.url),) if contact.url else ()
    yield DeskFact(gettext("Website"), web)
    yield DeskFact(gettext("Address"), _in_all(contact.address))
    hours = (
        gettext("%(day)s: %(hours)s", day=days[one.day], hours=hours_text(one))
        for one in desk.hours
    )
    yield DeskFact(gettext("Opening hours"), _lines(*hours))
    yield DeskFact(gettext("Note on the opening hours"), _in_all(desk.hours_note))


def _services(desk: Desk, at: Here) -> Iterator[DeskLine]:
    for key in desk.first:
        service = at.catalogue.services.get(key)
        if service is None:
            yield DeskLine(gettext("%(id)s (not in the catalogue any more)", id=key))
            continue
        title = service.words.title.pick(at.language)
        address = f"{at.links.root}/{at.language}/services/{key}"
        tongue = title.language if title.foreign else ""
        yield DeskLine(title.words, tongue, address)


def _lines(*words: str) -> tuple[DeskLine, ...]:
    return tuple(DeskLine(one) for one in words if one)


def _in_all(text: Text) -> tuple[DeskLine, ...]:
    """Return a text in each of its languages, once where it is the same in several."""
    found = {text.exact(one): one for one in reversed(LANGUAGES) if text.exact(one)}
    return tuple(DeskLine(words, one) for words, one in reversed(found.items()))


def _idle(seconds: int) -> str:
    return ngettext(
        "After %(num)s second without a touch", "After %(num)s seconds without a touch", seconds
    )


def _palettes(desk: Desk) -> tuple[PaletteShown, ...]:
    schemes: tuple[tuple[str, Palette | None], ...] = (
        (gettext("Light pages"), desk.light),
        (gettext("Dark pages"), desk.dark),
    )
    return tuple(
        PaletteShown(label, one.brand, one.on_brand, one.link) for label, one in schemes if one
    )


def _kiosk_lines(desk: Desk) -> tuple[ToCopy, ...]:
    address = f"{own_address()}{KIOSK.path(desk.key)}/"
    return (
        ToCopy(
            gettext("Address of the kiosk"),
            gettext("For a try in any browser. Visits there are counted."),
            address,
        ),
        ToCopy(
            gettext("Start line for Chromium"),
            gettext("For the computer of the kiosk: full screen, with a profile of its own."),
            chromium_line(address, printing=desk.offers("print")),
        ),
    )


def _frame_lines(desk: Desk, now: Shown) -> tuple[ToCopy, ...]:
    base = own_address()
    language = desk.language(now.frame)
    title = desk.name.pick(language).words
    return (
        ToCopy(
            gettext("Line with a script"),
            gettext("The frame grows with its content and takes the language of the page."),
            script_line(base, desk.key),
        ),
        ToCopy(
            gettext("Line without a script"),
            gettext(
                "For pages on which no script may run. Always in one language: %(language)s.",
                language=languages.OWN_NAMES[language],
            ),
            iframe_line(base, desk.key, language, title),
        ),
    )
