"""A site that is served to a browser on a free port."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.background import answering


class Quiet(WSGIRequestHandler):
    """A request handler that writes no log."""

    def log(self, type: str, message: str, *args: Any) -> None:
        """Write nothing."""


def whole(app: WSGIApplication) -> WSGIApplication:
    """Give each answer of `app` in one piece, its file closed.

    Werkzeug's server leaves a file open when its reader goes away at the last moment.
    """

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        answer = app(environ, start_response)
        try:
            return [b"".join(answer)]
        finally:
            getattr(answer, "close", lambda: None)()

    return serve


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve `app` on a free port as long as the block lasts; yields its address."""
    server = make_server("127.0.0.1", 0, whole(app), threaded=True, request_handler=Quiet)
    with answering(server):
        yield f"http://127.0.0.1:{server.server_port}"
