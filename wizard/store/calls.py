"""Calls in the database: the adapter of the port `Calls`."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wizard.application.ports_calls import NotYoursError, RecordClosedError
from wizard.domain.calls import Call, Tally
from wizard.store.call_rows import call_of, calls_of, new_row, put_record
from wizard.store.call_tally import tally
from wizard.store.drafts import DatabaseDrafts, one_at_a_time, removed
from wizard.store.tables.calls import CallNoteRow, CallRow, CaseRow, DraftRow

NEWEST_FIRST = (CallRow.begun_at.desc(), CallRow.id.desc())


class DatabaseCalls(DatabaseDrafts):
    """Reads and writes calls and their drafts through an engine."""

    def save(self, call: Call) -> Call:
        """Store a call and remove its draft, at once; return it as it is kept.

        Raises `NotYoursError` and `RecordClosedError`, as the port says.
        """
        try:
            return self._save(call)
        except IntegrityError:
            # Another process was first to save under this token; now its record is there.
            return self._save(call)

    def by_id(self, number: int) -> Call | None:
        """Return the call with this number, whoever's it is, or None."""
        with Session(self._engine) as session:
            row = session.get(CallRow, number)
            return None if row is None else call_of(row)

    def by_token(self, account: int, token: str) -> Call | None:
        """Return an own call, or None."""
        query = select(CallRow).where(CallRow.token == token, CallRow.account_id == account)
        with Session(self._engine) as session:
            row = session.scalars(query).first()
            return None if row is None else call_of(row)

    def between(
        self, start: datetime, end: datetime, account: int | None = None
    ) -> tuple[Call, ...]:
        """Return the calls that began from `start` to before `end`, the newest first."""
        query = select(CallRow).where(CallRow.begun_at >= start, CallRow.begun_at < end)
        if account is not None:
            query = query.where(CallRow.account_id == account)
        with Session(self._engine) as session:
            return calls_of(session.scalars(query.order_by(*NEWEST_FIRST)))

    def tally(self, start: datetime, end: datetime) -> Tally:
        """Return how many calls began from `start` to before `end`, of each kind."""
        with Session(self._engine) as session:
            return tally(session, start, end)

    def forget_notes(self, before: datetime) -> int:
        """Remove the notes of calls saved before a moment; return how many there were."""
        old = select(CallRow.id).where(CallRow.saved_at < before)
        with Session(self._engine) as session, session.begin():
            return removed(session, delete(CallNoteRow).where(CallNoteRow.call_id.in_(old)))

    def known(self, account: int, token: str) -> bool:
        """Return whether a token is that of an own draft or call."""
        query = select(CallRow.id).where(CallRow.token == token, CallRow.account_id == account)
        with Session(self._engine) as session:
            if session.scalar(query) is not None:
                return True
        return self.draft_of(account, token) is not None

    def of_case(self, reference: str) -> tuple[Call, ...]:
        """Return the calls of a case, the newest first, without their notes."""
        query = select(CallRow).join(CallRow.case).where(CaseRow.reference == reference)
        with Session(self._engine) as session:
            found = calls_of(session.scalars(query.order_by(*NEWEST_FIRST)))
        return tuple(replace(one, record=replace(one.record, notes="")) for one in found)

    def _save(self, call: Call) -> Call:
        query = select(CallRow).where(CallRow.token == call.token).with_for_update(of=CallRow)
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            one_at_a_time(session, call.account)
            row = session.scalars(query).first()
            if row is None:
                row = new_row(session, call)
                session.add(row)
            else:
                _correct(session, row, call)
            session.flush()
            session.execute(
                delete(DraftRow).where(
                    DraftRow.token == call.token, DraftRow.account_id == call.account
                )
            )
            return call_of(row)


def _correct(session: Session, row: CallRow, call: Call) -> None:
    before = call_of(row)
    if before.account != call.account:
        raise NotYoursError(f"call {row.id} is not one of account {call.account}")
    if before.record == call.record:
        return
    if not before.correctable(call.saved_at):
        raise RecordClosedError(row.id)
    put_record(session, row, call)
    row.corrected_at = call.saved_at
