"""The headers of every answer: what a browser may load, and that nothing is kept."""

from flask import Flask, Response, request

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
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    api = request.path.startswith("/api/")
    if request.path.startswith("/staff"):
        response.headers["Cache-Control"] = "no-store"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin" if api else "same-origin"
    if request.path.startswith("/static/") and response.status_code in (200, 206, 304):
        response.headers["Cache-Control"] = STATIC_CACHE
    elif response.status_code in (200, 303):
        response.headers.setdefault("Cache-Control", PAGE_CACHE)
    else:
        response.headers["Cache-Control"] = "no-store"
    return response
