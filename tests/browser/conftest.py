"""A served site, one Chromium per worker, and windows that are checked when they close."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.browser.visitor import Visitor
from tests.web.site_pages import breaking_app

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

NewVisitor: TypeAlias = Callable[..., Visitor]


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
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def base(app: Flask) -> Iterator[str]:
    """The address of the site."""
    with serving(app) as address:
        yield address


@pytest.fixture(scope="session")
def broken_base(app: Flask) -> Iterator[str]:
    """The address of a site with a page that always fails."""
    with serving(breaking_app(app)) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, started once per worker."""
    program = shutil.which("chromium")
    assert program, "install Debian's package chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture
def new_visitor(browser: Browser, base: str) -> Iterator[NewVisitor]:
    """Make windows: `new_visitor(width=320, java_script_enabled=False)`.

    Every window fails its test if a request failed or went to another host, if
    anything was written to the console, or if a cookie or stored value is left.
    """
    visitors: list[Visitor] = []

    def make(
        width: int = 1280, *, at: str = base, allowed: tuple[str, ...] = (), **options: Any
    ) -> Visitor:
        options.setdefault("viewport", {"width": width, "height": 800})
        context = browser.new_context(**options)
        context.set_default_timeout(10_000)
        visitor = Visitor(context, context.new_page(), at, allowed=allowed)
        visitor.watch()
        visitors.append(visitor)
        return visitor

    yield make
    for visitor in visitors:
        visitor.leave()


@pytest.fixture
def visitor(new_visitor: NewVisitor) -> Visitor:
    """A window of an ordinary width."""
    return new_visitor()
