"""Between the rows of calls and drafts and the values that the use cases know."""

from collections.abc import Iterable
from typing import cast
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import select
from sqlalchemy.orm import Session

from wizard.application.ports_calls import Draft
from wizard.domain.answers import Answers
from wizard.domain.calls import Call, CallRecord, Channel, Outcome
from wizard.domain.text import Language
from wizard.store.tables.calls import (
    CallAnswerRow,
    CallNoteRow,
    CallReferredRow,
    CallRow,
    CallServiceRow,
    CaseRow,
    DraftRow,
)


def call_of(row: CallRow) -> Call:
    """Return the call of a row."""
    record = CallRecord(
        channel=cast(Channel, row.channel),
        language=cast(Language, row.language),
        answers=answers_of(row.query),
        named=tuple(one.service for one in row.services),
        referred=tuple(one.provider for one in row.referred),
        outcome=cast(Outcome, row.outcome),
        case=row.case.reference if row.case else "",
        notes=row.note.words if row.note else "",
    )
    return Call(
        token=row.token,
        account=row.account_id,
        record=record,
        begun=row.begun_at,
        seconds=row.seconds,
        edition=row.edition,
        saved_at=row.saved_at,
        corrected_at=row.corrected_at,
        id=row.id,
    )


def new_row(session: Session, call: Call) -> CallRow:
    """Return the row of a call that is not stored yet, with all that belongs to it."""
    row = CallRow(
        token=call.token,
        account_id=call.account,
        begun_at=call.begun,
        seconds=call.seconds,
        edition=call.edition,
        saved_at=call.saved_at,
    )
    put_record(session, row, call)
    return row


def put_record(session: Session, row: CallRow, call: Call) -> None:
    """Write what an adviser notes into a row; the case, if it is there, was used now."""
    record = call.record
    row.channel, row.language, row.outcome = record.channel, record.language, record.outcome
    row.query = query_of(record.answers)
    row.answers = [CallAnswerRow(question=key, option=one) for key, one in record.answers.query()]
    row.services = [
        CallServiceRow(service=key, position=place) for place, key in enumerate(record.named)
    ]
    row.referred = [
        CallReferredRow(provider=key, position=place) for place, key in enumerate(record.referred)
    ]
    row.note = CallNoteRow(words=record.notes) if record.notes else None
    row.case = _case(session, record.case)
    if row.case is not None:
        row.case.last_at = max(row.case.last_at, call.saved_at)


def draft_of(row: DraftRow) -> Draft:
    """Return the draft of a row."""
    record = CallRecord(
        channel=cast(Channel, row.channel),
        language=cast(Language, row.language),
        answers=answers_of(row.answers),
        named=tuple(row.named.split()),
        referred=tuple(row.referred.split()),
        outcome=cast(Outcome, row.outcome),
        case=row.reference,
        notes=row.notes,
    )
    return Draft(
        token=row.token,
        account=row.account_id,
        record=record,
        query=tuple(parse_qsl(row.query)),
        begun=row.begun_at,
        edition=row.edition,
        saved_at=row.saved_at,
    )


def put_draft(row: DraftRow, draft: Draft) -> None:
    """Write a draft into a row."""
    record = draft.record
    row.token, row.account_id = draft.token, draft.account
    row.channel, row.language, row.outcome = record.channel, record.language, record.outcome
    row.answers = query_of(record.answers)
    row.named, row.referred = " ".join(record.named), " ".join(record.referred)
    row.reference, row.notes = record.case, record.notes
    row.query = urlencode(draft.query)
    row.begun_at, row.edition, row.saved_at = draft.begun, draft.edition, draft.saved_at


def query_of(answers: Answers) -> str:
    """Return answers as the canonical query."""
    return urlencode(answers.query())


def answers_of(query: str) -> Answers:
    """Return the answers of a canonical query, also of one from an older edition."""
    given: dict[str, list[str]] = {}
    for key, option in parse_qsl(query):
        given.setdefault(key, []).append(option)
    return Answers(tuple((key, tuple(options)) for key, options in given.items()))


def calls_of(rows: Iterable[CallRow]) -> tuple[Call, ...]:
    """Return the calls of rows, in their order."""
    return tuple(call_of(row) for row in rows)


def _case(session: Session, reference: str) -> CaseRow | None:
    if not reference:
        return None
    query = select(CaseRow).where(CaseRow.reference == reference).with_for_update()
    return session.scalars(query).first()
