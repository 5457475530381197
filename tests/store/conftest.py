"""Databases for the tests: an SQLite file and one in memory, migrated and closed again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from wizard.store.engine import open_engine, sqlite_url
from wizard.store.migrate import migrate


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
