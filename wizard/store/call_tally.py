"""Counting calls in the database."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from wizard.domain.calls import Tally
from wizard.store.tables.calls import CallAnswerRow, CallRow, CallServiceRow

COLUMNS: dict[str, InstrumentedAttribute[str]] = {
    "channel": CallRow.channel,
    "language": CallRow.language,
    "outcome": CallRow.outcome,
}
"""What is counted from the calls' own columns."""


def tally(session: Session, start: datetime, end: datetime) -> Tally:
    """Return how many calls began from `start` to before `end`, of each kind."""
    when = (CallRow.begun_at >= start, CallRow.begun_at < end)
    by = {name: _counted(session, column, *when) for name, column in COLUMNS.items()}
    named = CallServiceRow.call_id == CallRow.id
    by["service"] = _counted(session, CallServiceRow.service, named, *when)
    answers = (
        select(CallAnswerRow.question, CallAnswerRow.option, func.count())
        .where(CallAnswerRow.call_id == CallRow.id, *when)
        .group_by(CallAnswerRow.question, CallAnswerRow.option)
    )
    for question, option, count in session.execute(answers):
        by.setdefault(question, {})[option] = count
    calls = session.scalar(select(func.count()).select_from(CallRow).where(*when))
    return Tally(calls or 0, by)


def _counted(
    session: Session, column: InstrumentedAttribute[str], *when: ColumnElement[bool]
) -> dict[str, int]:
    query = select(column, func.count()).where(*when).group_by(column)
    return {value: count for value, count in session.execute(query)}  # noqa: C416  (rows, no pairs)
