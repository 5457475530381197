"""Referrals: making one, what is waiting, and the history of each."""

from flask import abort, request
from werkzeug.wrappers import Response

from wizard.application.ports_referrals import Contact, Referral, TooLateError
from wizard.application.refer import (
    PAUSE,
    NoAddressError,
    TooManyReferralsError,
    TooSoonError,
    forget,
    refer,
    send_again,
    settle,
)
from wizard.domain.referrals import Actor, IllegalChangeError, read_status
from wizard.web.messages import gettext
from wizard.web.referring import referring
from wizard.web.staff import access
from wizard.web.staff.area import blueprint
from wizard.web.staff.carried import carried
from wizard.web.staff.here import Here, here
from wizard.web.staff.pages.problems import Problem
from wizard.web.staff.pages.referrals import referrals_page
from wizard.web.staff.pages.referrals_new import new_referral_page
from wizard.web.staff.pages.referrals_one import ReferralPage, referral_page
from wizard.web.staff.referral_form import new_referral, read_form, target
from wizard.web.staff.render import show, show_wait
from wizard.web.staff.sharing import check_host
from wizard.web.visit import see_other

BY_CALLER = "withdrawn-caller"
"""What the form sends when the caller withdraws: a status, and who asked for it."""

AN_HOUR = 3_600
"""Seconds after which another referral is certainly taken."""


@blueprint.get("/referrals")
def referrals() -> Response:
    """Show the own referrals, those that wait first; admins see all."""
    at = here()
    admin = at.account.may("admin")
    found = access.office().referrals.by_account(None if admin else at.account.id)
    return show(referrals_page(found, at, all_accounts=admin))


@blueprint.get("/referrals/new")
def begin_referral() -> Response:
    """Show the form for the service in the address."""
    at = here()
    return show(new_referral_page(target(at), at.state(), at))


@blueprint.post("/referrals")
def take_referral() -> Response:
    """Make the referral and lead to it (303), or show the form again (422, 429)."""
    check_host()
    at, state = here(), here().state()
    to = target(at)
    form = read_form(to)
    if not form.validate():
        return show(new_referral_page(to, state, at, form), 422)
    try:
        number = refer(referring(), new_referral(form, to, state, at))
    except TooManyReferralsError:
        late = Problem("asked", gettext("Too many referrals in one hour. Wait a while."))
        return show_wait(new_referral_page(to, state, at, form, (late,)), AN_HOUR)
    except TooLateError:
        abort(400, "The form is another account's. Open it again.")
    return see_other(carried(state, at).path(f"referrals/{number}", [("done", "sent")]))


@blueprint.get("/referrals/<int(max=2147483647):number>")
def referral(number: int) -> Response:
    """Show one referral with its history."""
    return show(_page(_mine(number)))


@blueprint.post("/referrals/<int(max=2147483647):number>/contact")
def referral_contact(number: int) -> Response:
    """Show one referral with its contact data."""
    found = _mine(number)
    return show(_page(found, access.office().referrals.contact(number)))


@blueprint.post("/referrals/<int(max=2147483647):number>/forget")
def forget_referral(number: int) -> Response:
    """Delete the contact data of a closed referral, because the caller asks (303, 409)."""
    try:
        forget(referring(), _mine(number), here().now)
    except (IllegalChangeError, TooLateError):
        return _too_late(number)
    return _done(number, "forgotten")


@blueprint.post("/referrals/<int(max=2147483647):number>/status")
def change_referral(number: int) -> Response:
    """Note what a partner said on the phone, or a withdrawal (303; 422, or 409 if too late)."""
    found, asked = _mine(number), request.form.get("status", "")
    by: Actor = "caller" if asked == BY_CALLER else "adviser"
    status = read_status("withdrawn" if asked == BY_CALLER else asked)
    reason = request.form.get("reason", "") if status == "refused" else ""
    if status is None or (status == "refused" and not reason):
        return show(_page(found, problems=(_unclear(status),)), 422)
    try:
        settle(referring(), found, status, by, reason, here().now)
    except IllegalChangeError:
        return show(_page(found, problems=(_unclear(None),)), 422)
    except TooLateError:
        return _too_late(number)
    return _done(number, "noted")


@blueprint.post("/referrals/<int(max=2147483647):number>/again")
def send_referral_again(number: int) -> Response:
    """Send the partner a new link (303), or say why not (409, 429)."""
    found = _mine(number)
    try:
        send_again(referring(), found, here().now)
    except TooSoonError:
        words = gettext("A mail has just been sent. Wait ten minutes before the next one.")
        again = _page(found, problems=(Problem("again", words),))
        return show_wait(again, int(PAUSE.total_seconds()))
    except (IllegalChangeError, TooLateError):
        return _too_late(number)
    except NoAddressError:
        words = gettext("The address of the partner cannot be read any more. Make a new referral.")
        return show(_page(found, problems=(Problem("again", words),)), 409)
    return _done(number, "again")


def _mine(number: int) -> Referral:
    """Return a referral of the account that is signed in; of anybody for admins; else 404."""
    at = here()
    found = access.office().referrals.by_id(number)
    if found is None or not (found.account == at.account.id or at.account.may("admin")):
        abort(404)
    return found


def _page(
    found: Referral, contact: Contact | None = None, problems: tuple[Problem, ...] = ()
) -> ReferralPage:
    history = access.office().referrals.history(found.id)
    return referral_page(found, history, here(), contact, problems)


def _unclear(status: str | None) -> Problem:
    if status == "refused":
        return Problem("reason", gettext("Choose why it was refused"))
    return Problem("status", gettext("Choose what has happened"))


def _too_late(number: int) -> Response:
    words = gettext("Something changed in the meantime. Look again before you note anything.")
    return show(_page(_mine(number), problems=(Problem("history", words),)), 409)


def _done(number: int, done: str) -> Response:
    at: Here = here()
    carry = carried(at.state(), at)
    return see_other(carry.path(f"referrals/{number}", [("done", done)]))
