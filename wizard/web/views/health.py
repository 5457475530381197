"""For those who run the site: is the process alive, is it ready, what may robots read."""

from flask import Blueprint, Response, jsonify

from wizard.domain.text import LANGUAGES
from wizard.web.place import BY_SEGMENT
from wizard.web.site import site

blueprint = Blueprint("health", __name__)


@blueprint.get("/health/live")
def live() -> Response:
    """Answer as long as the process can."""
    return jsonify(status="ok")


@blueprint.get("/health/ready")
def ready() -> Response:
    """Answer with the edition in memory and the number of its services."""
    catalogue = site().catalogue
    return jsonify(status="ok", edition=catalogue.edition, services=len(catalogue.current))


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Keep robots away from the endless combinations of answers, and from frames and kiosks."""
    lines = ["User-agent: *"]
    lines += [
        f"Disallow: /{language}/{path}"
        for language in LANGUAGES
        for path in ("journey", "results", "search")
    ]
    for segment in BY_SEGMENT:
        lines += [f"Disallow: /{segment}/", *(f"Disallow: /{one}/{segment}/" for one in LANGUAGES)]
    lines.append("Disallow: /api/")
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
