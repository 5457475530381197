"""The courier: sent once, retried with patience, given up at last, safe beside others."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from tests.delivery.mail_server import Behaviour, mail_server
from tests.delivery.messages import SENDER, parcel
from tests.ports import free_port
from tests.staff.people import Clock
from wizard.application.housekeeping import tidy
from wizard.application.outbox import (
    TRACES_KEPT,
    Counts,
    Post,
    chores_of_post,
    deliver,
    wait_after,
)
from wizard.application.ports_outbox import DelayedError, Message, Parcel, RefusedError, Taken
from wizard.delivery.smtp import Patience, Server, SmtpCarrier
from wizard.store.outbox import DatabaseOutbox

pytestmark = pytest.mark.databases("sqlite", "postgresql")


@dataclass
class Scripted:
    """A way out that does what it is told, one thing per message; then everything arrives."""

    script: list[Exception | None] = field(default_factory=list)
    sent: list[Taken] = field(default_factory=list)
    during: Callable[[], object] = lambda: None

    def send(self, taken: Taken) -> None:
        """Do the next thing."""
        self.during()
        todo = self.script.pop(0) if self.script else None
        if todo is not None:
            raise todo
        self.sent.append(taken)


@pytest.fixture
def way() -> Scripted:
    """The way out for both media."""
    return Scripted()


@pytest.fixture
def post(outbox: DatabaseOutbox, way: Scripted) -> Post:
    """The queue with the scripted way out."""
    return Post(outbox, {"mail": way, "text": way}, timedelta(days=3))


def only_state(post: Post) -> tuple[str, str, int]:
    [one] = post.outbox.all()
    return one.state, one.error, one.attempts


def test_everything_that_is_due_is_sent_once(post: Post, way: Scripted, clock: Clock) -> None:
    for to in ("a@example.be", "b@example.be"):
        post.outbox.add(parcel(to), clock())
    post.outbox.add(Parcel(Message("text", "+32470123456", "hi"), "shortlist", "nl"), clock())
    assert deliver(post, clock) == Counts(sent=3)
    assert deliver(post, clock) == Counts()
    assert [one.message.to for one in way.sent] == ["a@example.be", "b@example.be", "+32470123456"]


def test_the_waits_grow_to_an_hour() -> None:
    waits = [wait_after(attempts) / timedelta(minutes=1) for attempts in range(1, 8)]
    assert waits == [1, 5, 15, 60, 60, 60, 60]


def test_a_message_that_is_put_off_is_tried_again(post: Post, way: Scripted, clock: Clock) -> None:
    way.script = [DelayedError("busy"), DelayedError("busy")]
    post.outbox.add(parcel(), clock())
    assert deliver(post, clock) == Counts(delayed=1)
    assert only_state(post) == ("waiting", "busy", 1)
    clock.forward(seconds=59)
    assert deliver(post, clock) == Counts()
    clock.forward(seconds=1)
    assert deliver(post, clock) == Counts(delayed=1)
    clock.forward(minutes=5)
    assert deliver(post, clock) == Counts(sent=1)
    assert only_state(post) == ("sent", "", 3)


def test_a_message_that_is_refused_is_given_up(post: Post, way: Scripted, clock: Clock) -> None:
    way.script = [RefusedError("address")]
    post.outbox.add(parcel(), clock())
    assert deliver(post, clock) == Counts(failed=1)
    assert only_state(post) == ("failed", "address", 1)
    clock.forward(days=1)
    assert deliver(post, clock) == Counts()


def test_a_way_that_is_closed_for_everyone_ends_the_round(
    post: Post, way: Scripted, clock: Clock
) -> None:
    way.script = [DelayedError("unreachable", everyone=True)]
    post.outbox.add(parcel("a@example.be"), clock())
    post.outbox.add(parcel("b@example.be"), clock())
    assert deliver(post, clock) == Counts(delayed=1)
    assert deliver(post, clock) == Counts(sent=1), "the other one is tried in the next round"


def test_after_the_days_of_patience_it_is_given_up(post: Post, way: Scripted, clock: Clock) -> None:
    post.outbox.add(parcel(), clock())
    way.script = [DelayedError("busy") for _ in range(200)]
    tries = 0
    while only_state(post)[0] != "failed":
        tries += deliver(post, clock).delayed
        clock.forward(minutes=1)
    assert only_state(post)[1] == "given-up"
    assert tries == 3 + 72, "three quick tries, then one an hour for three days"
    assert way.sent == []


def test_a_fault_of_ours_costs_no_message_and_stops_no_other(
    post: Post, way: Scripted, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    way.script = [ZeroDivisionError("with jan@example.be in it")]
    post.outbox.add(parcel("jan@example.be"), clock())
    post.outbox.add(parcel("b@example.be"), clock())
    with caplog.at_level(logging.DEBUG):
        assert deliver(post, clock) == Counts(sent=1, delayed=1)
    assert "ZeroDivisionError" in caplog.text
    assert "jan" not in caplog.text


def test_no_address_is_logged(
    post: Post, way: Scripted, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    way.script = [DelayedError("busy"), RefusedError("address")]
    post.outbox.add(parcel("jan@example.be"), clock())
    post.outbox.add(parcel("jan@example.be"), clock())
    with caplog.at_level(logging.DEBUG):
        deliver(post, clock)
    assert caplog.text
    assert "jan" not in caplog.text


def test_the_round_stops_when_it_is_told_to(post: Post, way: Scripted, clock: Clock) -> None:
    for _ in range(3):
        post.outbox.add(parcel(), clock())
    answers = iter([True, True, False])
    assert deliver(post, clock, lambda: next(answers)) == Counts(sent=2)
    assert len(way.sent) == 2


def test_while_one_sends_no_other_does(post: Post, way: Scripted, clock: Clock) -> None:
    post.outbox.add(parcel(), clock())
    inner: list[Counts] = []
    other = replace(post, carriers={"mail": Scripted()})
    way.during = lambda: inner.append(deliver(other, clock))
    assert deliver(post, clock) == Counts(sent=1)
    assert inner == [Counts()]


def test_two_senders_at_once_send_each_message_once(post: Post, clock: Clock) -> None:
    for number in range(60):
        post.outbox.add(parcel(f"nr{number}@example.be"), clock())
    ways = [Scripted(), Scripted(), Scripted()]
    posts = [replace(post, carriers={"mail": one}) for one in ways]
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda one: deliver(one, clock), posts))
    sent = [taken.message.to for one in ways for taken in one.sent]
    assert sorted(sent) == sorted(f"nr{number}@example.be" for number in range(60))


def test_the_chores_forget_what_nobody_sends_any_more(post: Post, clock: Clock) -> None:
    post.outbox.add(parcel(), clock())
    clock.forward(days=3)
    done = {
        one.words: one.count for one in tidy(chores_of_post(post.outbox, post.patience), clock())
    }
    assert done["messages given up"] == 1
    clock.forward(seconds=TRACES_KEPT.total_seconds())
    done = {
        one.words: one.count for one in tidy(chores_of_post(post.outbox, post.patience), clock())
    }
    assert done["traces of messages removed"] == 1
    assert not post.outbox.all()


@pytest.fixture
def server_to_come() -> Server:
    """Where a mail server will be."""
    return Server("127.0.0.1", free_port(), "none")


@pytest.fixture
def real(outbox: DatabaseOutbox, server_to_come: Server) -> Post:
    """The queue with a way to a mail server that is not there yet."""
    carrier = SmtpCarrier(server_to_come, SENDER, patience=Patience(1, 1, 3))
    return Post(outbox, {"mail": carrier}, timedelta(days=3))


def test_a_server_that_comes_back_gets_it_once(
    real: Post, server_to_come: Server, clock: Clock
) -> None:
    real.outbox.add(parcel("an@example.be"), clock())
    assert deliver(real, clock) == Counts(delayed=1)
    assert only_state(real) == ("waiting", "unreachable", 1)
    clock.forward(minutes=1)
    behaviour = Behaviour()
    with mail_server(behaviour, server_to_come.port):
        assert deliver(real, clock) == Counts(sent=1)
        assert deliver(real, clock) == Counts()
    assert behaviour.recipients == ["an@example.be"]


def test_a_server_that_hangs_up_before_it_says_yes_gets_the_same_letter_again(
    real: Post, server_to_come: Server, clock: Clock
) -> None:
    """It had taken the letter: the second one is a duplicate that can be recognised."""
    real.outbox.add(parcel("an@example.be"), clock())
    behaviour = Behaviour(pause_after=2)
    with mail_server(behaviour, server_to_come.port):
        assert deliver(real, clock) == Counts(delayed=1)
        assert only_state(real)[1] == "broken-off"
        behaviour.pause_after = 0
        clock.forward(minutes=1)
        assert deliver(real, clock) == Counts(sent=1)
    assert len(behaviour.ids) == 2
    assert len(set(behaviour.ids)) == 1
