"""What the page tests share beside the site itself."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import DAY
from tests.desks import examples
from tests.sites import app_over
from tests.web.recording import RecordingTally
from tests.web.site_pages import breaking_app
from wizard.domain.catalogue import Catalogue
from wizard.search import Search
from wizard.web.site import Site


@pytest.fixture
def broken(app: Flask) -> Iterator[FlaskClient]:
    """A client of a site with addresses that always fail."""
    with breaking_app(app).test_client() as one:
        yield one


@pytest.fixture(scope="module")
def tally() -> RecordingTally:
    """What the site of the tests of one file is told."""
    return RecordingTally()


@pytest.fixture(scope="module")
def counting_app(catalogue: Catalogue, words: Search, tally: RecordingTally) -> Flask:
    """The site with a tally that remembers."""
    return app_over(Site(catalogue, words, lambda: DAY, desks=examples(), tally=tally))
