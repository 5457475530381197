"""The list of the partner desks, and the question before one is removed."""

from collections.abc import Sequence
from dataclasses import dataclass

from wizard.domain.desks import Desk
from wizard.domain.text import Picked
from wizard.web.messages import gettext
from wizard.web.staff import access
from wizard.web.staff.here import Here
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.pages.partner_words import kind_names, municipality_name


@dataclass(frozen=True, slots=True)
class PartnerDeskLine:
    """One desk in the list; `kiosk` and `frame` say whether it has one."""

    key: str
    name: Picked
    url: str
    counts_url: str
    kind: str
    municipality: str
    kiosk: bool
    frame: bool
    example: bool


@dataclass(frozen=True, slots=True)
class PartnerDesksPage:
    """All partner desks; `new_url` and `counts_url` are "" for who may only look at one."""

    layout: StaffLayout
    rows: tuple[PartnerDeskLine, ...]
    new_url: str
    counts_url: str


@dataclass(frozen=True, slots=True)
class PartnerDeskRemovalPage:
    """Shall this desk be removed? `accounts` are the names of those that belong to it."""

    layout: StaffLayout
    name: Picked
    key: str
    kiosk: bool
    frame: bool
    accounts: tuple[str, ...]
    action: str
    keep_url: str


def partner_desks_page(at: Here, desks: Sequence[Desk], done: str = "") -> PartnerDesksPage:
    """Return the list of all desks; `done` is the key of what was just done."""
    words = {"removed": gettext("The desk is removed. Its kiosks and frames end in some seconds.")}
    editor = at.account.may("editor")
    return PartnerDesksPage(
        layout=staff_layout(gettext("Partner desks"), "desks", words.get(done, "")),
        rows=tuple(_line(one, at) for one in desks),
        new_url=at.links.path("desks/new") if editor else "",
        counts_url=at.links.path("desks/counts") if editor else "",
    )


def partner_desk_removal_page(at: Here, desk: Desk) -> PartnerDeskRemovalPage:
    """Return the question whether a desk shall be removed, with what goes with it."""
    name = desk.name.pick(at.language)
    accounts = access.office().accounts.all()
    return PartnerDeskRemovalPage(
        layout=staff_layout(gettext("Remove %(name)s?", name=name.words), "desks"),
        name=name,
        key=desk.key,
        kiosk=desk.offers("kiosk"),
        frame=desk.offers("embed"),
        accounts=tuple(one.name for one in accounts if one.desk == desk.key),
        action=at.links.partner_desk(desk.key, "remove"),
        keep_url=at.links.partner_desk(desk.key),
    )


def _line(desk: Desk, at: Here) -> PartnerDeskLine:
    return PartnerDeskLine(
        key=desk.key,
        name=desk.name.pick(at.language),
        url=at.links.partner_desk(desk.key),
        counts_url=at.links.partner_desk(desk.key, "counts"),
        kind=kind_names()[desk.kind],
        municipality=municipality_name(desk, at.catalogue, at.language),
        kiosk=desk.offers("kiosk"),
        frame=desk.offers("embed"),
        example=desk.example,
    )
