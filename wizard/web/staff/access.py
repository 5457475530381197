"""Who may see what of the staff area: one guard before every request below `/staff`.

Everything needs a signed-in adviser unless a view says otherwise, so that a view
that is forgotten is closed, not open.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, TypeVar, cast

from flask import Blueprint, abort, current_app, g, request, session
from flask_wtf.csrf import generate_csrf, validate_csrf
from werkzeug.wrappers import Response
from wtforms import ValidationError

from wizard.domain.staff import Account, Role
from wizard.web import languages
from wizard.web.site import site
from wizard.web.staff.links import StaffLinks
from wizard.web.staff.office import Office
from wizard.web.visit import mounted_at, see_other

Access = Role | Literal["everyone"]
View = TypeVar("View", bound=Callable[..., Any])

WORKING_DAY = timedelta(hours=12)
"""After so long somebody signs in again, whatever happens."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_PAGES = frozenset({"same-origin", "none"})
"""Values of Sec-Fetch-Site of a request that a page of ours, or the reader, made."""

_ACCESS = "_staff_access"


def needs(access: Access) -> Callable[[View], View]:
    """Mark a view with the role that it needs, or «everyone» for no sign-in."""

    def mark(view: View) -> View:
        setattr(view, _ACCESS, access)
        return view

    return mark


def access_of(endpoint: str) -> Access:
    """Return what the view of an endpoint needs; an adviser unless it says otherwise."""
    view = current_app.view_functions[endpoint]
    return cast(Access, getattr(view, _ACCESS, "adviser"))


def install(blueprint: Blueprint) -> None:
    """Put the guard before every request of a blueprint."""
    blueprint.before_request(guard)


def guard() -> Response | None:
    """Let a request pass, or answer it: sign in first, forbidden (403), or a bad token (400)."""
    g.account = account = _signed_in()
    g.language = account.language if account else _guest_language()
    if request.method not in SAFE:
        check_token()
    access = access_of(request.endpoint or "")
    if access == "everyone":
        return None
    if account is None:
        return see_other(StaffLinks(mounted_at()).sign_in(_here()))
    if not account.may(access):
        abort(403)
    return None


def office() -> Office:
    """Return what the staff area works with."""
    found = site().office
    if found is None:
        abort(404)
    return found


def me() -> Account:
    """Return the account of the current request, which the guard has let pass."""
    account: Account | None = g.get("account")
    if account is None:
        abort(403)
    return account


def guest_or_me() -> Account | None:
    """Return the account of the current request, or None if nobody is signed in."""
    found: Account | None = g.get("account")
    return found


def sign_in(account: Account) -> None:
    """Begin a sign-in: a new cookie with a new token."""
    session.clear()
    session["account"], session["version"] = account.id, account.version
    session["since"] = int(office().now().timestamp())


def sign_out() -> None:
    """End the sign-in of this browser."""
    session.clear()


def token() -> str:
    """Return the token that every form and script of a page sends back."""
    return cast(str, generate_csrf())


def check_token() -> None:
    """Answer 400 unless the request comes from a page of ours, with the token of its cookie."""
    if request.headers.get("Sec-Fetch-Site", "none") not in OWN_PAGES:
        abort(400, "The request came from another site.")
    try:
        validate_csrf(request.headers.get("X-CSRF-Token") or request.form.get("csrf_token"))
    except ValidationError:
        abort(400, "The form is too old or not from this site. Open the page again.")


def _signed_in() -> Account | None:
    number, version, since = (session.get(key) for key in ("account", "version", "since"))
    if not (isinstance(number, int) and isinstance(version, int) and isinstance(since, int)):
        return None
    if office().now() - datetime.fromtimestamp(since, UTC) > WORKING_DAY:
        return None
    account = office().accounts.by_id(number)
    if account is None or not account.active or account.version != version:
        return None
    return account


def _guest_language() -> str:
    asked = request.args.get("language", "")
    return asked if asked in languages.OWN_NAMES else languages.preferred()


def _here() -> str:
    """Return the address to come back to after signing in; only pages can be come back to."""
    if request.method != "GET":
        return ""
    return request.full_path.rstrip("?")
