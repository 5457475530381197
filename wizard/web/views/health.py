"""For those who run the site: is the process alive, is it ready, what may robots read."""

from typing import Literal

from flask import Blueprint, Flask, Response, current_app, jsonify

from wizard.application.watching import Watch
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES
from wizard.web.place import BY_SEGMENT
from wizard.web.site import site

blueprint = Blueprint("health", __name__)

WATCH = "parcours-database"
"""Where an application keeps its `Watch` over the database; it has none without a database."""

Part = Literal["ok", "away", "off", "broken"]


def watch_database(app: Flask, watch: Watch) -> None:
    """Let `app` tell whether its database is there."""
    app.extensions[WATCH] = watch


@blueprint.get("/health/live")
def live() -> Response:
    """Answer as long as the process can."""
    return _fresh(jsonify(status="ok"))


@blueprint.get("/health/ready")
def ready() -> Response:
    """Tell each part truthfully: 200 as long as the public site can be served, else 503.

    «degraded» is a site that goes on from memory while its database is away.
    """
    catalogue, database = site().catalogue, _database()
    index: Part = "ok" if catalogue.current and _finds(catalogue) else "broken"
    staff: Part = "off" if site().office is None else database
    status = "ready" if database != "away" else "degraded"
    response = jsonify(
        status=status if index == "ok" else "unready",
        edition=catalogue.edition,
        services=len(catalogue.current),
        index=index,
        database=database,
        staff=staff,
    )
    response.status_code = 200 if index == "ok" else 503
    return _fresh(response)


def _database() -> Part:
    watch: Watch | None = current_app.extensions.get(WATCH)
    return "off" if watch is None else watch.state()


def _finds(catalogue: Catalogue) -> bool:
    """Return whether the index in memory finds a service by its own name."""
    first = next(iter(catalogue.current))
    name = first.words.title.pick("en").words
    found = site().words.search(name, "en", limit=1)
    return bool(found.hits)


def _fresh(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


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
