"""The post: queueing what is to be sent, and the courier that sends it.

A message is queued in one transaction and sent by another process, so that a mail
server that is down, or a kill at any moment, loses nothing. Between the moment at
which the other side takes a message and the moment at which it is marked as sent
there is no safe place to stand: whoever dies there sends it again, with the same
Message-ID. Never sending would be the only other choice.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from wizard.application.housekeeping import Chore
from wizard.application.ports_outbox import (
    Carrier,
    DelayedError,
    Limits,
    Medium,
    Outbox,
    Parcel,
    RefusedError,
    Taken,
)

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
"""So long one sender has a message for itself; no way of sending takes longer."""

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
"""How long a message waits after each try; after the last of these, so long each time."""

HAND_OVER_LIMITS = Limits(per_call=5, per_account=60, window=timedelta(hours=1))
"""Messages to callers: more for one call is a mistake, more in an hour is no advising."""

TRACES_KEPT = timedelta(days=30)
"""So long it can be seen that something was sent, and when."""


@dataclass(frozen=True)
class Post:
    """The queue and the ways out; `patience` is how long a message is tried."""

    outbox: Outbox
    carriers: Mapping[Medium, Carrier]
    patience: timedelta


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the messages of one round."""

    sent: int = 0
    delayed: int = 0
    failed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.sent + other.sent, self.delayed + other.delayed, self.failed + other.failed
        )

    @property
    def forgotten(self) -> int:
        """How many messages were removed from the queue."""
        return self.sent + self.failed


@dataclass(frozen=True, slots=True)
class _Outcome:
    counts: Counts
    go_on: bool = True


def hand_over(outbox: Outbox, parcel: Parcel, now: datetime) -> None:
    """Queue a message to a caller; raises `TooManyError` beyond the limits."""
    outbox.add(parcel, now, HAND_OVER_LIMITS)


def deliver(
    post: Post, now: Callable[[], datetime], go_on: Callable[[], bool] = lambda: True
) -> Counts:
    """Send what is due, one message after the other; return what became of them.

    `now` tells the moment, `go_on` is asked before each message. The round ends early
    when a way out is closed for everyone: the messages left are due in the next round.
    Any number of senders may do this at once.
    """
    counts = Counts(failed=post.outbox.give_up(now() - post.patience, now()))
    while go_on():
        taken = post.outbox.take(now(), LEASE)
        if taken is None:
            break
        outcome = _send(post, taken, now)
        counts += outcome.counts
        if not outcome.go_on:
            break
    if counts.forgotten:
        post.outbox.scrub()
    return counts


def chores_of_post(outbox: Outbox, patience: timedelta) -> tuple[Chore, ...]:
    """Return what is to be done once a day, also where nobody sends any more."""

    def give_up(now: datetime) -> int:
        count = outbox.give_up(now - patience, now)
        outbox.scrub()
        return count

    return (
        Chore("messages given up", give_up),
        Chore("traces of messages removed", lambda now: outbox.forget(now - TRACES_KEPT)),
    )


def wait_after(attempts: int) -> timedelta:
    """Return how long a message waits after its `attempts`-th try (from 1)."""
    return BACK_OFF[min(attempts, len(BACK_OFF)) - 1]


def _send(post: Post, taken: Taken, now: Callable[[], datetime]) -> _Outcome:
    try:
        post.carriers[taken.message.medium].send(taken)
    except RefusedError as refused:
        log.warning("message %s was refused: %s", taken.id, refused.error)
        post.outbox.failed(taken, refused.error, now())
        return _Outcome(Counts(failed=1))
    except DelayedError as delayed:
        log.warning("message %s must wait: %s", taken.id, delayed.error)
        _put_off(post, taken, delayed.error, now())
        return _Outcome(Counts(delayed=1), go_on=not delayed.everyone)
    except Exception as fault:  # a fault of ours in one message may not stop the others
        # Its text is not logged: it may hold the address.
        log.error("message %s: fault of the program: %s", taken.id, type(fault).__name__)  # noqa: TRY400  (no traceback)
        _put_off(post, taken, "fault", now())
        return _Outcome(Counts(delayed=1))
    post.outbox.sent(taken, now())
    return _Outcome(Counts(sent=1))


def _put_off(post: Post, taken: Taken, error: str, now: datetime) -> None:
    post.outbox.later(taken, now + wait_after(taken.attempts), error, now)
