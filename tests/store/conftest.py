"""Databases for the tests of the store: an SQLite file, one in memory, and PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.services.postgresql import PostgresqlServer, database_at
from wizard.store.engine import open_engine, sqlite_url
from wizard.store.migrate import migrate


@pytest.fixture(params=["file", "memory", "postgresql"])
def place(request: pytest.FixtureRequest) -> str:
    """Where the database of a test is."""
    return str(request.param)


@pytest.fixture
def empty(place: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine for a database without any table."""
    address = {"file": sqlite_url(tmp_path / "a.sqlite3"), "memory": "sqlite://"}.get(place)
    engine = open_engine(address or request.getfixturevalue("own_postgresql_url"))
    yield engine
    engine.dispose()


@pytest.fixture
def engine(place: str, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """An engine for a migrated database."""
    if place != "postgresql":
        empty: Engine = request.getfixturevalue("empty")
        migrate(empty)
        yield empty
        return
    engine = open_engine(request.getfixturevalue("postgresql_url"))
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The address of a migrated database that other processes reach too."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql_url"))
    return sqlite_url(request.getfixturevalue("sqlite_file"))


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(
    request: pytest.FixtureRequest, tmp_path: Path, postgresql_server: PostgresqlServer
) -> Iterator[str]:
    """The address of a database without any table that other processes reach too."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "empty.sqlite3")
        return
    with database_at(postgresql_server, "template0") as address:
        yield address
