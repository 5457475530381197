"""Partner desks: the list, one with its preview, and its removal."""

from flask import abort, request
from werkzeug.wrappers import Response

from wizard.web.headers import allow_own_frames
from wizard.web.staff import access
from wizard.web.staff.area import blueprint
from wizard.web.staff.here import here
from wizard.web.staff.pages.partner_desk import partner_desk_page
from wizard.web.staff.pages.partner_desks import partner_desk_removal_page, partner_desks_page
from wizard.web.staff.pages.partner_preview import shown
from wizard.web.staff.render import show
from wizard.web.visit import see_other


@blueprint.get("/desks")
def partner_desks() -> Response:
    """List all partner desks."""
    found = access.partners().desks.all()
    return show(partner_desks_page(here(), found, request.args.get("done", "")))


@blueprint.get("/desks/<key>")
@access.needs("desk")
def partner_desk(key: str) -> Response:
    """Show one desk with its kiosk and its frame."""
    desk, done = access.own_desk_or_403(key), request.args.get("done", "")
    if done:
        # Another process may have made the change, and the preview is read from this one's shelf.
        access.partners().shelf.refresh()
    page = partner_desk_page(here(), desk, shown(desk, request.args), done)
    return allow_own_frames(show(page))


@blueprint.get("/desks/<key>/remove")
@access.needs("editor")
def ask_partner_desk_removal(key: str) -> Response:
    """Ask whether a desk shall be removed."""
    return show(partner_desk_removal_page(here(), access.own_desk_or_403(key)))


@blueprint.post("/desks/<key>/remove")
@access.needs("editor")
def remove_partner_desk(key: str) -> Response:
    """Remove a desk and lead to the list (303); 404 if there is none."""
    if not access.partners().remove(key, access.office().accounts):
        abort(404)
    return see_other(here().links.path("desks", [("done", "removed")]))
