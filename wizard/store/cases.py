"""Cases in the database: the adapter of the port `Cases`."""

from datetime import datetime

from sqlalchemy import Engine, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wizard.application.ports_cases import Case
from wizard.store.drafts import removed
from wizard.store.tables.calls import CaseMissRow, CaseRow


class DatabaseCases:
    """Reads and writes cases through an engine; holds no state of its own."""

    def __init__(self, engine: Engine) -> None:
        """Use `engine`, whose database must have been migrated."""
        self._engine = engine

    def add(self, reference: str, now: datetime) -> bool:
        """Store a new case; returns False if the reference is taken."""
        try:
            with Session(self._engine) as session, session.begin():
                session.add(CaseRow(reference=reference, agreed_at=now, last_at=now))
        except IntegrityError:
            return False
        return True

    def find(self, reference: str) -> Case | None:
        """Return the case with this reference, or None."""
        query = select(CaseRow).where(CaseRow.reference == reference)
        with Session(self._engine) as session:
            row = session.scalars(query).first()
            return None if row is None else Case(row.reference, row.agreed_at, row.last_at)

    def unused(self, since: datetime) -> tuple[str, ...]:
        """Return the references of the cases that were not used since a moment."""
        query = select(CaseRow.reference).where(CaseRow.last_at < since).order_by(CaseRow.last_at)
        with Session(self._engine) as session:
            return tuple(session.scalars(query))

    def remove(self, reference: str, unused_since: datetime | None = None) -> bool:
        """Remove a case; its calls stay, and nothing links them any more."""
        query = delete(CaseRow).where(CaseRow.reference == reference)
        if unused_since is not None:
            query = query.where(CaseRow.last_at < unused_since)
        with Session(self._engine) as session, session.begin():
            return removed(session, query) > 0

    def missed(self, account: int, reference: str, now: datetime) -> None:
        """Note that an account asked for a reference that does not exist."""
        row = CaseMissRow(account_id=account, reference=reference, missed_at=now)
        with Session(self._engine) as session, session.begin():
            session.merge(row)

    def misses(self, account: int, since: datetime) -> tuple[datetime, ...]:
        """Return when an account asked for such references, each once, the oldest first."""
        query = select(CaseMissRow.missed_at).where(
            CaseMissRow.account_id == account, CaseMissRow.missed_at > since
        )
        with Session(self._engine) as session:
            return tuple(session.scalars(query.order_by(CaseMissRow.missed_at)))

    def forget_misses(self, before: datetime) -> int:
        """Remove what was noted before a moment; return how many there were."""
        query = delete(CaseMissRow).where(CaseMissRow.missed_at < before)
        with Session(self._engine) as session, session.begin():
            return removed(session, query)
