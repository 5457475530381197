"""Calls and drafts for the tests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from wizard.application.ports_calls import Draft
from wizard.domain.answers import Answers
from wizard.domain.calls import Call, CallRecord
from wizard.domain.tokens import call_token

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
"""The moment at which the staff area of the tests stands."""

RECORD = CallRecord(
    channel="phone",
    language="nl",
    answers=Answers((("stage", ("idea",)), ("sector", ("retail", "horeca")))),
    named=("microstart", "credal"),
    referred=("hub-brussels",),
    outcome="referred",
    notes="wants to begin in spring",
)


def token(number: int, begun: datetime = NOW - timedelta(minutes=5)) -> str:
    """Return the token of the call with this number."""
    return call_token(begun, f"{number:024x}")


def call(number: int = 1, account: int = 1, **changes: Any) -> Call:
    """Return a call of five minutes that is saved now; `changes` are to its record or itself."""
    record = {key: changes.pop(key) for key in tuple(changes) if hasattr(RECORD, key)}
    one = Call(
        token=token(number),
        account=account,
        record=replace(RECORD, **record),
        begun=NOW - timedelta(minutes=5),
        seconds=300,
        edition=1,
        saved_at=NOW,
    )
    return replace(one, **changes)


def draft(number: int = 1, account: int = 1, **changes: Any) -> Draft:
    """Return a draft kept now; `changes` are to its record or itself."""
    record = {key: changes.pop(key) for key in tuple(changes) if hasattr(RECORD, key)}
    one = Draft(
        token=token(number),
        account=account,
        record=replace(RECORD, **record),
        query=(("stage", "idea"), ("q", "a bakery & more"), ("call", token(number))),
        begun=NOW - timedelta(minutes=5),
        edition=1,
        saved_at=NOW,
    )
    return replace(one, **changes)
