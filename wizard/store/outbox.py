"""The queue of messages in the database: safe for several senders, and it forgets for real."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Engine,
    Update,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Session

from wizard.application.ports_outbox import (
    Limits,
    Medium,
    Message,
    Parcel,
    State,
    Taken,
    TooManyError,
    Trace,
)
from wizard.application.ports_sealing import Sealing, UnreadableError
from wizard.domain.text import Language
from wizard.store.engine import BUSY_TIMEOUT_MS
from wizard.store.tables.outbox import OutboxRow
from wizard.store.tables.staff import AccountRow

FORGOTTEN = {"content": None, "claim": "", "lease_until": None}
"""What is left in a row of what was sent, to whom, and by which sender."""

LONGEST_WAIT = timedelta(hours=2)
"""No message waits for so long at once, and no sender has one for so long."""


class DatabaseOutbox:
    """Reads and writes the queue through an engine; holds no state of its own."""

    def __init__(self, engine: Engine, sealing: Sealing, domain: str) -> None:
        """Use `engine`, whose database must have been migrated; `domain` ends each Message-ID."""
        self._engine, self._sealing, self._domain = engine, sealing, domain

    def row(self, parcel: Parcel, now: datetime) -> OutboxRow:
        """Return the row of a new message, for who writes it together with rows of their own."""
        return OutboxRow(
            reference=f"{token_hex(16)}@{self._domain}",
            medium=parcel.message.medium,
            kind=parcel.kind,
            language=parcel.language,
            account_id=parcel.account,
            call=parcel.call,
            content=self._sealing.seal(json.dumps(asdict(parcel.message))),
            state="waiting",
            attempts=0,
            error="",
            claim="",
            created_at=now,
            changed_at=now,
            next_at=now,
        )

    def add(self, parcel: Parcel, now: datetime, limits: Limits | None = None) -> None:
        """Queue a message; raises `TooManyError` if it would be beyond the limits."""
        row = self.row(parcel, now)
        with Session(self._engine) as session, session.begin():
            if limits is None:
                session.add(row)
                return
            # PostgreSQL counts for one sender at a time; SQLite has one writer anyway.
            session.execute(
                select(AccountRow.id).where(AccountRow.id == parcel.account).with_for_update()
            )
            within = _within(parcel, now, limits)
            if _rows(session.execute(_insert_if(row, list(within.values())))) == 1:
                return
            call_is_full = not session.scalar(select(within["call"]))
            raise TooManyError("call" if call_is_full else "account")

    def take(self, now: datetime, lease: timedelta) -> Taken | None:
        """Return the message that has been due for longest; None if nothing is due."""
        while True:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                due = (
                    select(OutboxRow.id)
                    .where(_due(now))
                    .order_by(OutboxRow.next_at, OutboxRow.id)
                    .limit(1)
                    .with_for_update(skip_locked=True)
                )
                number = session.scalars(due).first()
                if number is None:
                    return None
                mine = _claim(number, now, lease)
                if _rows(session.execute(mine)) == 1:
                    row = session.get_one(OutboxRow, number)
                    try:
                        return self._taken(row)
                    except UnreadableError:
                        session.execute(_change(number, now, state="failed", error="unreadable"))

    def sent(self, taken: Taken, now: datetime) -> None:
        """Mark a message as sent, and forget it: a sender that has lost its claim still knows it."""
        self._write(_change(taken.id, now, state="sent", error="").where(OutboxRow.state != "sent"))

    def later(self, taken: Taken, next_at: datetime, error: str, now: datetime) -> None:
        """Put a message back until `next_at`, unless another sender has it by now."""
        self._write(
            update(OutboxRow)
            .where(OutboxRow.id == taken.id, OutboxRow.claim == taken.claim)
            .values(
                state="waiting",
                error=error,
                next_at=next_at,
                changed_at=now,
                claim="",
                lease_until=None,
            )
        )

    def failed(self, taken: Taken, error: str, now: datetime) -> None:
        """Give a message up and forget it, unless another sender has it by now."""
        self._write(
            _change(taken.id, now, state="failed", error=error).where(
                OutboxRow.claim == taken.claim
            )
        )

    def give_up(self, before: datetime, now: datetime) -> int:
        """Give up and forget what was queued earlier and nobody is sending; return how many."""
        old = and_(
            OutboxRow.created_at <= before,
            or_(
                OutboxRow.state == "waiting",
                and_(OutboxRow.state == "sending", OutboxRow.lease_until <= now),
            ),
        )
        with Session(self._engine) as session:
            if session.scalars(select(OutboxRow.id).where(old).limit(1)).first() is None:
                return 0
        return self._write(
            update(OutboxRow)
            .where(old)
            .values(state="failed", error="given-up", changed_at=now, **FORGOTTEN)
        )

    def forget(self, before: datetime) -> int:
        """Remove the traces of what was sent or given up earlier; return how many."""
        done = OutboxRow.state.in_(("sent", "failed"))
        with Session(self._engine) as session, session.begin():
            return _rows(
                session.execute(delete(OutboxRow).where(done, OutboxRow.changed_at <= before))
            )

    def scrub(self) -> None:
        """Take what was overwritten out of SQLite's write-ahead log, unless somebody reads it now."""
        if self._engine.dialect.name != "sqlite":
            return
        with self._engine.connect() as connection:
            # Waiting would keep every writer waiting too; the next time will do.
            connection.exec_driver_sql("PRAGMA busy_timeout = 0")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")

    def of_call(self, account: int, call: str) -> Sequence[Trace]:
        """Return what an account sent during a call, the oldest first; nothing without a call."""
        if not call:
            return ()
        return self._traces(and_(OutboxRow.account_id == account, OutboxRow.call == call))[::-1]

    def of_account(self, account: int, since: datetime) -> Sequence[Trace]:
        """Return what an account has sent since a moment, the newest first."""
        return self._traces(and_(OutboxRow.account_id == account, OutboxRow.created_at >= since))

    def all(self) -> Sequence[Trace]:
        """Return everything, the newest first."""
        return self._traces(OutboxRow.id > 0)

    def _traces(self, which: ColumnElement[bool]) -> list[Trace]:
        newest = select(OutboxRow).where(which).order_by(OutboxRow.id.desc())
        with Session(self._engine) as session:
            return [_trace(row) for row in session.scalars(newest)]

    def _taken(self, row: OutboxRow) -> Taken:
        words = json.loads(self._sealing.open(row.content or ""))
        return Taken(
            id=row.id,
            reference=row.reference,
            message=Message(**words),
            language=cast(Language, row.language),
            created_at=row.created_at,
            attempts=row.attempts,
            claim=row.claim,
        )

    def _write(self, statement: Update) -> int:
        with Session(self._engine) as session, session.begin():
            return _rows(session.execute(statement))


def _due(now: datetime) -> ColumnElement[bool]:
    # What waits for longer than anything may was written while the clock was ahead.
    ahead = now + LONGEST_WAIT
    return or_(
        and_(OutboxRow.state == "waiting", _has_come(OutboxRow.next_at, now, ahead)),
        and_(OutboxRow.state == "sending", _has_come(OutboxRow.lease_until, now, ahead)),
    )


def _has_come(
    moment: InstrumentedAttribute[Any], now: datetime, ahead: datetime
) -> ColumnElement[bool]:
    """Return whether a moment of a row has come, or is too far ahead to be meant."""
    return or_(moment <= now, moment > ahead)


def _claim(number: int, now: datetime, lease: timedelta) -> Update:
    """Return the statement by which exactly one sender gets a message that is due."""
    return (
        update(OutboxRow)
        .where(OutboxRow.id == number, _due(now))
        .values(
            state="sending",
            claim=token_hex(16),
            lease_until=now + lease,
            attempts=OutboxRow.attempts + 1,
            changed_at=now,
        )
    )


def _change(number: int, now: datetime, *, state: State, error: str) -> Update:
    """Return the statement that ends a message: what it said and to whom is gone after it."""
    return (
        update(OutboxRow)
        .where(OutboxRow.id == number)
        .values(state=state, error=error, changed_at=now, **FORGOTTEN)
    )


def _within(parcel: Parcel, now: datetime, limits: Limits) -> dict[str, ColumnElement[bool]]:
    """Return what must hold for one more message: room for its call, and for its account."""
    mine = select(func.count()).select_from(OutboxRow).where(OutboxRow.account_id == parcel.account)
    call = mine.where(OutboxRow.call == parcel.call, OutboxRow.call != "")
    recent = mine.where(OutboxRow.created_at > now - limits.window)
    return {
        "call": call.scalar_subquery() < limits.per_call,
        "account": recent.scalar_subquery() < limits.per_account,
    }


def _insert_if(row: OutboxRow, conditions: Sequence[ColumnElement[bool]]) -> Any:
    """Return the statement that inserts a row if all conditions hold at that moment."""
    columns = [one for one in OutboxRow.__table__.columns if one.name not in {"id", "lease_until"}]
    values = [bindparam(None, getattr(row, one.name), one.type) for one in columns]
    statement = insert(OutboxRow).from_select(
        [one.name for one in columns], select(*values).where(*conditions)
    )
    # Else PostgreSQL's driver is not asked how many rows were inserted.
    return statement.execution_options(preserve_rowcount=True)


def _rows(result: Any) -> int:
    return cast("CursorResult[Any]", result).rowcount


def _trace(row: OutboxRow) -> Trace:
    return Trace(
        id=row.id,
        medium=cast(Medium, row.medium),
        kind=row.kind,
        language=cast(Language, row.language),
        created_at=row.created_at,
        changed_at=row.changed_at,
        next_at=row.next_at,
        attempts=row.attempts,
        state=cast(State, row.state),
        error=row.error,
    )
