"""One engine per process: SQLite made safe for several processes, PostgreSQL for many nodes."""

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Dialect, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

__all__ = ["BUSY_TIMEOUT_MS", "CONNECT_TIMEOUT_S", "Engine", "open_engine", "sqlite_url"]

BUSY_TIMEOUT_MS = 5_000
"""How long a writer waits for another one before it gives up."""

CONNECT_TIMEOUT_S = 5
"""How long PostgreSQL has to answer: a server that is away must not keep everybody waiting."""

LIMITS = {
    "connect_timeout": CONNECT_TIMEOUT_S,
    "keepalives_idle": 10,
    "tcp_user_timeout": 10_000,
}
"""Limits of a connection, in libpq's units (s, s, ms): a server that vanishes is missed soon."""

STATEMENT_TIMEOUT_MS = 20_000
"""Longer than any page may take; the web server ends a worker that hangs for 30 seconds."""

IDLE_TIMEOUT_MS = 60_000
"""A process that hangs in the middle of a transaction may not keep its rows for longer."""

ON_CONNECT = (
    # The driver reads moments in one style only, and a server may be set up for another.
    "SET datestyle = 'ISO, YMD'",
    "SET timezone = 'UTC'",
    f"SET lock_timeout = {BUSY_TIMEOUT_MS}",
    f"SET statement_timeout = {STATEMENT_TIMEOUT_MS}",
    f"SET idle_in_transaction_session_timeout = {IDLE_TIMEOUT_MS}",
)

KEPT_OPEN = 4
"""Connections that a process keeps: as many as `wizard run` gives a worker threads."""

RECYCLE_S = 1_800
"""Age at which a connection is replaced, before a firewall forgets about it."""


def open_engine(url: str) -> Engine:
    """Return an engine for `url`; an SQLite file gets WAL, foreign keys and a busy timeout.

    PostgreSQL gets limits of time, and connections that were cut are replaced before they are
    used. No thread ever waits for a connection: there are never more of them than threads.
    What is deleted is overwritten in SQLite, and an error never quotes the values of a
    statement: a message or a log may not hold what the tables do.
    Raises `sqlalchemy.exc.ArgumentError`, `ImportError` or `ValueError` if it is no address.
    """
    address = make_url(url)
    options = _pool(address)
    engine = create_engine(address, hide_parameters=True, **options)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    else:
        event.listen(engine, "do_connect", _limit_waiting)
        event.listen(engine, "connect", _prepare_postgresql)
        event.listen(engine, "handle_error", _hide_values)
    return engine


def sqlite_url(file: Path) -> str:
    """Return the address of an SQLite file as SQLAlchemy writes it."""
    return f"sqlite:///{file}"


def _pool(address: URL) -> dict[str, Any]:
    dialect: Any = address.get_dialect()()
    if dialect.get_pool_class(address) is not QueuePool:
        return {}  # SQLite in memory
    options: dict[str, Any] = {"pool_size": KEPT_OPEN, "max_overflow": -1}
    if dialect.name != "sqlite":
        options |= {"pool_pre_ping": True, "pool_recycle": RECYCLE_S}
    return options


def _limit_waiting(
    _dialect: Dialect, _entry: ConnectionPoolEntry, _values: list[Any], named: dict[str, Any]
) -> None:
    """Set the limits for a connection, unless the address of the database has them."""
    for name, value in LIMITS.items():
        named.setdefault(name, value)


def _prepare_postgresql(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for statement in ON_CONNECT:
        cursor.execute(statement)
    cursor.close()
    # Else they would end with the first transaction that is rolled back.
    connection.commit()


def _hide_values(context: ExceptionContext) -> None:
    """Leave of what PostgreSQL says only the first sentence: the others may quote a whole row."""
    original, found = context.original_exception, context.sqlalchemy_exception
    # What went wrong before a server answered has no such diagnosis.
    first = getattr(getattr(original, "diag", None), "message_primary", None)
    if not first:
        return
    whole = str(original)
    original.args = (first,)
    if found is not None:
        found.args = tuple(
            one.replace(whole, first) if isinstance(one, str) else one for one in found.args
        )


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.close()
