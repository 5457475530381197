"""What the page tests share beside the site itself."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web.site_pages import breaking_app


@pytest.fixture
def broken(app: Flask) -> Iterator[FlaskClient]:
    """A client of a site with addresses that always fail."""
    with breaking_app(app).test_client() as one:
        yield one
