"""The single statements of which the transactions on referrals are made."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Executable, Update, delete, update
from sqlalchemy.orm import Session

from wizard.application.ports_outbox import Message, Parcel
from wizard.application.ports_referrals import Letter, TooLateError
from wizard.domain.referrals import CLOSED, Actor, Event, Status
from wizard.store.outbox import DatabaseOutbox
from wizard.store.tables.referrals import (
    ReferralContactRow,
    ReferralEventRow,
    ReferralLinkRow,
    ReferralRow,
)

KIND = "referral"
"""The kind of all letters to partners in the outbox."""


def must(session: Session, statement: Executable) -> None:
    """Carry out a statement that changes one row; raises `TooLateError` if it changes none."""
    if not changed(session, statement):
        raise TooLateError


def changed(session: Session, statement: Executable) -> int:
    """Carry out a statement and return how many rows it changed."""
    plain = statement.execution_options(synchronize_session=False)
    return cast("CursorResult[Any]", session.execute(plain)).rowcount


def note(session: Session, number: int, events: Iterable[Event]) -> None:
    """Add lines to the history of a referral."""
    for one in events:
        session.add(
            ReferralEventRow(
                referral_id=number, what=one.what, at=one.at, by=one.by, reason=one.reason
            )
        )
        # Each line gets its number now: the history is read in their order.
        session.flush()


def become(number: int, before: Status, after: Status, at: datetime) -> Update:
    """Return the statement that changes a status, if it still is what it was."""
    return (
        update(ReferralRow)
        .where(ReferralRow.id == number, ReferralRow.status == before)
        .values(
            status=after,
            since=at,
            reminders=0,
            reminded_at=None,
            closed_at=at if after in CLOSED else None,
        )
    )


def use_link(digest: str, at: datetime) -> Update:
    """Return the statement that uses up a link, if it still works."""
    return _alive(ReferralLinkRow.digest == digest).values(used_at=at)


def end_links(session: Session, number: int, at: datetime) -> None:
    """Let all links of a referral that still work end."""
    changed(session, _alive(ReferralLinkRow.referral_id == number).values(ended_at=at))


def remove_contact(session: Session, number: int, at: datetime, by: Actor = "system") -> bool:
    """Remove the contact data of a referral and note it; return whether there was any."""
    gone = delete(ReferralContactRow).where(ReferralContactRow.referral_id == number)
    if not changed(session, gone):
        return False
    note(session, number, [Event("contact-removed", at, by)])
    return True


def queue(
    session: Session, outbox: DatabaseOutbox, number: int, parcel: Parcel, at: datetime
) -> None:
    """Put a letter into the outbox and note which one is the newest of its referral."""
    row = outbox.row(parcel, at)
    session.add(row)
    newest = update(ReferralRow).where(ReferralRow.id == number)
    changed(session, newest.values(letter=row.reference, letter_at=at))


def new_link(session: Session, number: int, digest: str, at: datetime) -> None:
    """Give a referral a new link: the older ones end."""
    end_links(session, number, at)
    session.add(ReferralLinkRow(digest=digest, referral_id=number, made_at=at))


def parcel(letter: Letter, account: int | None) -> Parcel:
    """Return a letter as the outbox takes it; `account` is that of who sends it, if anybody."""
    message = Message("mail", letter.address, letter.text, letter.subject)
    return Parcel(message, KIND, letter.language, account)


def _alive(which: ColumnElement[bool]) -> Update:
    return update(ReferralLinkRow).where(
        which, ReferralLinkRow.used_at.is_(None), ReferralLinkRow.ended_at.is_(None)
    )
