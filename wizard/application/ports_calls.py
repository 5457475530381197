"""The ports of the calls: where drafts and records are kept, and what is counted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from wizard.domain.calls import Call, CallRecord, Outcome, Tally


class NotYoursError(LookupError):
    """The call belongs to another account, or there is no such call."""


class SavedAlreadyError(ValueError):
    """The call of a draft has been saved; `number` is its record, `saved_at` the moment."""

    def __init__(self, number: int, saved_at: datetime) -> None:
        """Note which record it is."""
        super().__init__(f"call {number} is saved already")
        self.number = number
        self.saved_at = saved_at


class RecordClosedError(ValueError):
    """The record is too old to be corrected; `number` says which it is."""

    def __init__(self, number: int) -> None:
        """Note which record it is."""
        super().__init__(f"call {number} can no longer be corrected")
        self.number = number


@dataclass(frozen=True, slots=True)
class Draft:
    """A call that goes on or was left behind, as the desk sent it last.

    `query` are the canonical parameters of the desk, with which it opens again just as
    it was. `begun` is None if it is not known when the call began.
    """

    token: str
    account: int
    record: CallRecord
    query: tuple[tuple[str, str], ...]
    begun: datetime | None
    edition: int
    saved_at: datetime

    @property
    def notes(self) -> str:
        """The notes typed so far."""
        return self.record.notes

    @property
    def outcome(self) -> Outcome:
        """The outcome chosen so far."""
        return self.record.outcome


class Drafts(Protocol):
    """Where drafts are kept; each belongs to one account."""

    def keep(self, draft: Draft) -> None:
        """Store a draft in place of what was kept under its token.

        Raises `NotYoursError` if the token is another account's, `SavedAlreadyError` if
        the call has been saved: a draft that comes late must not bring it back.
        """

    def draft_of(self, account: int, token: str) -> Draft | None:
        """Return an own draft; None if there is none under this token."""

    def unfinished(self, account: int, without: str = "") -> tuple[Draft, ...]:
        """Return the own drafts, the newest first, without the one of the call on screen."""

    def discard(self, account: int, token: str) -> bool:
        """Remove an own draft; returns whether there was one."""

    def left_behind(self, before: datetime) -> tuple[Draft, ...]:
        """Return everybody's drafts that were last kept before a moment."""

    def finish(self, draft: Draft, call: Call) -> bool:
        """Store `call` in the place of a draft, at once, unless the draft has changed since.

        Returns whether it was done.
        """


class Calls(Drafts, Protocol):
    """Where calls are kept, drafts included."""

    def save(self, call: Call) -> Call:
        """Store a call and remove its draft, at once; return it as it is kept.

        The same call saved again is one record: an equal one changes nothing, another
        one corrects it. Raises `NotYoursError` if the token is another account's, and
        `RecordClosedError` if it could no longer be corrected.
        """

    def by_id(self, number: int) -> Call | None:
        """Return the call with this number, whoever's it is, or None."""

    def by_token(self, account: int, token: str) -> Call | None:
        """Return an own call, or None."""

    def between(
        self, start: datetime, end: datetime, account: int | None = None
    ) -> tuple[Call, ...]:
        """Return the calls that began from `start` to before `end`, the newest first.

        With `account` only those of this account.
        """

    def tally(self, start: datetime, end: datetime) -> Tally:
        """Return how many calls began from `start` to before `end`, of each kind."""

    def forget_notes(self, before: datetime) -> int:
        """Remove the notes of calls saved before a moment; return how many there were."""

    def known(self, account: int, token: str) -> bool:
        """Return whether a token is that of an own draft or call."""

    def of_case(self, reference: str) -> tuple[Call, ...]:
        """Return the calls of a case, the newest first, without their notes."""


@dataclass(frozen=True, slots=True)
class NewCall:
    """A call to be saved: what was noted, by whom, under which token and edition."""

    token: str
    account: int
    record: CallRecord
    edition: int
