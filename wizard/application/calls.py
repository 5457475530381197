"""Keeping calls: drafts while they go on, records when they end."""

from dataclasses import replace
from datetime import datetime

from wizard.application.ports_calls import Calls, Draft, NewCall, NotYoursError, RecordClosedError
from wizard.domain.calls import Call, CallRecord, length
from wizard.domain.tokens import begun_at


def keep_draft(
    calls: Calls, new: NewCall, query: tuple[tuple[str, str], ...], now: datetime
) -> Draft:
    """Keep a call as it stands `now`; return the draft.

    Raises `NotYoursError` and `SavedAlreadyError` as the port does.
    """
    before = calls.draft_of(new.account, new.token)
    draft = Draft(
        token=new.token,
        account=new.account,
        record=new.record,
        query=query,
        begun=before.begun if before else begun_at(new.token, now),
        edition=new.edition,
        saved_at=now,
    )
    calls.keep(draft)
    return draft


def save_call(calls: Calls, new: NewCall, now: datetime) -> Call:
    """Save a call for good, whether a draft of it was ever kept or not; return it.

    Saving again under the same token corrects the record. A draft that was continued
    days later counts as long as it had lasted when it was kept last. Raises
    `NotYoursError` and `RecordClosedError` as the port does.
    """
    before = calls.draft_of(new.account, new.token)
    begun = before.begun if before else begun_at(new.token, now)
    seconds = length(begun, now)
    if seconds is None and before is not None:
        seconds = length(begun, before.saved_at)
    call = Call(
        token=new.token,
        account=new.account,
        record=new.record,
        begun=begun or now,
        seconds=seconds,
        edition=new.edition,
        saved_at=now,
    )
    return calls.save(call)


def correct_call(
    calls: Calls, number: int, account: int, record: CallRecord, now: datetime
) -> Call:
    """Correct the own call with this number; return it as it is now.

    Raises `NotYoursError` if it is another account's or does not exist, and
    `RecordClosedError` if it is too old.
    """
    call = calls.by_id(number)
    if call is None or call.account != account:
        raise NotYoursError(f"call {number} is not one of account {account}")
    if not call.correctable(now):
        raise RecordClosedError(number)
    return calls.save(replace(call, record=record, saved_at=now))


def finish_draft(calls: Calls, draft: Draft) -> bool:
    """Keep a draft that was left behind as an unfinished call, without its notes.

    Returns False if its adviser was faster and has saved or continued it meanwhile.
    """
    call = Call(
        token=draft.token,
        account=draft.account,
        record=replace(draft.record, outcome="unfinished", notes=""),
        begun=draft.begun or draft.saved_at,
        seconds=length(draft.begun, draft.saved_at),
        edition=draft.edition,
        saved_at=draft.saved_at,
    )
    return calls.finish(draft, call)
