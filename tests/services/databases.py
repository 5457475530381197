"""Which databases a test runs on: an SQLite file, and PostgreSQL where a store is tested.

A module says `pytestmark = pytest.mark.databases("sqlite", "postgresql")`, and a test in it
that looks into SQLite's own files `@pytest.mark.databases("sqlite")`. Without a mark a test
runs on SQLite, or on what PARCOURS_TEST_DATABASE names.
"""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Engine

from wizard.store.engine import open_engine, sqlite_url
from wizard.store.migrate import migrate

USUAL = os.environ.get("PARCOURS_TEST_DATABASE") or "sqlite"
KIND = "database_kind"


def pytest_configure(config: pytest.Config) -> None:
    """Explain the mark."""
    config.addinivalue_line("markers", "databases(*kinds): run once on each kind of database")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once for each kind of database that its mark names."""
    mark = metafunc.definition.get_closest_marker("databases")
    if mark is not None and KIND in metafunc.fixturenames:
        metafunc.parametrize(KIND, mark.args)


@pytest.fixture
def database_kind() -> str:
    """«sqlite» or «postgresql»."""
    return USUAL


@cache
def migrated() -> bytes:
    """Return a migrated SQLite file to write: migrating one for each test would take minutes."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "migrated.sqlite3"
        engine = open_engine(sqlite_url(file))
        migrate(engine)
        engine.dispose()
        return file.read_bytes()


@pytest.fixture
def sqlite_file(tmp_path: Path) -> Path:
    """A migrated SQLite file that is the test's own."""
    file = tmp_path / "parcours.sqlite3"
    file.write_bytes(migrated())
    return file


@pytest.fixture
def database_url(request: pytest.FixtureRequest, database_kind: str) -> str:
    """The address of a migrated and otherwise empty database."""
    if database_kind == "postgresql":
        return str(request.getfixturevalue("postgresql_url"))
    return sqlite_url(request.getfixturevalue("sqlite_file"))


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine for that database."""
    one = open_engine(database_url)
    yield one
    one.dispose()
