"""Referrals in the database: each change is one transaction that says what it expects.

Every writing transaction changes the referral's row first. On PostgreSQL the others wait
there and then find that it is no longer as they saw it; SQLite has one writer anyway.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Engine, Select, exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wizard.application.ports_referrals import (
    Change,
    Contact,
    Letter,
    Link,
    NewReferral,
    Referral,
    Sending,
    TooLateError,
)
from wizard.application.ports_sealing import Sealing, UnreadableError
from wizard.domain.referral_counts import Course
from wizard.domain.referrals import CLOSED, WAITING, Actor, Event, Note, contact_ends
from wizard.store import referral_rows as rows
from wizard.store import referral_steps as steps
from wizard.store.outbox import DatabaseOutbox
from wizard.store.tables.calls import CallRow
from wizard.store.tables.outbox import OutboxRow
from wizard.store.tables.referrals import (
    ReferralContactRow,
    ReferralEventRow,
    ReferralLinkRow,
    ReferralRow,
)


class DatabaseReferrals:
    """Reads and writes referrals through an engine; holds no state of its own."""

    def __init__(self, engine: Engine, sealing: Sealing, outbox: DatabaseOutbox) -> None:
        """Use `engine`, whose database must have been migrated, and the queue in the same one."""
        self._engine, self._sealing, self._outbox = engine, sealing, outbox

    def add(self, new: NewReferral, digest: str, write: Callable[[int], Letter]) -> int:
        """Store a referral with its first link and letter; a form sent twice makes one."""
        row, now = rows.new_row(new), new.consent.at
        sealed = self._sealing.seal(rows.to_words(new.contact, new.address))
        try:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                session.add(row)
                session.flush()
                session.add(ReferralContactRow(referral_id=row.id, sealed=sealed))
                steps.note(session, row.id, [Event("sent", now, "adviser")])
                sending = Sending(write(row.id), digest)
                self._queue(session, row.id, sending, now, new.account)
        except IntegrityError as error:
            before = select(ReferralRow).where(ReferralRow.form == new.form)
            with Session(self._engine) as session:
                first = session.scalars(before).first()
            if first is None:
                raise
            if first.account_id != new.account:
                raise TooLateError from error
            return first.id
        return row.id

    def by_id(self, number: int) -> Referral | None:
        """Return one referral, or None."""
        return next(iter(self._read(_whole().where(ReferralRow.id == number))), None)

    def by_account(self, account: int | None) -> tuple[Referral, ...]:
        """Return the referrals of an account (None: of all), newest first."""
        newest = _whole().order_by(ReferralRow.created_at.desc(), ReferralRow.id.desc())
        if account is None:
            return self._read(newest)
        return self._read(newest.where(ReferralRow.account_id == account))

    def waiting(self) -> tuple[Referral, ...]:
        """Return the open referrals of all accounts, those that wait longest first."""
        oldest = _whole().order_by(ReferralRow.since, ReferralRow.id)
        return self._read(oldest.where(ReferralRow.status.in_(WAITING)))

    def history(self, number: int) -> tuple[Event, ...]:
        """Return what happened to a referral, in order."""
        query = select(ReferralEventRow).where(ReferralEventRow.referral_id == number)
        with Session(self._engine) as session:
            found = session.scalars(query.order_by(ReferralEventRow.id))
            return tuple(rows.event(row) for row in found)

    def contact(self, number: int) -> Contact | None:
        """Return the contact data; None once it is removed, or if no key of ours opens it."""
        found = self._opened(number)
        return None if found is None else found[0]

    def address(self, number: int) -> str:
        """Return the partner's address; "" once it is removed, or if no key of ours opens it."""
        found = self._opened(number)
        return "" if found is None else found[1]

    def link(self, digest: str) -> Link | None:
        """Return the link with this digest and its referral, or None."""
        # One statement, so that the link and its referral are never of two moments.
        query = (
            _whole()
            .join(ReferralLinkRow, ReferralLinkRow.referral_id == ReferralRow.id)
            .where(ReferralLinkRow.digest == digest)
            .add_columns(ReferralLinkRow.used_at, ReferralLinkRow.ended_at)
        )
        with Session(self._engine) as session:
            for row, sealed, state, used_at, ended_at in session.execute(query):
                return Link(rows.referral(row, sealed, state), used_at, ended_at)
        return None

    def change(self, seen: Referral, change: Change, sending: Sending | None) -> None:
        """Make a change and queue what is sent because of it; raises `TooLateError`."""
        after = change.steps[-1]
        with Session(self._engine) as session, session.begin():
            steps.must(session, steps.become(seen.id, seen.status, after, change.at))
            if change.used:
                steps.must(session, steps.use_link(change.used, change.at))
            steps.note(session, seen.id, _events(change))
            if after in CLOSED:
                steps.end_links(session, seen.id, change.at)
            if change.forget:
                steps.remove_contact(session, seen.id, change.at, change.by)
            if sending is not None:
                self._queue(session, seen.id, sending, change.at)
        if change.forget:
            self._outbox.scrub()

    def send(self, seen: Referral, note: Note, by: Actor, sending: Sending, at: datetime) -> None:
        """Queue a letter with a new link: the older ones stop working; raises `TooLateError`."""
        account = seen.account if by == "adviser" else None
        with Session(self._engine) as session, session.begin():
            as_seen = update(ReferralRow).where(
                ReferralRow.id == seen.id,
                ReferralRow.status == seen.status,
                ReferralRow.letter_at == seen.letter_at,
            )
            reminders = seen.wait.reminders + (note == "reminded")
            steps.must(session, as_seen.values(reminders=reminders, reminded_at=at))
            steps.note(session, seen.id, [Event(note, at, by)])
            self._queue(session, seen.id, sending, at, account)

    def forget(self, seen: Referral, sending: Sending | None, at: datetime) -> None:
        """Remove the contact data because the caller asks for it; raises `TooLateError`."""
        with Session(self._engine) as session, session.begin():
            if not steps.remove_contact(session, seen.id, at, "caller"):
                raise TooLateError
            if sending is not None:
                self._queue(session, seen.id, sending, at, seen.account)
        self._outbox.scrub()

    def opened(self, number: int, at: datetime) -> None:
        """Note that the partner looked at the contact data; only the first time counts."""
        first = (
            update(ReferralRow)
            .where(ReferralRow.id == number, ReferralRow.opened_at.is_(None))
            .values(opened_at=at)
        )
        with Session(self._engine) as session, session.begin():
            if steps.changed(session, first):
                steps.note(session, number, [Event("opened", at, "partner")])

    def remove_contacts(self, now: datetime, contact_days: int) -> int:
        """Remove contact data whose time is over; an open referral ends with it as «no-answer»."""
        kept = select(
            ReferralRow.id, ReferralRow.created_at, ReferralRow.closed_at, ReferralRow.consent_days
        ).join(ReferralContactRow, ReferralContactRow.referral_id == ReferralRow.id)
        with Session(self._engine) as session:
            numbers = [
                number
                for number, created, closed, promised in session.execute(kept)
                if contact_ends(created, closed, min(promised, contact_days)) <= now
            ]
        removed = sum(self._remove_one(number, now) for number in numbers)
        if removed:
            self._outbox.scrub()
        return removed

    def forget_case(self, case: str) -> int:
        """Take a reference away from its referrals, and return from how many."""
        if not case:
            return 0
        with Session(self._engine) as session, session.begin():
            gone = update(ReferralRow).where(ReferralRow.case_reference == case)
            return steps.changed(session, gone.values(case_reference=""))

    def of_case(self, case: str) -> tuple[Referral, ...]:
        """Return the referrals with a case's reference, oldest first; none for no reference."""
        return self._oldest_first(ReferralRow.case_reference == case) if case else ()

    def of_call(self, call: str) -> tuple[Referral, ...]:
        """Return the referrals that were made in a call, oldest first; none for no call."""
        return self._oldest_first(ReferralRow.call == call) if call else ()

    def courses(self) -> tuple[Course, ...]:
        """Return the course of every referral, for counting."""
        events: dict[int, list[Event]] = {}
        with Session(self._engine) as session:
            for row in session.scalars(select(ReferralEventRow).order_by(ReferralEventRow.id)):
                events.setdefault(row.referral_id, []).append(rows.event(row))
            query = select(ReferralRow.id, ReferralRow.provider, ReferralRow.created_at)
            return tuple(
                rows.course(provider, created, events.get(number, ()))
                for number, provider, created in session.execute(query)
            )

    def calls(self) -> tuple[tuple[datetime, bool], ...]:
        """Return when each saved call was saved, and whether a referral was made in it."""
        referred = exists().where(ReferralRow.call == CallRow.token)
        with Session(self._engine) as session:
            found = session.execute(select(CallRow.saved_at, referred))
            return tuple((saved_at, passed_on) for saved_at, passed_on in found)

    def _oldest_first(self, which: ColumnElement[bool]) -> tuple[Referral, ...]:
        return self._read(_whole().where(which).order_by(ReferralRow.id))

    def _read(self, query: Select[ReferralRow, str, str]) -> tuple[Referral, ...]:
        with Session(self._engine) as session:
            found = session.execute(query)
            return tuple(rows.referral(row, sealed, state) for row, sealed, state in found)

    def _opened(self, number: int) -> tuple[Contact, str] | None:
        with Session(self._engine) as session:
            row = session.get(ReferralContactRow, number)
        if row is None:
            return None
        try:
            return rows.from_words(self._sealing.open(row.sealed))
        except UnreadableError:
            return None

    def _remove_one(self, number: int, now: datetime) -> bool:
        """Remove the contact data of a referral, which is closed if it is not yet."""
        with Session(self._engine) as session, session.begin():
            for status in WAITING:
                if steps.changed(session, steps.become(number, status, "no-answer", now)):
                    steps.note(session, number, [Event("no-answer", now, "system")])
                    steps.end_links(session, number, now)
            return steps.remove_contact(session, number, now)

    def _queue(
        self,
        session: Session,
        number: int,
        sending: Sending,
        at: datetime,
        account: int | None = None,
    ) -> None:
        if sending.digest:
            steps.new_link(session, number, sending.digest, at)
        if sending.letter is not None:
            parcel = steps.parcel(sending.letter, account)
            steps.queue(session, self._outbox, number, parcel, at)


def _whole() -> Select[ReferralRow, str, str]:
    """Return the query for referrals, each with its sealed contact data and its letter's state."""
    return (
        select(ReferralRow, ReferralContactRow.sealed, OutboxRow.state)
        .outerjoin(ReferralContactRow, ReferralContactRow.referral_id == ReferralRow.id)
        .outerjoin(OutboxRow, OutboxRow.reference == ReferralRow.letter)
    )


def _events(change: Change) -> Sequence[Event]:
    """Return a line of history for each status passed; only the last one has the reason."""
    last = change.steps[-1]
    return [
        Event(step, change.at, change.by, change.reason if step == last else "")
        for step in change.steps
    ]
