"""Signing in and out."""

from flask import request
from werkzeug.wrappers import Response

from wizard.application.sign_in import Credentials, Wait, sign_in
from wizard.domain.limits import SIGN_IN
from wizard.web.messages import gettext
from wizard.web.staff import access
from wizard.web.staff.area import blueprint
from wizard.web.staff.limits import by_address
from wizard.web.staff.links import StaffLinks
from wizard.web.staff.onward import onward
from wizard.web.staff.pages import problems
from wizard.web.staff.pages.error import seconds_to_wait
from wizard.web.staff.pages.problems import Problem
from wizard.web.staff.pages.sign_in import sign_in_page
from wizard.web.staff.render import show, show_wait
from wizard.web.visit import mounted_at, see_other


@blueprint.get("/sign-in")
@access.needs("everyone")
def show_sign_in() -> Response:
    """Show the form; who is signed in already goes on."""
    account = access.guest_or_me()
    if account is not None:
        return see_other(onward(request.args.get("next", ""), account))
    return show(sign_in_page())


@blueprint.post("/sign-in")
@access.needs("everyone")
def take_sign_in() -> Response:
    """Check name and password: 303 onward, or the form again (422, or 429 for a while)."""
    name, office, now = request.form.get("name", ""), access.office(), access.office().now()
    busy = by_address(SIGN_IN.name)
    if busy is not None and busy.over:
        many = Problem("name", seconds_to_wait(busy.wait))
        return show_wait(sign_in_page(name, [many]), busy.wait)
    given = Credentials(name, request.form.get("password", ""), request.remote_addr or "")
    found = sign_in(office.accounts, office.passwords, office.sign_ins, given, now)
    if isinstance(found, Wait):
        late = problems.wait(found.minutes(now), "name")
        return show_wait(sign_in_page(name, [late]), found.seconds(now))
    if found is None:
        wrong = Problem("name", gettext("Name or password is not right"))
        return show(sign_in_page(name, [wrong]), 422)
    access.sign_in(found, with_password=True)
    return see_other(onward(request.args.get("next", ""), found))


@blueprint.post("/sign-out")
@access.needs("everyone")
def sign_out() -> Response:
    """End the sign-in of this browser."""
    access.sign_out()
    return see_other(StaffLinks(mounted_at()).path("sign-in", [("done", "out")]))
