"""Every request has an id: in its answer, in each line that is logged meanwhile, on an error page.

After `X-Request-ID` of nginx, Heroku and others.
"""

import re
import secrets
from collections.abc import Iterable
from contextvars import ContextVar
from typing import TYPE_CHECKING
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

if TYPE_CHECKING:
    from flask import Flask

REQUEST_ID = "parcours.request_id"
"""Where the id stands in the environment of WSGI."""

EXTENSION = "parcours-request-ids"

WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}")
"""What is taken from a proxy: it can neither break a line of the log nor fill it."""

_current: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """Return the id of the request that this thread is answering, "" if it answers none."""
    return _current.get()


class RequestIds:
    """Gives each request of an application its id; a WSGI application around that one."""

    def __init__(self, app: WSGIApplication) -> None:
        """Stand before `app`; with `from_proxy` set the id of the proxy counts, if it sent one."""
        self._app, self.from_proxy = app, False

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request, the id beside."""
        given = environ.get("HTTP_X_REQUEST_ID", "") if self.from_proxy else ""
        # Twelve characters can be read out on the phone, and meet twice in no log that is kept.
        one = given if WELL_FORMED.fullmatch(given) else secrets.token_hex(6)
        environ[REQUEST_ID] = one

        def start(status: str, headers: list[tuple[str, str]], *error: object) -> object:
            headers.append(("X-Request-ID", one))
            return start_response(status, headers, *error)  # type: ignore[arg-type]  # handed on

        before = _current.set(one)
        try:
            return self._app(environ, start)  # type: ignore[arg-type]  # `error` is handed on
        finally:
            _current.reset(before)


def install(app: "Flask") -> None:
    """Give each request of `app` its id."""
    ids = app.extensions[EXTENSION] = RequestIds(app.wsgi_app)
    app.wsgi_app = ids  # type: ignore[method-assign]  # Flask's way to wrap


def believe_proxies(app: "Flask", proxies: int) -> None:
    """Let `app` take over the ids that `proxies` of our own give.

    Without any, what a request says of its id counts for nothing: every visitor can send one,
    and make two requests look like one.
    """
    ids: RequestIds = app.extensions[EXTENSION]
    ids.from_proxy = proxies > 0
