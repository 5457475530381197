"""`kill -9` in the middle of sending: nothing is lost, and a second copy can be recognised."""

import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep

import pytest

from tests.conftest import ROOT
from tests.delivery.mail_server import Behaviour
from tests.delivery.messages import parcel
from tests.delivery.sender import post_to
from tests.staff.people import Clock
from wizard.application.outbox import LEASE, deliver
from wizard.store.engine import open_engine
from wizard.store.outbox import DatabaseOutbox

MESSAGES = 4
MOMENT = 0.02
"""How long the server holds a letter back before it takes it, and again before it says so."""

pytestmark = [pytest.mark.slow, pytest.mark.databases("sqlite", "postgresql")]


@contextmanager
def sender(url: str, port: int, clock: Clock) -> Iterator[subprocess.Popen[str]]:
    """Run a sender that is about to begin; it is killed at the end of the block."""
    command = [sys.executable, "-m", "tests.delivery.sender"]
    arguments = [url, str(port), clock().isoformat()]
    with subprocess.Popen(
        [*command, *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


def finish(url: str, port: int, clock: Clock) -> None:
    """Let a new sender do what is left, once the lease of the dead one is over."""
    clock.forward(seconds=LEASE.total_seconds())
    engine = open_engine(url)
    assert deliver(post_to(engine, port), clock).delayed == 0
    engine.dispose()


def in_flight(outbox: DatabaseOutbox) -> int:
    """Return how many messages a dead sender had in its hands."""
    return sum(one.state == "sending" for one in outbox.all())


def queue(outbox: DatabaseOutbox, clock: Clock, name: str) -> set[str]:
    """Queue some messages and return their addresses."""
    addresses = {f"{name}.{number}@example.be" for number in range(MESSAGES)}
    for address in sorted(addresses):
        outbox.add(parcel(address), clock())
    return addresses


def test_killed_at_random_moments(
    database_url: str,
    outbox: DatabaseOutbox,
    server: Behaviour,
    port: int,
    clock: Clock,
    chance: random.Random,
    rounds: int,
) -> None:
    server.pause_before = server.pause_after = MOMENT
    in_hand = doubles = 0
    for number in range(rounds):
        addresses = queue(outbox, clock, f"round{number}")
        server.letters.clear()
        server.recipients.clear()
        with sender(database_url, port, clock):
            sleep(chance.uniform(0, 3 * MESSAGES * MOMENT))
        flying = in_flight(outbox)
        assert flying <= 1, "a sender has one message in hand"
        finish(database_url, port, clock)
        assert set(server.recipients) == addresses, "a message was lost"
        extra = len(server.recipients) - len(addresses)
        assert extra <= flying, "only what was in hand may be sent twice"
        assert len(set(server.ids)) == len(addresses), "a second copy has the same Message-ID"
        assert {one.state for one in outbox.all()} == {"sent"}
        in_hand, doubles = in_hand + flying, doubles + extra
    assert in_hand, "no sender was ever killed while it had a message in hand"
    print(f"{rounds} kills, {in_hand} with a message in hand, {doubles} sent twice, 0 lost")


def test_killed_before_the_server_takes_the_letter(
    database_url: str, outbox: DatabaseOutbox, server: Behaviour, port: int, clock: Clock
) -> None:
    outbox.add(parcel("an@example.be"), clock())
    server.pause_before = 30
    with sender(database_url, port, clock):
        assert server.paused.wait(20)
    assert in_flight(outbox) == 1
    server.pause_before = 0
    finish(database_url, port, clock)
    assert server.recipients == ["an@example.be"]


def test_killed_between_the_servers_yes_and_the_mark(
    database_url: str, outbox: DatabaseOutbox, server: Behaviour, port: int, clock: Clock
) -> None:
    outbox.add(parcel("an@example.be"), clock())
    server.pause_after = 30
    with sender(database_url, port, clock):
        assert server.taken.wait(20)
    server.pause_after = 0
    finish(database_url, port, clock)
    assert Counter(server.recipients) == {"an@example.be": 2}
    assert len(set(server.ids)) == 1
    assert len({str(letter) for letter in server.letters}) == 1, "word for word the same letter"
