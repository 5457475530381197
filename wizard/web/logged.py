"""What of a request may stand in a log or be counted: nothing of what somebody typed or is."""

import re
from typing import NamedTuple

from flask import Flask, Response, g, request

from wizard.web import request_ids
from wizard.web.place import BY_SEGMENT
from wizard.web.site import site

TOKEN = re.compile(r"(?<=/partner/)[^/]+")
QUERY = re.compile(r"[?&=#;].*", re.DOTALL)
"""A query that somebody put into the path, encoded: it holds answers as any query does."""

SEEN = "parcours.seen"
"""Where the site leaves word for the server's log, in the environment of WSGI."""

CHANNELS = {
    **{name: name for name in (*BY_SEGMENT, "api", "staff", "partner", "health")},
    "static": "files",
    "static_files": "files",
    "desk_assets": "files",
    "loader": "files",
    "kiosk_offline": "kiosk",
    "desk_counts": "kiosk",
}
"""First part of an endpoint -> the channel that it is counted for; all others are «web»."""


class Seen(NamedTuple):
    """What the site tells the server's log about a request.

    `route` is the endpoint, "" if no address fits; `language` is "" where none is spoken.
    """

    route: str
    channel: str
    language: str
    edition: int


def logged_path(path: str) -> str:
    """Return a path as it is logged, without the token of a partner's link or a hidden query.

    A line stays one line: what would end it, or steer a terminal, is «?».

    >>> logged_path("/partner/IjhyTE5.awk2.7u2/contact"), logged_path("/fr/results?stage=idea")
    ('/partner/*/contact', '/fr/results')
    """
    path = QUERY.sub("", TOKEN.sub("*", path))
    return path if path.isprintable() else "".join(c if c.isprintable() else "?" for c in path)


def install(app: Flask) -> None:
    """Let `app` give each request an id, and leave word of it for the log.

    Call it before all that changes answers: what is installed first is asked last, so that
    nothing of an answer is still to come.
    """
    request_ids.install(app)
    app.after_request(_leave_word)


def _leave_word(response: Response) -> Response:
    endpoint = request.endpoint or ""
    channel = CHANNELS.get(endpoint.partition(".")[0], "web")
    language = g.get("language") or ""
    request.environ[SEEN] = Seen(endpoint, channel, language, site().catalogue.edition)
    return response
