"""A desk's own colours and logo, at addresses that change with them and so may be kept."""

from flask import Blueprint, abort, make_response, render_template
from werkzeug.wrappers import Response

from wizard.domain.desks import Desk
from wizard.web.headers import FROZEN_CACHE
from wizard.web.pages.desk_frame import logo_url, styles_url
from wizard.web.site import site
from wizard.web.visit import mounted_at, see_other

blueprint = Blueprint("desk_assets", __name__, url_prefix="/desks/<desk>")


@blueprint.get("/colours-<digest>.css")
def colours(desk: str, digest: str) -> Response:
    """Give the style sheet with the colours of a desk."""
    found = _desk(desk)
    if styles_url(found, "") != f"/desks/{desk}/colours-{digest}.css":
        return _those_of_now(styles_url(found, mounted_at()))
    return _kept(render_template("desk-colours.css", page=found), "text/css")


@blueprint.get("/logo-<digest>.png")
def logo(desk: str, digest: str) -> Response:
    """Give the logo of a desk."""
    found = _desk(desk)
    if found.logo is None or logo_url(found, "") != f"/desks/{desk}/logo-{digest}.png":
        return _those_of_now(logo_url(found, mounted_at()))
    return _kept(found.logo.png, "image/png")


def _desk(key: str) -> Desk:
    found = site().desks.get(key)
    if found is None:
        abort(404)
    return found


def _those_of_now(address: str) -> Response:
    """Lead to the colours or the logo as this process knows them; 404 if there are none.

    For some seconds after a change, the process that made the page may know another desk.
    """
    if not address:
        abort(404)
    response = see_other(address)
    response.headers["Cache-Control"] = "no-store"
    return response


def _kept(body: str | bytes, kind: str) -> Response:
    response = make_response(body)
    response.headers["Content-Type"] = f"{kind}; charset=utf-8" if kind == "text/css" else kind
    response.headers["Cache-Control"] = FROZEN_CACHE
    return response
