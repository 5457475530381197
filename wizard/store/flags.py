"""Flags in the database: the adapter of the port `Flags`."""

from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement, Engine, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wizard.application.ports_flags import Flag, NewFlag
from wizard.domain.flags import Reason, State
from wizard.store.drafts import removed
from wizard.store.tables.calls import FlagRow


class DatabaseFlags:
    """Reads and writes flags through an engine; holds no state of its own."""

    def __init__(self, engine: Engine) -> None:
        """Use `engine`, whose database must have been migrated."""
        self._engine = engine

    def add(self, flag: NewFlag, now: datetime) -> int:
        """Store a flag and return its number; the same one that is still open is the same flag."""
        try:
            return self._add(flag, now)
        except IntegrityError:
            # Another process was first to store the same flag; now it is there.
            return self._add(flag, now)

    def of_account(self, account: int) -> tuple[Flag, ...]:
        """Return the flags of an account, the newest first."""
        return self._where(FlagRow.account_id == account)

    def in_state(self, state: State) -> tuple[Flag, ...]:
        """Return everybody's flags in a state, the newest first."""
        return self._where(FlagRow.state == state)

    def answer(self, number: int, state: State, text: str, account: int, now: datetime) -> bool:
        """Close an open flag; returns False if there is no such flag, or it is closed already."""
        query = (
            update(FlagRow)
            .where(FlagRow.id == number, FlagRow.state == "open")
            .values(state=state, answer=text, answered_by=account, answered_at=now)
        )
        with Session(self._engine) as session, session.begin():
            return removed(session, query) > 0

    def _add(self, flag: NewFlag, now: datetime) -> int:
        same = select(FlagRow).where(
            FlagRow.account_id == flag.account,
            FlagRow.service == flag.service,
            FlagRow.reason == flag.reason,
            FlagRow.state == "open",
        )
        with Session(self._engine) as session, session.begin():
            row = session.scalars(same.with_for_update()).first()
            if row is None:
                row = FlagRow(
                    account_id=flag.account,
                    service=flag.service,
                    reason=flag.reason,
                    line="",
                    made_at=now,
                    state="open",
                    answer="",
                )
                session.add(row)
            row.line, row.edition = flag.text or row.line, flag.edition
            session.flush()
            return row.id

    def _where(self, condition: ColumnElement[bool]) -> tuple[Flag, ...]:
        query = select(FlagRow).where(condition).order_by(FlagRow.made_at.desc(), FlagRow.id.desc())
        with Session(self._engine) as session:
            return tuple(_flag(row) for row in session.scalars(query))


def _flag(row: FlagRow) -> Flag:
    return Flag(
        id=row.id,
        account=row.account_id,
        service=row.service,
        reason=cast(Reason, row.reason),
        text=row.line,
        edition=row.edition,
        made_at=row.made_at,
        state=cast(State, row.state),
        answer=row.answer,
        answered_at=row.answered_at,
    )
