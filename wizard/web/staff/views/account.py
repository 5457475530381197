"""One's own account: language, single keys, password, and the end of all sign-ins."""

from flask import abort, request
from werkzeug.wrappers import Response

from wizard.application.accounts import Faults, change_password
from wizard.application.sign_in import Credentials, Wait
from wizard.web.messages import gettext
from wizard.web.staff import access
from wizard.web.staff.account_forms import PasswordForm, PreferencesForm
from wizard.web.staff.area import blueprint
from wizard.web.staff.here import Here, here
from wizard.web.staff.pages import problems
from wizard.web.staff.pages.account import account_page, password_page
from wizard.web.staff.pages.problems import Problem, problems_of
from wizard.web.staff.render import show, show_wait
from wizard.web.visit import see_other


@blueprint.get("/account")
@access.needs("desk")
def account() -> Response:
    """Show who is signed in and what they may choose."""
    return show(account_page(here(), request.args.get("done", "")))


@blueprint.post("/account")
@access.needs("desk")
def take_preferences() -> Response:
    """Store the language and whether single keys do something."""
    at, form = here(), PreferencesForm(request.form)
    if not form.validate():
        return show(account_page(at, problems=problems_of(form)), 422)
    access.office().accounts.set_preferences(
        at.account, form.chosen_language(), shortcuts=form.shortcuts.data
    )
    return see_other(at.links.path("account", [("done", "saved")]))


@blueprint.get("/account/password")
@access.needs("desk", at_first=True)
def password() -> Response:
    """Show the form for another password."""
    return show(password_page(_with_password()))


@blueprint.post("/account/password")
@access.needs("desk", at_first=True)
def take_password() -> Response:
    """Change the password; this browser stays signed in, all others do not."""
    at, form = _with_password(), PasswordForm(request.form)
    if not form.validate():
        return show(password_page(at, problems_of(form)), 422)
    office, (old, new) = access.office(), form.typed()
    given = Credentials(at.account.name, old, request.remote_addr or "")
    done = change_password(office.accounts, office.passwords, office.sign_ins, given, new, at.now)
    if isinstance(done, Wait):
        late = problems.wait(done.minutes(at.now), "old")
        return show_wait(password_page(at, [late]), done.seconds(at.now))
    if isinstance(done, Faults):
        return show(password_page(at, _faults(done)), 422)
    access.sign_in(done, with_password=True)
    return see_other(at.links.path("account", [("done", "password")]))


@blueprint.post("/account/sign-out")
@access.needs("desk")
def sign_out_everywhere() -> Response:
    """End the sign-in of every browser, this one included."""
    at = here()
    access.office().accounts.end_sign_ins(at.account)
    access.sign_out()
    return see_other(at.links.path("sign-in", [("done", "everywhere")]))


def _with_password() -> Here:
    at = here()
    if not at.account.has_password:
        abort(404)
    return at


def _faults(faults: Faults) -> list[Problem]:
    wrong = Problem("old", gettext("The password you have now is not right"))
    return [*([wrong] if faults.old_is_wrong else []), *problems.broken(faults.rules, "new")]
