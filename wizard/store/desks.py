"""Partner desks in the database: the adapter of the port `Desks`."""

import json
import logging
from datetime import datetime

from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from wizard.application.ports_desks import DeskReader
from wizard.domain.desks import Desk
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

    def save(self, desk: Desk, now: datetime) -> bool:
        """Store a desk, in the place of one with the same id; returns whether it is new."""
        record = json.dumps(self._reader.write(desk), ensure_ascii=False)
        logo = desk.logo.png if desk.logo else b""
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

    def _desk(self, row: DeskRow) -> Desk | None:
        read = self._reader.read(json.loads(row.record), row.logo)
        if isinstance(read, Desk):
            return read
        log.error("the desk %s cannot be read: %s", row.key, "; ".join(map(str, read)))
        return None
