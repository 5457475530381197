"""Who may see what of the staff area: one guard before every request below `/staff`.

Everything needs a signed-in adviser unless a view says otherwise, so that a view
that is forgotten is closed, not open.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any, Literal, TypeVar, cast

from flask import Blueprint, abort, current_app, g, request
from flask_wtf.csrf import generate_csrf, validate_csrf
from werkzeug.wrappers import Response
from wtforms import ValidationError

from wizard.application.desk_records import DeskKeeping
from wizard.application.ports_accounts import DatabaseAwayError
from wizard.domain.desks import Desk
from wizard.domain.staff import Account, Role
from wizard.domain.text import Language
from wizard.web import languages
from wizard.web.site import site
from wizard.web.staff import browser
from wizard.web.staff.links import StaffLinks
from wizard.web.staff.office import Office
from wizard.web.staff.onward import LONGEST, is_page
from wizard.web.staff.state import call_state
from wizard.web.visit import mounted_at, see_other

Access = Role | Literal["everyone"]
View = TypeVar("View", bound=Callable[..., Any])

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_PAGES = frozenset({"same-origin", "none"})
"""Values of Sec-Fetch-Site of a request that a page of ours, or the reader, made."""

_ACCESS = "_staff_access"
_AT_FIRST = "_staff_at_first"
_MOST_BYTES = "_staff_most_bytes"


def needs(
    access: Access, *, at_first: bool = False, most_bytes: int | None = None
) -> Callable[[View], View]:
    """Mark a view with the role that it needs, or «everyone» for no sign-in.

    With `at_first` it is open also to those who still have to change their start password.
    With `most_bytes` it takes a larger body than others, from who is signed in.
    """

    def mark(view: View) -> View:
        setattr(view, _ACCESS, access)
        setattr(view, _AT_FIRST, at_first)
        setattr(view, _MOST_BYTES, most_bytes)
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
    account, endpoint = _identify(), request.endpoint or ""
    if request.method not in SAFE:
        _widen(endpoint, account)
        check_token()
    access = access_of(endpoint)
    if access == "everyone":
        return None
    links = StaffLinks(mounted_at())
    if account is None:
        return see_other(links.sign_in(_here()))
    at_first = getattr(current_app.view_functions[endpoint], _AT_FIRST, False)
    if account.must_change and not at_first:
        return see_other(links.path("account/password"))
    if not account.may(access):
        abort(403)
    return None


def _widen(endpoint: str, account: Account | None) -> None:
    """Let the body of a request be as large as its view takes, before anybody reads it."""
    most = getattr(current_app.view_functions[endpoint], _MOST_BYTES, None)
    if most is not None and account is not None:
        request.max_content_length = most


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


def partners() -> DeskKeeping:
    """Return what keeps the partner desks; answers 404 where there are none."""
    return office().partners or abort(404)


def own_desk_or_403(key: str) -> Desk:
    """Return the partner desk with this id if the account of the request may see it.

    Staff of a desk see their own only, advisers and up see all. Answers 403 otherwise,
    also for a desk that does not exist, so that nobody learns which ones do; 404 to
    those who may see all. A view that calls this carries `@needs("desk")`.
    """
    if not me().may_see_desk(key):
        abort(403)
    # Not from the shelf: after a change, another process may hold the old one for seconds.
    return partners().desks.by_key(key) or abort(404)


def account_names() -> dict[int, str]:
    """Return the number of every account with its name, for lists that show them all."""
    return {one.id: one.name for one in office().accounts.all()}


def guest_or_me() -> Account | None:
    """Return the account of the current request, or None if nobody is signed in."""
    found: Account | None = g.get("account")
    return found


def recognise() -> None:
    """Find out who asks where no guard did, for an error page; nobody if that cannot be known."""
    if "account" not in g:
        with suppress(DatabaseAwayError):
            _identify()


def sign_in(account: Account, *, with_password: bool) -> None:
    """Begin a sign-in: a new cookie with a new token. The one before, if any, ends."""
    sign_out()
    browser.begin(account, office().now(), with_password=with_password)


def sign_out() -> None:
    """End the sign-in of this browser, and make copies of its cookie useless."""
    found = browser.read(office().now())
    browser.forget()
    if found is not None:
        office().sign_ins.end(found.key, found.until, office().now())


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


def _identify() -> Account | None:
    """Note who asks, and the language that they read."""
    # Whatever fails from here on, its error page is for a guest and does not ask again.
    g.account, g.language = None, _guest_language()
    account = _signed_in()
    if account is not None:
        g.account, g.language = account, account.language
    return account


def _signed_in() -> Account | None:
    found = browser.read(office().now())
    if found is None or office().sign_ins.ended(found.key):
        return None
    account = office().accounts.by_id(found.account)
    if account is None or not account.active or account.version != found.version:
        return None
    # A start password does not concern somebody whom a provider knows.
    return account if found.with_password else replace(account, must_change=False)


def _guest_language() -> Language:
    asked = request.args.get("language", "")
    return asked if asked in languages.OWN_NAMES else languages.preferred()


def _here() -> str:
    """Return the address to come back to after signing in: a page, or the call of a form."""
    if request.method == "GET":
        address = request.full_path.rstrip("?")
    else:
        state = call_state(site().catalogue, languages.current())
        address = StaffLinks("").path("desk", state.pairs())
    bare = address.partition("?")[0]
    found = address if len(address) <= LONGEST else bare
    return found if is_page(found) else ""
