"""Counting visitors in the database: one of the adapters of the port `HitCounter`."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from wizard.application.ports_limits import CounterAwayError, Hits
from wizard.store.engine import Engine, open_engine
from wizard.store.tables.limits import HitRow

WAIT_MS = 500
"""How long a statement may wait for a lock or for the server: nobody's sign-in hangs on it."""

TIDY_EVERY = 60
"""Seconds from one removal of what is over to the next, in each process."""

KEPT = 60
"""Seconds for which a count is kept after its window, for servers whose clocks differ."""


class DatabaseCounter:
    """Adds with one statement for each key, which no other process can come between."""

    def __init__(self, url: str) -> None:
        """Use the database at `url`, migrated before, through connections of its own."""
        self._engine = hasty(open_engine(url))
        self._tidied_at = float("-inf")

    def add(self, hits: Sequence[Hits], now: float) -> list[int]:
        """Add each, as the port says."""
        try:
            with self._engine.begin() as connection:
                self._tidy(connection, now)
                # Always in the same order: two processes never wait for each other's rows.
                totals = {
                    place: _add(connection, hits[place])
                    for place in sorted(range(len(hits)), key=hits.__getitem__)
                }
        except SQLAlchemyError as error:
            # The first line of the error beneath says what is wrong, and quotes no value.
            words = str(error.__cause__ or error).strip().partition("\n")[0]
            raise CounterAwayError(words) from error
        return [totals[place] for place in range(len(hits))]

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def _tidy(self, connection: Connection, now: float) -> None:
        if abs(now - self._tidied_at) >= TIDY_EVERY:
            connection.execute(delete(HitRow).where(HitRow.ends < now - KEPT))
            self._tidied_at = now


def hasty(engine: Engine) -> Engine:
    """Let connections of `engine` rather give up than wait, and not wait for the disk.

    Counts of a few minutes may be lost when a machine loses its power. Returns the engine.
    """
    prepare = _hasty_sqlite if engine.dialect.name == "sqlite" else _hasty_postgresql
    event.listen(engine, "connect", prepare)
    return engine


def _hasty_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {WAIT_MS}")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _hasty_postgresql(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute("SET synchronous_commit = off")
    cursor.execute(f"SET statement_timeout = {WAIT_MS}")
    cursor.close()
    # Else the first rollback would take it back.
    connection.commit()


def _add(connection: Connection, hit: Hits) -> int:
    postgres = connection.dialect.name == "postgresql"
    insert: Any = postgresql.insert if postgres else sqlite.insert
    statement = insert(HitRow).values(
        key=hit.key, window_number=hit.window, ends=hit.ends, number=hit.number
    )
    statement = statement.on_conflict_do_update(
        index_elements=["key", "window_number"],
        set_={"number": HitRow.number + statement.excluded.number},
    )
    return int(connection.scalar(statement.returning(HitRow.number)) or 0)
