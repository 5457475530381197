"""From the file of a backup into a database of either kind: whole, or not at all."""

from base64 import b64decode
from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import islice

from sqlalchemy import (
    Connection,
    Date,
    DateTime,
    Engine,
    Integer,
    LargeBinary,
    Table,
    func,
    insert,
    select,
)
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.types import TypeEngine

from wizard.store.backup_file import BackupError, BackupReader, Part
from wizard.store.migrate import knows, read_revision, take_turn, upgrade
from wizard.store.snapshot import AT_ONCE, kept_tables, own_tables


class NotEmptyError(ValueError):
    """The database holds something that would be lost."""


def check(backup: BackupReader, advance: Callable[[int], None]) -> None:
    """Read a backup to its end; `advance` is told the number of rows read.

    Raises `BackupError` if it is damaged, or of a newer version of the program.
    """
    if not knows(backup.manifest.revision):
        raise BackupError(
            f"the file is of a newer version of this program (revision"
            f" {backup.manifest.revision}); install that version, or a newer one"
        )
    for part in backup.manifest.parts:
        for _ in backup.rows(part):
            advance(1)


def restore(
    engine: Engine, backup: BackupReader, advance: Callable[[int], None], *, replace: bool
) -> None:
    """Put a backup into the place of what a database holds, and bring its tables up to date.

    All of it is one transaction. Raises `NotEmptyError` if the database holds any row, unless
    it shall be replaced, `BackupError` if the backup does not fit, and `DatabaseNewerError`.
    """
    with engine.begin() as connection:
        take_turn(connection)
        read_revision(connection)
        filled = [one.name for one in kept_tables(connection) if _holds_any(connection, one)]
        if filled and not replace:
            raise NotEmptyError(f"the database is not empty ({', '.join(filled)})")
        _drop(connection, own_tables(connection))
        upgrade(connection, backup.manifest.revision)
        _fill(connection, backup, advance)
        upgrade(connection)


def _holds_any(connection: Connection, table: Table) -> bool:
    return connection.execute(select(table).limit(1)).first() is not None


def _drop(connection: Connection, tables: list[Table]) -> None:
    for table in reversed(tables):
        table.drop(connection)
    connection.exec_driver_sql("DROP TABLE IF EXISTS alembic_version")


def _fill(connection: Connection, backup: BackupReader, advance: Callable[[int], None]) -> None:
    tables = kept_tables(connection)
    parts = {part.table: part for part in backup.manifest.parts}
    if parts.keys() != {table.name for table in tables}:
        raise BackupError("the file is damaged: its tables are not those of its revision")
    for table in tables:
        for batch in _batches(backup, parts[table.name], table):
            _insert(connection, table, batch)
            advance(len(batch))
        if connection.dialect.name == "postgresql":
            _go_on_counting(connection, table)


def _insert(connection: Connection, table: Table, batch: list[dict[str, object]]) -> None:
    try:
        connection.execute(insert(table), batch)
    except (DataError, IntegrityError) as error:
        raise BackupError(f"a row of {table.name} does not fit: {error.orig}") from error


def _batches(backup: BackupReader, part: Part, table: Table) -> Iterator[list[dict[str, object]]]:
    types = {column.name: column.type for column in table.columns}
    if set(part.columns) != types.keys():
        raise BackupError(f"the file is damaged: {part.table} has other columns than it had")
    rows = backup.rows(part)
    while batch := list(islice(rows, AT_ONCE)):
        yield [
            {
                name: _from_json(value, types[name])
                for name, value in zip(part.columns, row, strict=True)
            }
            for row in batch
        ]


def _from_json(value: object, kind: TypeEngine[object]) -> object:
    if not isinstance(value, str):
        return value
    try:
        match kind:
            case DateTime():
                return datetime.fromisoformat(value)
            case Date():
                return date.fromisoformat(value)
            case LargeBinary():
                return b64decode(value, validate=True)
    except ValueError as error:
        raise BackupError(f"the file is damaged: {error}") from error
    return value


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Let PostgreSQL give the next row a number after the last one; SQLite does so by itself."""
    first = next(iter(table.primary_key))
    if not isinstance(first.type, Integer):
        return
    sequence = connection.scalar(select(func.pg_get_serial_sequence(table.name, first.name)))
    last = connection.scalar(select(func.max(first)))
    if sequence is not None:
        connection.execute(select(func.setval(sequence, last or 1, last is not None)))
