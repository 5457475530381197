"""Databases for the tests: an SQLite file and one in memory, migrated and closed again."""

import os
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.schema import CreateSchema, DropSchema

from wizard.store.engine import open_engine, sqlite_url
from wizard.store.migrate import migrate

POSTGRESQL = os.environ.get("PARCOURS_TEST_POSTGRESQL", "")


@pytest.fixture(params=["file", "memory"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine for a database without any table."""
    url = "sqlite://" if request.param == "memory" else sqlite_url(tmp_path / "a.sqlite3")
    engine = open_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def engine(empty: Engine) -> Engine:
    """An engine for a migrated database."""
    migrate(empty)
    return empty


@pytest.fixture
def file_engine(tmp_path: Path) -> Iterator[Engine]:
    """An engine for a migrated SQLite file."""
    engine = open_engine(sqlite_url(tmp_path / "file.sqlite3"))
    migrate(engine)
    yield engine
    engine.dispose()


KINDS = ("sqlite", "postgresql") if POSTGRESQL else ("sqlite",)


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a migrated database that other processes reach too.

    It is an SQLite file, and then an empty schema on the PostgreSQL server that
    PARCOURS_TEST_POSTGRESQL names (`postgresql+psycopg://...`), if it names one.
    """
    if request.param == "sqlite":
        address = sqlite_url(tmp_path / "shared.sqlite3")
        _migrate(address)
        yield address
        return
    schema = f"test_{token_hex(8)}"
    server = create_engine(POSTGRESQL)
    with server.begin() as connection:
        connection.execute(CreateSchema(schema))
    address = f"{POSTGRESQL}?options=-csearch_path%3D{schema}"
    _migrate(address)
    yield address
    with server.begin() as connection:
        connection.execute(DropSchema(schema, cascade=True))
    server.dispose()


def _migrate(address: str) -> None:
    engine = open_engine(address)
    migrate(engine)
    engine.dispose()
