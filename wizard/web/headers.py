"""The headers of every answer: what a browser may load, and that nothing is kept."""

from flask import Flask, Response, request

from wizard.web.place import KIOSK, Place, place

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Nothing from elsewhere, nothing inline, in nobody's frame."""

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}

PAGE_CACHE = "public, max-age=60"
"""Pages hold nothing personal; a minute is short enough for a new edition."""

STATIC_CACHE = "public, max-age=3600"
FROZEN_CACHE = "public, max-age=31536000, immutable"
"""For files whose address changes with them."""


def allow_own_frames(response: Response) -> Response:
    """Let the page of `response` show pages of ours in a frame, and return it.

    Only for pages with a preview of a desk's kiosk or frame: all others frame nothing,
    so whatever somebody smuggles into them cannot either.
    """
    response.headers["Content-Security-Policy"] = f"{POLICY}; frame-src 'self'"
    return response


def install(app: Flask) -> None:
    """Add the headers to every answer of `app`."""
    app.after_request(_add)


def _add(response: Response) -> Response:
    api, where = request.path.startswith("/api/"), place()
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if where.channel.look == "embed" or where.channel.preview:
        _for_a_frame(response, where)
    if where.channel.look == "embed":
        # Pages that are isolated themselves only take frames that promise the same.
        response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
    if where.channel is KIOSK and where.offers("offline"):
        _with_a_worker(response)
    if request.path.startswith("/staff"):
        response.headers["Cache-Control"] = "no-store"
    shared = api or where.channel.look == "embed" or _is_asset()
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin" if shared else "same-origin"
    if request.path.startswith("/static/") and response.status_code in (200, 206, 304):
        response.headers["Cache-Control"] = STATIC_CACHE
    elif where.desk is not None:
        # A visit of somebody else is never found again, and each one is counted.
        response.headers["Cache-Control"] = "no-store"
    elif response.status_code in (200, 303):
        response.headers.setdefault("Cache-Control", PAGE_CACHE)
    else:
        response.headers["Cache-Control"] = "no-store"
    return response


def _with_a_worker(response: Response) -> None:
    """Let a kiosk's page put the worker in its place that goes on without the network."""
    policy = POLICY.replace("worker-src 'none'", "worker-src 'self'")
    response.headers["Content-Security-Policy"] = policy


def _for_a_frame(response: Response, where: Place) -> None:
    """Let exactly the desk's own sites frame a page; a preview only our own pages."""
    origins = "'self'" if where.channel.preview else _frame_ancestors(where)
    policy = POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {origins}")
    response.headers["Content-Security-Policy"] = policy
    if origins != "'none'":
        # It knows no list of sites, and «DENY» would be obeyed by older browsers.
        del response.headers["X-Frame-Options"]


def _frame_ancestors(where: Place) -> str:
    """Return the sites that may frame a desk's pages, as the policy writes them."""
    return " ".join(where.desk.origins) or "'none'" if where.desk else "'none'"


def _is_asset() -> bool:
    """Return whether pages elsewhere load this, or a frame whose origin is hidden (`sandbox`)."""
    return request.path.startswith(("/static/", "/desks/")) or request.blueprint == "loader"
