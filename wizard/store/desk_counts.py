"""The numbers of the partner desks in the database: the adapter of the port `DeskCounts`."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, Select, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from wizard.application.ports_desk_counts import Taken
from wizard.domain.desk_counts import PLAIN, Batch, DeskSums, Way
from wizard.store.tables.desk_counts import DeskBatchRow, DeskCountRow

HOUR = timedelta(hours=1)


class DatabaseDeskCounts:
    """Adds and reads numbers through an engine; holds no state of its own."""

    def __init__(self, engine: Engine) -> None:
        """Use `engine`, whose database must have been migrated."""
        self._engine = engine

    def add(self, batch: Batch, now: datetime, most: int | None = None) -> Taken:
        """Add a batch whole, or not at all; one whose id is known changes nothing.

        The id is written first: on SQLite this takes the lock of the writer before anything
        is read, on PostgreSQL a second process with the same id waits for the first one.
        """
        with self._engine.connect() as connection, connection.begin() as transaction:
            if not _note(connection, batch, now):
                return "known"
            if most is not None and _recent(connection, batch.desk, now) > most:
                transaction.rollback()
                return "too-many"
            _add_numbers(connection, batch)
            return "counted"

    def sums(self, desk: str, first: date, after: date) -> DeskSums:
        """Return the numbers of a desk from one day to before another."""
        query = (
            select(
                DeskCountRow.way,
                DeskCountRow.kind,
                DeskCountRow.value,
                func.sum(DeskCountRow.number),
            )
            .where(DeskCountRow.desk == desk, DeskCountRow.day >= first, DeskCountRow.day < after)
            .group_by(DeskCountRow.way, DeskCountRow.kind, DeskCountRow.value)
        )
        return DeskSums(
            {
                (way, f"{kind}:{value}" if value else kind): int(number)
                for way, kind, value, number in self._rows(query)
            }
        )

    def by_day(self, desk: str, first: date, after: date) -> Mapping[date, DeskSums]:
        """Return visits and journeys of a desk for each day that has any."""
        query = select(
            DeskCountRow.day, DeskCountRow.way, DeskCountRow.kind, DeskCountRow.number
        ).where(
            DeskCountRow.desk == desk,
            DeskCountRow.day >= first,
            DeskCountRow.day < after,
            DeskCountRow.kind.in_(("visit", "journey")),
        )
        return _grouped(self._rows(query))

    def of_all(self, first: date, after: date) -> Mapping[str, DeskSums]:
        """Return what is only counted (`PLAIN`), for each desk that has any."""
        query = (
            select(
                DeskCountRow.desk,
                DeskCountRow.way,
                DeskCountRow.kind,
                func.sum(DeskCountRow.number),
            )
            .where(
                DeskCountRow.day >= first,
                DeskCountRow.day < after,
                DeskCountRow.kind.in_(PLAIN),
            )
            .group_by(DeskCountRow.desk, DeskCountRow.way, DeskCountRow.kind)
        )
        return _grouped(self._rows(query))

    def first_day(self, desk: str) -> date | None:
        """Return the first day that has a number of a desk, or None."""
        query = select(func.min(DeskCountRow.day)).where(DeskCountRow.desk == desk)
        with self._engine.connect() as connection:
            return connection.scalar(query)

    def forget_batches(self, before: datetime) -> int:
        """Forget the ids of batches that were taken earlier; return how many there were."""
        with self._engine.begin() as connection:
            done = connection.execute(delete(DeskBatchRow).where(DeskBatchRow.taken_at < before))
            return done.rowcount

    def _rows(self, query: Select[*tuple[Any, ...]]) -> list[Row[*tuple[Any, ...]]]:
        with self._engine.connect() as connection:
            return list(connection.execute(query))


def _grouped(rows: Iterable[Row[*tuple[Any, ...]]]) -> dict[Any, DeskSums]:
    """Return rows of (what to group by, way, kind, number) as sums for each group."""
    found: dict[Any, dict[tuple[Way, str], int]] = {}
    for group, way, kind, number in rows:
        found.setdefault(group, {})[way, kind] = int(number)
    return {group: DeskSums(numbers) for group, numbers in found.items()}


def _insert(connection: Connection, table: type[Any]) -> Any:
    """Return the statement that inserts, as the dialect says what to do on a conflict."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def _note(connection: Connection, batch: Batch, now: datetime) -> bool:
    """Write down the id of a batch; return False if it is there already."""
    statement = _insert(connection, DeskBatchRow).on_conflict_do_nothing()
    statement = statement.values(desk=batch.desk, id=batch.id, taken_at=now)
    # Else PostgreSQL's driver is not asked how many rows were inserted.
    return connection.execute(statement.execution_options(preserve_rowcount=True)).rowcount == 1


def _recent(connection: Connection, desk: str, now: datetime) -> int:
    query = (
        select(func.count())
        .select_from(DeskBatchRow)
        .where(DeskBatchRow.desk == desk, DeskBatchRow.taken_at > now - HOUR)
    )
    return connection.scalar(query) or 0


def _add_numbers(connection: Connection, batch: Batch) -> None:
    statement = _insert(connection, DeskCountRow)
    statement = statement.on_conflict_do_update(
        index_elements=["desk", "day", "way", "kind", "value"],
        set_={"number": DeskCountRow.number + statement.excluded.number},
    )
    # Always in the same order: two processes on PostgreSQL never wait for each other's rows.
    rows = [
        {
            "desk": spot.desk,
            "day": spot.day,
            "way": spot.way,
            "kind": spot.kind,
            "value": spot.value,
            "number": number,
        }
        for spot, number in sorted(batch.numbers.items())
    ]
    connection.execute(statement, rows)
