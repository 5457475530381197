"""One engine per process, with SQLite made safe for several processes."""

from pathlib import Path
from typing import Any

from sqlalchemy import Dialect, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

__all__ = ["BUSY_TIMEOUT_MS", "CONNECT_TIMEOUT_S", "Engine", "open_engine", "sqlite_url"]

BUSY_TIMEOUT_MS = 5_000
"""How long a writer waits for another one before it gives up."""

CONNECT_TIMEOUT_S = 5
"""How long PostgreSQL has to answer: a server that is away must not keep everybody waiting."""


def open_engine(url: str) -> Engine:
    """Return an engine for `url`; an SQLite file gets WAL, foreign keys and a busy timeout.

    What is deleted is overwritten, and an error never quotes the values of a statement:
    a message or a log may not hold what the tables do.
    """
    engine = create_engine(url, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    elif engine.dialect.driver in {"psycopg", "psycopg2"}:
        event.listen(engine, "do_connect", _limit_waiting)
    return engine


def sqlite_url(file: Path) -> str:
    """Return the address of an SQLite file as SQLAlchemy writes it."""
    return f"sqlite:///{file}"


def _limit_waiting(
    _dialect: Dialect, _entry: ConnectionPoolEntry, _values: list[Any], named: dict[str, Any]
) -> None:
    """Set the limit for a connection, unless the address of the database has one."""
    named.setdefault("connect_timeout", CONNECT_TIMEOUT_S)


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.close()
