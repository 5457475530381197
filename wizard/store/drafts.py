"""Drafts of calls in the database."""

from datetime import datetime

from sqlalchemy import CursorResult, Engine, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wizard.application.ports_calls import Draft, NotYoursError, SavedAlreadyError
from wizard.domain.calls import Call
from wizard.store.call_rows import draft_of, new_row, put_draft
from wizard.store.tables.calls import CallRow, DraftRow
from wizard.store.tables.staff import AccountRow


class DatabaseDrafts:
    """Reads and writes drafts through an engine; holds no state of its own."""

    def __init__(self, engine: Engine) -> None:
        """Use `engine`, whose database must have been migrated."""
        self._engine = engine

    def keep(self, draft: Draft) -> None:
        """Store a draft in place of what was kept under its token.

        Raises `NotYoursError` and `SavedAlreadyError`, as the port says.
        """
        try:
            self._keep(draft)
        except IntegrityError:
            # Another process was first to keep a draft under this token; now it is there.
            self._keep(draft)

    def draft_of(self, account: int, token: str) -> Draft | None:
        """Return an own draft; None if there is none under this token."""
        with Session(self._engine) as session:
            row = session.get(DraftRow, token)
            return draft_of(row) if row is not None and row.account_id == account else None

    def unfinished(self, account: int, without: str = "") -> tuple[Draft, ...]:
        """Return the own drafts, the newest first, without the one of the call on screen."""
        query = (
            select(DraftRow)
            .where(DraftRow.account_id == account, DraftRow.token != without)
            .order_by(DraftRow.saved_at.desc(), DraftRow.token)
        )
        with Session(self._engine) as session:
            return tuple(draft_of(row) for row in session.scalars(query))

    def discard(self, account: int, token: str) -> bool:
        """Remove an own draft; returns whether there was one."""
        query = delete(DraftRow).where(DraftRow.token == token, DraftRow.account_id == account)
        with Session(self._engine) as session, session.begin():
            return removed(session, query) > 0

    def left_behind(self, before: datetime) -> tuple[Draft, ...]:
        """Return everybody's drafts that were last kept before a moment."""
        query = select(DraftRow).where(DraftRow.saved_at < before).order_by(DraftRow.saved_at)
        with Session(self._engine) as session:
            return tuple(draft_of(row) for row in session.scalars(query))

    def finish(self, draft: Draft, call: Call) -> bool:
        """Store `call` in the place of a draft, at once, unless the draft has changed since."""
        query = delete(DraftRow).where(
            DraftRow.token == draft.token, DraftRow.saved_at == draft.saved_at
        )
        with Session(self._engine) as session, session.begin():
            one_at_a_time(session, draft.account)
            if not removed(session, query):
                return False
            session.add(new_row(session, call))
            return True

    def _keep(self, draft: Draft) -> None:
        with Session(self._engine) as session, session.begin():
            one_at_a_time(session, draft.account)
            row = session.get(DraftRow, draft.token, with_for_update=True)
            if row is not None and row.account_id != draft.account:
                raise NotYoursError(f"the draft is not one of account {draft.account}")
            if row is None:
                row = DraftRow(token=draft.token)
                session.add(row)
            put_draft(row, draft)
            session.flush()
            # Only now, with the lock of the write held: a call saved meanwhile is seen.
            _refuse_saved(session, draft)


def _refuse_saved(session: Session, draft: Draft) -> None:
    call = session.scalars(select(CallRow).where(CallRow.token == draft.token)).first()
    if call is None:
        return
    if call.account_id != draft.account:
        raise NotYoursError(f"the call is not one of account {draft.account}")
    raise SavedAlreadyError(call.id, call.saved_at)


def one_at_a_time(session: Session, account: int) -> None:
    """Let the calls of an account be written one after the other, until the transaction ends.

    Otherwise a draft and the saving of its call, each unseen by the other, would both
    stay. SQLite has one writer at a time anyway.
    """
    session.execute(
        select(AccountRow.id).where(AccountRow.id == account).with_for_update(key_share=True)
    )


def removed(session: Session, query: object) -> int:
    """Run a statement that removes or changes rows; return how many there were."""
    done = session.execute(query)  # type: ignore[call-overload]  # any statement
    return done.rowcount if isinstance(done, CursorResult) else 0
