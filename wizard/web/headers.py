"""The headers of every answer: what a browser may load, and that nothing is kept."""

from flask import Flask, Response, request

from wizard.web.place import Place, place

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
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


def install(app: Flask) -> None:
    """Add the headers to every answer of `app`."""
    app.after_request(_add)


def _add(response: Response) -> Response:
    api, where = request.path.startswith("/api/"), place()
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if where.channel.look == "embed":
        _for_a_frame(response, where)
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


def _for_a_frame(response: Response, where: Place) -> None:
    """Let exactly the desk's own sites frame a page; a preview only our own pages."""
    origins = "'self'" if where.channel.preview else frame_ancestors(where)
    policy = POLICY.replace("frame-ancestors 'none'", f"frame-ancestors {origins}")
    response.headers["Content-Security-Policy"] = policy
    if origins != "'none'":
        # It knows no list of sites, and «DENY» would be obeyed by older browsers.
        del response.headers["X-Frame-Options"]


def frame_ancestors(where: Place) -> str:
    """Return the sites that may frame a desk's pages, as the policy writes them."""
    return " ".join(where.desk.origins) or "'none'" if where.desk else "'none'"


def _is_asset() -> bool:
    """Return whether a frame may load this while its own origin is hidden (`sandbox`)."""
    return request.path.startswith(("/static/", "/desks/"))
