"""The headers of every answer: what a browser may load, and who may keep it for how long."""

from functools import lru_cache
from http import HTTPStatus

from flask import Flask, Request, Response
from flask.globals import request_ctx

from wizard.web.compression import compress
from wizard.web.conditional import PUBLIC, READING, mark
from wizard.web.place import KIOSK, WEBSITE, Look, Place, place
from wizard.web.security_headers import HEADERS, POLICY, add_strict_transport

PAGE_CACHE = "public, max-age=60, stale-while-revalidate=300, stale-if-error=86400"
"""For public pages, which hold nothing personal.

- A minute is short enough for a new edition, and lets a cache in front carry a crowd: one
  request a minute for each address reaches us, however many people ask.
- For five minutes more the cache answers at once with what it has while it asks again
  (RFC 5861), so that nobody waits for the first page after the minute.
- For a day it goes on if we do not answer at all: advice of yesterday is better than none.
"""

STATIC_CACHE = "public, max-age=3600"
FROZEN_CACHE = "public, max-age=31536000, immutable"
"""For files whose address changes with them."""

NOBODY = "no-store"
KEPT_STATUS = (200, 206, 303, 304)
"""What may be kept; errors and what leads elsewhere for now never are."""


def allow_own_frames(response: Response) -> Response:
    """Let the page of `response` show pages of ours in a frame, and return it.

    Only for pages with a preview of a desk's kiosk or frame: all others frame nothing,
    so whatever somebody smuggles into them cannot either.
    """
    response.headers["Content-Security-Policy"] = f"{POLICY}; frame-src 'self'"
    return response


def install(app: Flask) -> None:
    """Add the headers to every answer of `app`, and compress it.

    What is installed before runs after: it may still add a header, and changes no body.
    """
    app.after_request(_finish)


def _finish(response: Response) -> Response:
    """Add to an answer what it does not have yet; this runs for every request, so it is short."""
    # The request itself instead of Flask's stand-in, whose every use looks for it anew.
    asked = request_ctx.request
    if asked.endpoint in PUBLIC:
        if response.status_code != HTTPStatus.NOT_MODIFIED:
            _say_what_it_may_do(response, asked, WEBSITE)
        # Whoever has the page has those headers of it as well (RFC 9110, 15.4.5).
        _keep_public(response, asked)
    else:
        where = place()
        _say_what_it_may_do(response, asked, where)
        if where.desk is not None or _is_for_nobody(response, asked):
            # A visit of somebody else at a desk is never found again, and each one is counted.
            response.headers["Cache-Control"] = NOBODY
    add_strict_transport(response)
    compress(response, asked)
    return response


def _say_what_it_may_do(response: Response, asked: Request, where: Place) -> None:
    headers = response.headers
    own_policy = next((value for name, value in headers if name == "Content-Security-Policy"), "")
    shared = _is_shared(asked)
    headers.extend(_lines(where.channel.look, _frames(where), _has_worker(where), shared))
    if own_policy:
        headers["Content-Security-Policy"] = own_policy


def _keep_public(response: Response, asked: Request) -> None:
    """Let everybody keep a public page for a while; never an error."""
    status, headers = response.status_code, response.headers
    if status not in KEPT_STATUS or asked.method not in READING:
        headers.add("Cache-Control", NOBODY)
        return
    headers.add("Cache-Control", PAGE_CACHE)
    headers.add("Vary", "Accept-Encoding")
    if status != HTTPStatus.SEE_OTHER:
        mark(response, asked)


def _is_for_nobody(response: Response, asked: Request) -> bool:
    """Return whether no cache may keep an answer: also one whose view does not say that it may."""
    return (
        response.status_code not in KEPT_STATUS
        or asked.path.startswith("/staff")
        or "Cache-Control" not in response.headers
    )


@lru_cache(maxsize=512)
def _lines(look: Look, frames: str, worker: bool, shared: bool) -> tuple[tuple[str, str], ...]:
    """Return the headers that all answers of one kind have; there are some ten kinds of a desk."""
    lines = dict(HEADERS)
    policy = POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {frames}")
    if worker:
        # The kiosk's page puts the worker in its place that goes on without the network.
        policy = policy.replace("worker-src 'none'", "worker-src 'self'")
    lines["Content-Security-Policy"] = policy
    if frames != "'none'":
        # It knows no list of sites, and «DENY» would be obeyed by older browsers.
        del lines["X-Frame-Options"]
    if look == "embed":
        # Pages that are isolated themselves only take frames that promise the same.
        lines["Cross-Origin-Embedder-Policy"] = "require-corp"
    shared = shared or look == "embed"
    lines["Cross-Origin-Resource-Policy"] = "cross-origin" if shared else "same-origin"
    return tuple(lines.items())


def _has_worker(where: Place) -> bool:
    return where.channel is KIOSK and where.offers("offline")


def _frames(where: Place) -> str:
    """Return who may frame a page: the desk's own sites, of a preview only our own pages."""
    if where.channel.preview:
        return "'self'"
    if where.channel.look == "embed" and where.desk is not None:
        return " ".join(where.desk.origins) or "'none'"
    return "'none'"


def _is_shared(asked: Request) -> bool:
    """Return whether pages elsewhere load this, or a frame whose origin is hidden (`sandbox`)."""
    return asked.path.startswith(("/api/", "/static/", "/desks/")) or asked.blueprint == "loader"
