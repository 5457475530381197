"""What surrounds every page of the staff area."""

from dataclasses import dataclass

from flask import request

from wizard.domain.staff import Account, Role
from wizard.domain.text import LANGUAGES, Language
from wizard.web import languages
from wizard.web.messages import gettext
from wizard.web.pages.layout import LanguageLink, Link
from wizard.web.staff import access
from wizard.web.staff.links import StaffLinks
from wizard.web.visit import mounted_at


@dataclass(frozen=True, slots=True)
class StaffLayout:
    """Everything around the main part of a staff page.

    `account` is the name of who is signed in, "" on the sign-in page; `languages` are
    links in another language, for guests only: an account has its own. `token` goes into
    every form. `notice` is a message about what was just done. `home_url` is where the
    account begins.
    """

    language: Language
    title: str
    navigation: tuple[Link, ...]
    account: str
    languages: tuple[LanguageLink, ...]
    links: StaffLinks
    home_url: str
    token: str
    notice: str = ""


def staff_layout(title: str, current: str = "", notice: str = "") -> StaffLayout:
    """Return the surroundings of a page; `current` is the path of its entry in the menu."""
    account = access.guest_or_me()
    links = StaffLinks(mounted_at())
    return StaffLayout(
        language=languages.current(),
        title=title,
        navigation=_navigation(account, links, current)
        if account and not account.must_change
        else (),
        account=account.name if account else "",
        languages=() if account else _guest_languages(links),
        links=links,
        home_url=links.home(account) if account else links.desk,
        token=access.token(),
        notice=notice,
    )


def _navigation(account: Account, links: StaffLinks, current: str) -> tuple[Link, ...]:
    if not account.may("adviser"):
        return _of_desk(account, links, current)
    entries: tuple[tuple[str, str, Role], ...] = (
        ("desk", gettext("Desk"), "adviser"),
        ("calls", gettext("Calls"), "adviser"),
        ("referrals", gettext("Referrals"), "adviser"),
        ("flags", gettext("Flags"), "adviser"),
        ("calls/counts", gettext("Counts"), "editor"),
        ("messages", gettext("Messages"), "adviser"),
        ("desks", gettext("Partner desks"), "adviser"),
        ("accounts", gettext("Accounts"), "admin"),
    )
    return tuple(
        Link(text, links.path(path), current=path == current)
        for path, text, role in entries
        if account.may(role)
    )


def _of_desk(account: Account, links: StaffLinks, current: str) -> tuple[Link, ...]:
    """Return the menu of the staff of a partner desk: their desk, and its counts."""
    if not account.desk:
        return ()
    entries = ((gettext("Your desk"), "", "desks"), (gettext("Counts"), "counts", "desks/counts"))
    return tuple(
        Link(text, links.partner_desk(account.desk, page), current=current == entry)
        for text, page, entry in entries
    )


def _guest_languages(links: StaffLinks) -> tuple[LanguageLink, ...]:
    following = request.args.get("next", "")
    onward = [("next", following)] if following else []
    return tuple(
        LanguageLink(
            code,
            languages.OWN_NAMES[code],
            links.path("sign-in", [("language", code), *onward]),
            current=code == languages.current(),
        )
        for code in LANGUAGES
    )
