"""Asking the gate before a request is answered, and telling the API's users where they stand.

Files, health and metrics are never limited: what a page needs must come, and who watches the
site must not be turned away by it.
"""

from functools import lru_cache, partial

from flask import Flask, Response, after_this_request, current_app, request
from werkzeug.exceptions import TooManyRequests

from wizard.application.limits import Gate
from wizard.domain.limits import API, PAGES, SEARCH, Standing
from wizard.domain.lockout import source

EXTENSION = "limits"

FREE = frozenset(
    {"static", "health", "loader.newest", "loader.frozen", "desk_assets", "kiosk_offline.worker"}
)
"""Blueprints and endpoints of files, and of what watches the site."""

SEARCHING = frozenset({"search", "suggest"})
"""Pages of every channel that ask the search while somebody types."""


def install(app: Flask, gate: Gate) -> None:
    """Let `gate` hold up who asks `app` too often; comes before all that answers a request."""
    app.extensions[EXTENSION] = gate
    app.before_request(_ask)


def _ask() -> None:
    names = _limits(request.endpoint or "")
    if not names:
        return
    gate: Gate = current_app.extensions[EXTENSION]
    who, standing = address(), None
    for name in names:
        standing = gate.hit(name, who)
        if standing is not None and standing.over:
            break
    if standing is None:
        return
    if API.name in names:
        # The one that is told is the narrowest, or the one that stopped it.
        after_this_request(partial(_tell, standing))
    if standing.over:
        raise TooManyRequests(_why(standing), retry_after=standing.wait)


def hit(name: str, now: float, who: str = "") -> Standing | None:
    """Count the visitor of the current request against a limit; None if there is none.

    `now` is the moment in seconds since 1970, `who` another than the visitor's address.
    """
    gate: Gate = current_app.extensions[EXTENSION]
    return gate.hit(name, who or address(), now)


def pass_or_stop(name: str, now: float, who: str = "") -> None:
    """Count as `hit` does; raises `TooManyRequests` (429) for one too many."""
    standing = hit(name, now, who)
    if standing is not None and standing.over:
        raise TooManyRequests(_why(standing), retry_after=standing.wait)


def address() -> str:
    """Return what counts as the visitor's address; it stays in the memory of this process."""
    return source(request.environ.get("REMOTE_ADDR", ""))


@lru_cache(maxsize=1024)
def _limits(endpoint: str) -> tuple[str, ...]:
    """Return the limits of a page; one that does not exist is a page too.

    The staff area counts by account (`wizard.web.staff.limits`): an office has one address.
    """
    blueprint, _, view = endpoint.rpartition(".")
    if endpoint in FREE or blueprint in FREE or blueprint == "staff":
        return ()
    if blueprint == "api":
        return (PAGES.name, API.name)
    return (PAGES.name, SEARCH.name) if view in SEARCHING else (PAGES.name,)


def _tell(standing: Standing, response: Response) -> Response:
    """Say on an answer of the API what is left.

    The fields are those of the IETF's draft «RateLimit header fields for HTTP».
    """
    limit, headers = standing.limit, response.headers
    headers["RateLimit-Policy"] = f'"{limit.name}";q={limit.most};w={limit.seconds}'
    headers["RateLimit"] = f'"{limit.name}";r={standing.left};t={standing.wait}'
    headers["Access-Control-Expose-Headers"] = "RateLimit, RateLimit-Policy, Retry-After"
    return response


def _why(standing: Standing) -> str:
    """Return what the problem document of the API says."""
    limit = standing.limit
    return (
        f"One address may ask {limit.most} times in {limit.seconds} seconds here."
        f" Ask again in {standing.wait} seconds."
    )
