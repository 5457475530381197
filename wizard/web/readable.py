"""A request as it comes in, made readable before anything reads it, or refused (400)."""

from string import printable
from typing import Any
from urllib.parse import quote

from flask import Flask, Request, abort, request

ASCII = "".join(sorted(set(printable)))
"""What stays as it is: every sign that has a place in a request's first line."""


class ReadableRequest(Request):
    """Flask's request, which takes a query with any bytes in it.

    A browser writes what is not ASCII with percent signs; other programs send it raw, and what
    is no UTF-8 then makes Werkzeug fail wherever the query is read, error pages included.
    """

    def __init__(self, environ: dict[str, Any], *arguments: Any, **more: Any) -> None:
        """Read a WSGI environment; a raw byte of its query becomes what a browser would send."""
        query: str = environ.get("QUERY_STRING", "")
        if not query.isascii():
            environ["QUERY_STRING"] = quote(query.encode("latin-1"), safe=ASCII)
        super().__init__(environ, *arguments, **more)


def install(app: Flask) -> None:
    """Let `app` read its requests so, and refuse those whose Host is none.

    Where the site's own address is known, Flask refuses every other host by itself.
    """
    app.request_class = ReadableRequest
    if not app.config.get("TRUSTED_HOSTS"):
        app.before_request(_refuse_unreadable_host)


def _refuse_unreadable_host() -> None:
    # RFC 9112, 3.2: whole addresses would begin with it, and Werkzeug takes it for none.
    if not request.host and "Host" in request.headers:
        abort(400)
