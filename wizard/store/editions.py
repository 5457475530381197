"""Editions in the database: the adapter of the port `Editions`."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from wizard.application.ports import Edition
from wizard.store.tables.editions import EditionRow


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
        query = select(EditionRow).order_by(EditionRow.number.desc()).limit(1)
        try:
            with Session(self._engine) as session:
                row = session.scalars(query).first()
                return None if row is None else _edition(row)
        except OperationalError as error:
            raise DatabaseNotReadyError(
                "there is no edition to serve, because the database cannot be read; "
                "run `wizard catalogue publish` first"
            ) from error

    def add(self, digest: str, files: Mapping[str, str], published_at: datetime) -> int:
        """Store an edition in one transaction and return its number."""
        text = json.dumps(dict(files), ensure_ascii=False, sort_keys=True)
        row = EditionRow(digest=digest, published_at=published_at, files=text)
        with Session(self._engine) as session, session.begin():
            session.add(row)
            session.flush()
            return row.number


def _edition(row: EditionRow) -> Edition:
    return Edition(row.number, row.digest, row.published_at, json.loads(row.files))
