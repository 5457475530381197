"""A call as it is kept: what was asked and named, never who asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from wizard.domain.answers import Answers
from wizard.domain.text import Language

Channel = Literal["phone", "desk", "mail", "chat", "event"]
CHANNELS: tuple[Channel, ...] = ("phone", "desk", "mail", "chat", "event")
"""How the person came to us; the first is the usual one."""

Outcome = Literal["informed", "referred", "called-back", "not-for-us", "unfinished"]
OUTCOMES: tuple[Outcome, ...] = ("informed", "referred", "called-back", "not-for-us", "unfinished")
"""How a call ended; the first is the usual one. «unfinished» is set for a draft left behind."""

LONGEST = timedelta(hours=4)
"""A call that seems to have lasted longer was left open: its length is not known."""

CORRECTED_WITHIN = timedelta(days=30)
"""So long after it was saved a record can be corrected."""

HEX = frozenset("0123456789abcdef")
TOKEN_LENGTH = 32

NO_ANSWERS = Answers()


@dataclass(frozen=True, slots=True)
class CallRecord:
    """What an adviser notes of a call, and may correct later.

    `language` is the caller's. `named` are the services named (keys of the catalogue, in
    the order in which they were), `referred` the providers to whom the caller was sent
    by word of mouth. `case` is the reference that links several calls, "" for none.
    """

    channel: Channel
    language: Language
    answers: Answers = NO_ANSWERS
    named: tuple[str, ...] = ()
    referred: tuple[str, ...] = ()
    outcome: Outcome = "informed"
    case: str = ""
    notes: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Call:
    """One call that is kept; `account` is the number of the adviser's account.

    `begun` is when it began, or when it was saved if that is not known; `seconds` how
    long it lasted, None if that is not known. `edition` is the catalogue that was in
    force. `corrected_at` is None as long as nothing was corrected.
    """

    token: str
    account: int
    record: CallRecord
    begun: datetime
    seconds: int | None
    edition: int
    saved_at: datetime
    corrected_at: datetime | None = None
    id: int = 0

    def correctable(self, now: datetime) -> bool:
        """Return whether it may still be corrected."""
        return now - self.saved_at <= CORRECTED_WITHIN


@dataclass(frozen=True, slots=True)
class Tally:
    """How many calls there were, and how many of each kind.

    `by` maps what was counted («channel», «language», «outcome», «service», or the key of
    a question) to its values with the number of calls; a value that no call has is absent.
    """

    calls: int
    by: Mapping[str, Mapping[str, int]]

    def of(self, what: str) -> tuple[tuple[str, int], ...]:
        """Return the values of one kind, the most frequent first."""
        found = self.by.get(what, {})
        return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def is_token(text: str) -> bool:
    """Return whether `text` has the form of a call's token."""
    return len(text) == TOKEN_LENGTH and HEX.issuperset(text)


def length(begun: datetime | None, ended: datetime) -> int | None:
    """Return how many seconds a call lasted, None if that cannot be told.

    >>> from datetime import UTC
    >>> length(datetime(2026, 11, 21, 9, 0, tzinfo=UTC), datetime(2026, 11, 21, 9, 4, tzinfo=UTC))
    240
    """
    if begun is None or not timedelta() <= ended - begun <= LONGEST:
        return None
    return int((ended - begun).total_seconds())
