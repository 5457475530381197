"""Editions in the database: the adapter of the port `Editions`."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.exc import DatabaseError, InterfaceError
from sqlalchemy.orm import Session

from wizard.application.ports import Edition
from wizard.store.tables.editions import EditionRow

NEWEST_FIRST = EditionRow.number.desc()


class DatabaseNotReadyError(RuntimeError):
    """The database is away, or was never prepared; the message says what to do."""


class DatabaseEditions:
    """Reads and adds editions through an engine; holds no state of its own."""

    def __init__(self, engine: Engine) -> None:
        """Use `engine`, whose database must have been migrated."""
        self._engine = engine

    def latest(self) -> Edition | None:
        """Return the newest edition, or None if nothing was ever published.

        Raises `DatabaseNotReadyError` if the database cannot be read.
        """
        query = select(EditionRow).order_by(NEWEST_FIRST).limit(1)
        with _readable(), Session(self._engine) as session:
            row = session.scalars(query).first()
            return None if row is None else _edition(row)

    def newest(self) -> tuple[int, str] | None:
        """Return number and digest of the newest edition, without its files.

        It reads a few bytes, so that every node may ask again and again. Raises as `latest`.
        """
        with _readable(), Session(self._engine) as session:
            return _newest(session)

    def published_at(self, number: int) -> datetime:
        """Return when an edition was published. Raises as `latest`, and `LookupError` if there
        is no such edition."""
        with _readable(), Session(self._engine) as session:
            found = session.scalar(
                select(EditionRow.published_at).where(EditionRow.number == number)
            )
        if found is None:
            raise LookupError(f"there is no edition {number}")
        return found

    def add(self, digest: str, files: Mapping[str, str], published_at: datetime) -> int | None:
        """Store an edition in one transaction and return its number.

        Nothing is stored, and None returned, if the newest edition has the same digest.
        Publishers wait for each other: the one that ends last has the highest number.
        """
        text = json.dumps(dict(files), ensure_ascii=False, sort_keys=True)
        row = EditionRow(digest=digest, published_at=published_at, files=text)
        with Session(self._engine) as session, session.begin():
            _one_publisher(session)
            newest = _newest(session)
            if newest is not None and newest[1] == digest:
                return None
            session.add(row)
            session.flush()
            return row.number


def _newest(session: Session) -> tuple[int, str] | None:
    query = select(EditionRow.number, EditionRow.digest).order_by(NEWEST_FIRST).limit(1)
    row = session.execute(query).first()
    return None if row is None else (row[0], row[1])


def _one_publisher(session: Session) -> None:
    """Let nobody else add an edition until the transaction ends; reading goes on."""
    connection = session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("LOCK TABLE edition IN SHARE ROW EXCLUSIVE MODE")


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        raise DatabaseNotReadyError(
            "there is no edition to serve, because the database cannot be read; "
            "run `wizard catalogue publish` first"
        ) from error


def _edition(row: EditionRow) -> Edition:
    return Edition(row.number, row.digest, row.published_at, json.loads(row.files))
