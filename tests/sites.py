"""Applications for the tests, over whatever site a test puts together."""

from dataclasses import replace

from flask import Flask
from flask.testing import FlaskClient

from tests.desks import FixedShelf
from wizard.app import build_app
from wizard.domain.desks import Desk
from wizard.web.site import EXTENSION, Site


def app_over(site: Site) -> Flask:
    """Return the application over a site; its key is the same in all tests, and no secret."""
    return build_app(site, "only for tests")


def app_with_desks(app: Flask, *desks: Desk) -> Flask:
    """Return a second application over the same site, with these desks instead of its own."""
    site: Site = app.extensions[EXTENSION]
    return app_over(replace(site, desks=FixedShelf(*desks)))


def client_with(app: Flask, *desks: Desk) -> FlaskClient:
    """Return a browser of the same site with these desks."""
    return app_with_desks(app, *desks).test_client()
