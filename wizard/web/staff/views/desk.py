"""The adviser desk."""

from werkzeug.wrappers import Response

from wizard.web.staff.area import blueprint
from wizard.web.staff.here import here
from wizard.web.visit import see_other


@blueprint.get("/")
def home() -> Response:
    """Lead to the desk."""
    return see_other(here().links.desk)


@blueprint.get("/desk")
def desk() -> Response:
    """Show the desk."""
    return Response("desk")
