"""Partner desks in the database: the adapter of the port `Desks`."""

import json
import logging
from datetime import datetime

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wizard.application.ports_desks import DeskReader
from wizard.domain.desks import KEY, Desk
from wizard.store.drafts import removed
from wizard.store.tables.desks import DeskRow

log = logging.getLogger(__name__)


class DatabaseDesks:
    """Reads and writes desks through an engine; holds no state of its own."""

    def __init__(self, engine: Engine, reader: DeskReader) -> None:
        """Use `engine`, whose database must have been migrated."""
        self._engine, self._reader = engine, reader

    def all(self) -> tuple[Desk, ...]:
        """Return all desks by their ids; one that this version cannot read is logged, left out."""
        with Session(self._engine) as session:
            rows = session.scalars(select(DeskRow).order_by(DeskRow.key))
            return tuple(desk for row in rows if (desk := self._desk(row)) is not None)

    def by_key(self, key: str) -> Desk | None:
        """Return the desk with this id, or None."""
        if not KEY.fullmatch(key):
            # None has such an id, and PostgreSQL refuses to look for a NUL.
            return None
        with Session(self._engine) as session:
            row = session.get(DeskRow, key)
            return None if row is None else self._desk(row)

    def add(self, desk: Desk, now: datetime) -> bool:
        """Store a new desk; False, and nothing is stored, if its id is taken."""
        row = DeskRow(key=desk.key, record="", logo=b"", changed_at=now)
        row.record, row.logo = self._written(desk)
        try:
            with Session(self._engine) as session, session.begin():
                session.add(row)
        except IntegrityError:
            return False
        return True

    def replace(self, before: Desk, after: Desk, now: datetime) -> bool:
        """Store `after` in the place of `before`; False if that is not what stands there now."""
        record, logo = self._written(after)
        with Session(self._engine) as session, session.begin():
            row = session.get(DeskRow, before.key)
            if row is None or self._desk(row) != before:
                return False
            # Whoever was quicker since the look above is seen by the statement itself.
            same = (DeskRow.key == row.key, DeskRow.record == row.record, DeskRow.logo == row.logo)
            change = update(DeskRow).where(*same)
            change = change.values(record=record, logo=logo, changed_at=now)
            return removed(session, change) > 0

    def save(self, desk: Desk, now: datetime) -> bool:
        """Store a desk, in the place of one with the same id; returns whether it is new."""
        record, logo = self._written(desk)
        with Session(self._engine) as session, session.begin():
            row = session.get(DeskRow, desk.key, with_for_update=True)
            if row is None:
                session.add(DeskRow(key=desk.key, record=record, logo=logo, changed_at=now))
                return True
            row.record, row.logo, row.changed_at = record, logo, now
            return False

    def remove(self, key: str) -> bool:
        """Remove a desk; returns whether there was one."""
        with Session(self._engine) as session, session.begin():
            return removed(session, delete(DeskRow).where(DeskRow.key == key)) > 0

    def _written(self, desk: Desk) -> tuple[str, bytes]:
        record = json.dumps(self._reader.write(desk), ensure_ascii=False)
        return record, desk.picture

    def _desk(self, row: DeskRow) -> Desk | None:
        try:
            read = self._reader.restore(json.loads(row.record), row.logo)
        except ValueError:
            log.exception("the desk %s cannot be read: its record is no JSON", row.key)
            return None
        if isinstance(read, Desk):
            return read
        log.error("the desk %s cannot be read: %s", row.key, "; ".join(map(str, read)))
        return None
