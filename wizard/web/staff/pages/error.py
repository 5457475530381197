"""What went wrong in the staff area, in words, and the ways on."""

from dataclasses import dataclass

from flask import request

from wizard.domain.staff import Account
from wizard.web import languages
from wizard.web.links import Pair
from wizard.web.messages import gettext, ngettext
from wizard.web.once_more import this_address
from wizard.web.pages.layout import Link
from wizard.web.site import site
from wizard.web.staff import access
from wizard.web.staff.links import StaffLinks
from wizard.web.staff.pages.again import Again, sent_again
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.state import call_state
from wizard.web.visit import mounted_at


@dataclass(frozen=True, slots=True)
class StaffErrorPage:
    """An error with the ways on. `reference` names it in the log, `again` is what was sent."""

    layout: StaffLayout
    code: int
    title: str
    message: str
    reference: str
    ways: tuple[Link, ...]
    again: Again | None


def staff_error_page(code: int, reference: str = "", wait: int = 0) -> StaffErrorPage:
    """Return the page of an error below `/staff`; `wait` are seconds to be patient, 0 unknown."""
    found = _failures() if code >= 500 else _refusals()
    title, message = found.get(code) or found[500 if code >= 500 else 400]
    again = None
    if code == 429:
        message = seconds_to_wait(wait) if wait else message
        again = sent_again()
    ways = _ways(code)
    return StaffErrorPage(staff_layout(title), code, title, message, reference, ways, again)


def seconds_to_wait(seconds: int) -> str:
    """Return how long to wait, in words: minutes if it is long."""
    if seconds >= 120:
        return ngettext(
            "Wait %(num)s minute, then try again.",
            "Wait %(num)s minutes, then try again.",
            -(-seconds // 60),
        )
    return ngettext(
        "Wait %(num)s second, then try again.", "Wait %(num)s seconds, then try again.", seconds
    )


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
    ways = [Link(gettext("Try again"), this_address())] if _by_reading(code) else []
    ways += [Link(gettext("Back to the call"), links.path("desk", call))] if call else []
    if account is None:
        ways.append(Link(gettext("Sign in"), links.sign_in()))
    else:
        home = gettext("Desk") if _advises(account) else gettext("Your desk")
        ways += [] if call else [Link(home, links.home(account))]
        ways.append(Link(gettext("Your account"), links.path("account")))
    public = f"{links.root}/{languages.current()}/"
    return (*ways, Link(gettext("The public site"), public))


def _by_reading(code: int) -> bool:
    """Return whether it is of use to ask for the same page once more, a little later."""
    return code == 429 and request.method == "GET"


def _advises(account: Account | None) -> bool:
    """Return whether this may be somebody with a call: an adviser, or a guest who was one."""
    return account is None or account.may("adviser")


def _call() -> list[Pair]:
    """Return what the request says of a call beside the languages, or nothing."""
    state = call_state(site().catalogue, languages.current())
    return state.pairs() if state.call or state.query or len(state.answers) else []
