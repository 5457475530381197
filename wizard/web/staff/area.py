"""The blueprint of the staff area, closed by its guard; the views register themselves on it."""

from flask import Blueprint

from wizard.web.staff import access, limits

blueprint = Blueprint("staff", __name__, url_prefix="/staff")
access.install(blueprint)
limits.install(blueprint)
