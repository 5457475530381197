"""What the tests share: the shipped catalogue, an application over it, its clients."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.desks import examples
from tests.sites import app_over
from wizard.content.folder import digest, read_folder
from wizard.content.load import Loaded, load_catalogue
from wizard.domain.catalogue import Catalogue
from wizard.search import Search, ensure_index
from wizard.web import catalogs
from wizard.web.site import Site

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 21)
"""The day on which the tests stand; nothing in them reads the clock."""


@pytest.fixture(scope="session", autouse=True)
def _translations() -> None:
    """The pages are tested with the translations as they are in the .po files now."""
    catalogs.compile_all(ROOT / "translations")


@pytest.fixture(scope="session")
def files() -> dict[str, str]:
    """The shipped catalogue as text."""
    return read_folder(Path(os.environ.get("PARCOURS_TEST_CATALOGUE") or ROOT / "catalogue"))


@pytest.fixture(scope="session")
def loaded(files: dict[str, str]) -> Loaded:
    """The shipped catalogue, read and checked."""
    return load_catalogue(files, edition=1, published_on=DAY.isoformat())


@pytest.fixture(scope="session")
def catalogue(loaded: Loaded) -> Catalogue:
    """The shipped catalogue, which must be free of errors."""
    assert loaded.catalogue is not None, "\n".join(map(str, loaded.errors))
    return loaded.catalogue


@pytest.fixture(scope="session")
def words(
    catalogue: Catalogue, files: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Search:
    """The search over the shipped catalogue."""
    assert catalogue.digest == digest(files)
    return ensure_index(catalogue, tmp_path_factory.mktemp("data") / "index")


@pytest.fixture(scope="session")
def app(catalogue: Catalogue, words: Search) -> Flask:
    """The site over the shipped catalogue, as it is in production but for the clock."""
    site = Site(catalogue, words, lambda: DAY, desks=examples())
    return app_over(site)


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    """A browser without a memory: it would keep a cookie, if one came."""
    with app.test_client() as one:
        yield one
