"""The ports of the post: the queue of what is to be sent, and the ways on which it leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from wizard.domain.text import Language

Medium = Literal["mail", "text"]
"""An e-mail, or a text message to a telephone."""

State = Literal["waiting", "sending", "sent", "failed"]


@dataclass(frozen=True, slots=True)
class Message:
    """What is said to whom: all that is forgotten once it is sent.

    `to` is an e-mail address or a number as `wizard.domain.addresses` returns them;
    `subject` and `html` are empty in a text message.
    """

    medium: Medium
    to: str
    text: str
    subject: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message with what is kept of it for a while: what it was about, never to whom.

    `account` is that of who sends it (None for what the program sends of itself),
    `call` the token of the call, "" outside any.
    """

    message: Message
    kind: str
    language: Language
    account: int | None = None
    call: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many messages of one kind are taken: per call, and per account in the time `window`."""

    per_call: int
    per_account: int
    window: timedelta


class TooManyError(ValueError):
    """One more message would be beyond a limit; `limit` is «call» or «account»."""

    def __init__(self, limit: Literal["call", "account"]) -> None:
        """Name the limit."""
        super().__init__(f"too many messages for one {limit}")
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Taken:
    """A message in the hands of one sender until its lease ends.

    `reference` is fixed when the message is queued and becomes its Message-ID, so that a
    message sent twice can be recognised. `claim` is what this sender shows to mark it.
    `attempts` counts this one too.
    """

    id: int
    reference: str
    message: Message
    language: Language
    created_at: datetime
    attempts: int
    claim: str


@dataclass(frozen=True, slots=True)
class Trace:
    """What is left of a message to look at: when and how, never to whom or what.

    `error` is a key such as «unreachable», "" if nothing went wrong.
    """

    id: int
    medium: Medium
    kind: str
    language: Language
    created_at: datetime
    changed_at: datetime
    next_at: datetime
    attempts: int
    state: State
    error: str


class Outbox(Protocol):
    """The queue. A message is in it whole, sealed, until it is sent or given up."""

    def add(self, parcel: Parcel, now: datetime, limits: Limits | None = None) -> None:
        """Queue a message; raises `TooManyError` if it would be beyond the limits."""

    def take(self, now: datetime, lease: timedelta) -> Taken | None:
        """Return the message that has been due for longest, for nobody else while the lease lasts.

        None if nothing is due. A message whose sender let its lease end is due again.
        """

    def sent(self, taken: Taken, now: datetime) -> None:
        """Mark a message as sent, and forget it: a sender that has lost its claim still knows it."""

    def later(self, taken: Taken, next_at: datetime, error: str, now: datetime) -> None:
        """Put a message back until `next_at`, unless another sender has it by now."""

    def failed(self, taken: Taken, error: str, now: datetime) -> None:
        """Give a message up and forget it, unless another sender has it by now."""

    def give_up(self, before: datetime, now: datetime) -> int:
        """Give up and forget what was queued earlier and nobody is sending; return how many."""

    def forget(self, before: datetime) -> int:
        """Remove the traces of what was sent or given up earlier; return how many."""

    def scrub(self) -> None:
        """Leave nothing of what was forgotten in the database's files, as far as it can."""

    def of_call(self, account: int, call: str) -> Sequence[Trace]:
        """Return what an account sent during a call, the oldest first."""

    def of_account(self, account: int, since: datetime) -> Sequence[Trace]:
        """Return what an account has sent since a moment, the newest first."""

    def all(self) -> Sequence[Trace]:
        """Return everything, the newest first."""


class RefusedError(Exception):
    """The other side will never take this message; `error` is the key of the reason."""

    def __init__(self, error: str) -> None:
        """Name the reason."""
        super().__init__(error)
        self.error = error


class DelayedError(Exception):
    """The message was not taken now. With `everyone` no other would be either."""

    def __init__(self, error: str, *, everyone: bool = False) -> None:
        """Name the reason."""
        super().__init__(error)
        self.error = error
        self.everyone = everyone


class Carrier(Protocol):
    """One way out of the house, for one medium."""

    def send(self, taken: Taken) -> None:
        """Hand the message over; returns once the other side has taken it.

        It may take as long as a lease lasts, no longer. Raises `RefusedError` or
        `DelayedError`, with keys and never with an address.
        """
