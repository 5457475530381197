"""The accounts, for admins: add one, change it, give a start password, end its sign-ins."""

from dataclasses import replace

from flask import abort, request
from werkzeug.wrappers import Response

from wizard.application.accounts import (
    BadNameError,
    add_account,
    add_with_start_password,
    give_start_password,
)
from wizard.application.ports_accounts import LastAdminError, NameTakenError
from wizard.domain.staff import ROLES, Account
from wizard.domain.text import LANGUAGES
from wizard.web.messages import gettext
from wizard.web.staff import access
from wizard.web.staff.account_forms import ManageForm, NewAccountForm
from wizard.web.staff.area import blueprint
from wizard.web.staff.here import Here, here
from wizard.web.staff.pages.accounts import (
    NewAccountTyped,
    accounts_page,
    manage_page,
    new_account_page,
    start_password_page,
)
from wizard.web.staff.pages.problems import Problem, problems_of
from wizard.web.staff.render import show
from wizard.web.visit import see_other


@blueprint.get("/accounts")
@access.needs("admin")
def accounts() -> Response:
    """List all accounts."""
    done = request.args.get("done", "")
    return show(accounts_page(here(), access.office().accounts.all(), done))


@blueprint.get("/accounts/new")
@access.needs("admin")
def new_account() -> Response:
    """Show the form for a new account."""
    return show(new_account_page(here()))


@blueprint.post("/accounts/new")
@access.needs("admin")
def take_account() -> Response:
    """Add an account and show its start password, or the form again (422)."""
    at, form, office = here(), NewAccountForm(request.form), access.office()
    if not form.validate():
        return _again(at, form, problems_of(form))
    new = form.chosen()
    try:
        if form.by_provider.data and office.provider is not None:
            add_account(office.accounts, new, at.now)
            return see_other(at.links.path("accounts", [("done", "added")]))
        added = add_with_start_password(office.accounts, office.passwords, new, at.now)
    except (BadNameError, NameTakenError) as error:
        return _again(at, form, (_about_name(error),))
    return show(start_password_page(at, *added))


@blueprint.get("/accounts/<int(max=2147483647):number>")
@access.needs("admin")
def manage(number: int) -> Response:
    """Show what may be done with one account."""
    return show(manage_page(here(), _account(number), request.args.get("done", "")))


@blueprint.post("/accounts/<int(max=2147483647):number>")
@access.needs("admin")
def take_manage(number: int) -> Response:
    """Store role, language and state, or show the form again (422)."""
    at, account, form = here(), _account(number), ManageForm(request.form)
    if not form.validate():
        return show(manage_page(at, _typed(account, form), problems=problems_of(form)), 422)
    try:
        access.office().accounts.manage(
            account, *form.chosen(), active=form.active.data, desk=form.desk.data or ""
        )
    except LastAdminError:
        last = gettext("This is the last active admin. Make somebody else admin first.")
        return show(manage_page(at, _typed(account, form), problems=[Problem("role", last)]), 422)
    return see_other(_back(at, account, "saved"))


@blueprint.post("/accounts/<int(max=2147483647):number>/password")
@access.needs("admin")
def take_start_password(number: int) -> Response:
    """Give a start password and show it this once."""
    at, office = here(), access.office()
    given = give_start_password(office.accounts, office.passwords, _account(number))
    return show(start_password_page(at, *given))


@blueprint.post("/accounts/<int(max=2147483647):number>/sign-out")
@access.needs("admin")
def end_sign_ins(number: int) -> Response:
    """End all sign-ins of an account."""
    at, account = here(), _account(number)
    access.office().accounts.end_sign_ins(account)
    return see_other(_back(at, account, "ended"))


@blueprint.post("/accounts/<int(max=2147483647):number>/unlock")
@access.needs("admin")
def unlock(number: int) -> Response:
    """Forget the wrong passwords of an account."""
    at, account = here(), _account(number)
    access.office().sign_ins.unlock(name=account.name)
    return see_other(_back(at, account, "unlocked"))


def _account(number: int) -> Account:
    return access.office().accounts.by_id(number) or abort(404)


def _typed(account: Account, form: ManageForm) -> Account:
    """Return the account as the form would have it, to show again what was chosen."""
    role, language = form.chosen()
    return replace(
        account,
        role=role if role in ROLES else account.role,
        language=language if language in LANGUAGES else account.language,
        desk=form.desk.data or "",
        active=form.active.data,
    )


def _back(at: Here, account: Account, done: str) -> str:
    return f"{at.links.account(account.id)}?done={done}"


def _again(at: Here, form: NewAccountForm, found: tuple[Problem, ...]) -> Response:
    typed = NewAccountTyped(
        form.name.data or "",
        form.role.data or "",
        form.language.data or "",
        form.desk.data or "",
        by_provider=form.by_provider.data,
    )
    return show(new_account_page(at, typed, found), 422)


def _about_name(error: ValueError) -> Problem:
    taken = gettext("There is an account with this name already")
    bad = gettext("Use 2 to 80 letters, digits or the signs . _ @ + - without a space")
    return Problem("name", taken if isinstance(error, NameTakenError) else bad)
