"""All tables as they are at one moment, while others go on writing."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, MetaData, Table, func, inspect, select

from wizard.store.migrate import read_revision
from wizard.store.tables import Base

AT_ONCE = 50
"""Rows held in memory at a time: one with an edition has some megabytes."""

PASSING = frozenset({"ready_edition", "limit_hit"})
"""Tables that no backup needs: their rows are made again, or count for some minutes only."""


class NothingThereError(ValueError):
    """The database has no tables, so there is nothing to keep."""


class Snapshot:
    """The tables of this program at the moment at which the snapshot began."""

    def __init__(self, connection: Connection) -> None:
        """Look through a connection whose transaction sees one moment only.

        Raises `NothingThereError`, and `DatabaseNewerError` if the tables are of a newer
        version of the program, which alone knows all of them.
        """
        self._connection = connection
        self.revision = read_revision(connection)
        if not self.revision:
            raise NothingThereError("the database has no tables yet: there is nothing to keep")
        self.tables = kept_tables(connection)

    def count(self) -> int:
        """Return the number of rows of all tables."""
        return sum(
            self._connection.scalar(select(func.count()).select_from(one)) or 0
            for one in self.tables
        )

    def rows(self, table: Table) -> Iterator[Sequence[object]]:
        """Yield the rows of a table in the order of its key."""
        query = select(table).order_by(*table.primary_key)
        with self._connection.execute(query, execution_options={"yield_per": AT_ONCE}) as found:
            for row in found:
                yield tuple(row)


@contextmanager
def snapshot(engine: Engine) -> Iterator[Snapshot]:
    """Return a snapshot that lasts as long as the block; nobody waits for it."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # In a write-ahead log the first reading decides what all others see.
            connection.exec_driver_sql("BEGIN")
        else:
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            connection.exec_driver_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        yield Snapshot(connection)


def kept_tables(connection: Connection) -> list[Table]:
    """Return the tables of `own_tables` whose rows belong into a backup."""
    return [table for table in own_tables(connection) if table.name not in PASSING]


def own_tables(connection: Connection) -> list[Table]:
    """Return the tables of this program that are there, those that others refer to first.

    They are read from the database: it may be of an older version than the program.
    """
    known = Base.metadata.tables.keys() & set(inspect(connection).get_table_names())
    found = MetaData()
    found.reflect(connection, only=sorted(known))
    return found.sorted_tables
