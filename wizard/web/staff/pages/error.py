"""What went wrong in the staff area, in words, and the ways on."""

from dataclasses import dataclass

from wizard.domain.staff import Account
from wizard.web import languages
from wizard.web.links import Pair
from wizard.web.messages import gettext
from wizard.web.pages.layout import Link
from wizard.web.site import site
from wizard.web.staff import access
from wizard.web.staff.links import StaffLinks
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.state import call_state
from wizard.web.visit import mounted_at


@dataclass(frozen=True, slots=True)
class StaffErrorPage:
    """An error with the ways on. `reference` names it in the log."""

    layout: StaffLayout
    code: int
    title: str
    message: str
    reference: str
    ways: tuple[Link, ...]


def staff_error_page(code: int, reference: str = "") -> StaffErrorPage:
    """Return the page of an error that somebody can meet below `/staff`."""
    found = _failures() if code >= 500 else _refusals()
    title, message = found.get(code) or found[500 if code >= 500 else 400]
    return StaffErrorPage(staff_layout(title), code, title, message, reference, _ways(code))


def _refusals() -> dict[int, tuple[str, str]]:
    return {
        400: (
            gettext("This could not be taken"),
            gettext("The form is too old or came from elsewhere. Open the page again and repeat."),
        ),
        403: (
            gettext("This is for others"),
            gettext("Your account has no rights here. Ask an admin if you need them."),
        ),
        404: (
            gettext("This page does not exist"),
            gettext("The address may be old or mistyped, or what stood here was removed."),
        ),
        405: (
            gettext("This page cannot be opened like that"),
            gettext("It only takes what a form sends. Go on below."),
        ),
        413: (gettext("This is too much"), gettext("Send less at once.")),
        421: (
            gettext("The site does not know its own address"),
            gettext(
                "Nothing was sent: a letter needs an address that works for its reader. Ask who"
                " runs the site to set WIZARD_PUBLIC_URL."
            ),
        ),
        429: (gettext("Too much at once"), gettext("Wait a little, then try again.")),
    }


def _failures() -> dict[int, tuple[str, str]]:
    return {
        500: (
            gettext("Something went wrong on our side"),
            gettext("It is not your fault. Go back, and try again in a moment."),
        ),
        503: (
            gettext("The staff area cannot reach its database"),
            gettext(
                "Nothing was stored just now. The public site works. Wait a moment, then load"
                " this page again."
            ),
        ),
    }


def _ways(code: int) -> tuple[Link, ...]:
    """Return the ways on; the call that the request carried is not lost by an error."""
    # What was too large to be read cannot be read for its call either.
    links, account = StaffLinks(mounted_at()), access.guest_or_me()
    call = [] if code == 413 or not _advises(account) else _call()
    ways = [Link(gettext("Back to the call"), links.path("desk", call))] if call else []
    if account is None:
        ways.append(Link(gettext("Sign in"), links.sign_in()))
    else:
        home = gettext("Desk") if _advises(account) else gettext("Your desk")
        ways += [] if call else [Link(home, links.home(account))]
        ways.append(Link(gettext("Your account"), links.path("account")))
    public = f"{links.root}/{languages.current()}/"
    return (*ways, Link(gettext("The public site"), public))


def _advises(account: Account | None) -> bool:
    """Return whether this may be somebody with a call: an adviser, or a guest who was one."""
    return account is None or account.may("adviser")


def _call() -> list[Pair]:
    """Return what the request says of a call beside the languages, or nothing."""
    state = call_state(site().catalogue, languages.current())
    return state.pairs() if state.call or state.query or len(state.answers) else []
