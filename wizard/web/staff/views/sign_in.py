"""Signing in and out."""

from flask import request
from werkzeug.wrappers import Response

from wizard.web.messages import gettext
from wizard.web.staff import access
from wizard.web.staff.area import blueprint
from wizard.web.staff.links import StaffLinks
from wizard.web.staff.pages.sign_in import sign_in_page
from wizard.web.staff.render import show
from wizard.web.visit import mounted_at, see_other


@blueprint.get("/sign-in")
@access.needs("everyone")
def sign_in() -> Response:
    """Show the form; who is signed in already goes on."""
    if access.guest_or_me() is not None:
        return see_other(_following(request.args.get("next", "")))
    return show(sign_in_page("", request.args.get("next", "")))


@blueprint.post("/sign-in")
@access.needs("everyone")
def take_sign_in() -> Response:
    """Check name and password: 303 onward, or the form again (422)."""
    name, following = request.form.get("name", ""), request.form.get("next", "")
    office = access.office()
    account = office.accounts.by_name(name)
    hashed = office.accounts.hash_of(account) if account else ""
    fits = office.passwords.verify(hashed, request.form.get("password", ""))
    if account is None or not account.active or not fits:
        error = gettext("Name or password is not right")
        return show(sign_in_page(name, following, error), 422)
    access.sign_in(account)
    return see_other(_following(following))


@blueprint.post("/sign-out")
@access.needs("everyone")
def sign_out() -> Response:
    """End the sign-in."""
    access.sign_out()
    return see_other(StaffLinks(mounted_at()).sign_in())


def _following(asked: str) -> str:
    """Return the page to go on to: one of the staff area, never another site."""
    root = mounted_at()
    if asked.startswith("/staff/") and "\\" not in asked:
        return f"{root}{asked}"
    return StaffLinks(root).desk
