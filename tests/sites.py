"""Applications for the tests, over whatever site a test puts together."""

from dataclasses import replace
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from tests.desks import FixedShelf
from wizard.app import build_app
from wizard.application.limits import Gate
from wizard.domain.desks import Desk
from wizard.web.site import EXTENSION, Site

_FOLDER = TemporaryDirectory(prefix="compiled-")
COMPILED = FileSystemBytecodeCache(_FOLDER.name)
"""Templates as Python: hundreds of tests have an application of their own over the same ones."""


def app_over(site: Site, gate: Gate | None = None) -> Flask:
    """Return the application over a site; its key is the same in all tests, and no secret."""
    app = build_app(site, "only for tests", gate)
    app.jinja_env.bytecode_cache = COMPILED
    return app


def app_with_desks(app: Flask, *desks: Desk) -> Flask:
    """Return a second application over the same site, with these desks instead of its own."""
    site: Site = app.extensions[EXTENSION]
    return app_over(replace(site, desks=FixedShelf(*desks)))


def client_with(app: Flask, *desks: Desk) -> FlaskClient:
    """Return a browser of the same site with these desks."""
    return app_with_desks(app, *desks).test_client()
