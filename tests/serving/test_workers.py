"""Workers come and go under load: renewed on SIGHUP, replaced when killed, stopped on SIGTERM."""

import os
import random
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving.clients import PATIENCE, Running, ask, tiny, until, visitors

pytestmark = pytest.mark.slow

ROUNDS = 3


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    """Two workers, as usual."""
    with tiny(tmp_path, log_level="info", stop_seconds=10) as one:
        until(lambda: one.written().count("Booting worker") == 2, "two workers start")
        yield one


def renewed(server: Running, old: set[int]) -> bool:
    """Return whether there are two workers, both of them others than before."""
    now = server.workers()
    return len(now) == 2 and not now & old


def test_a_renewal_fails_no_request(server: Running) -> None:
    with visitors(server.port) as load:
        for _ in range(ROUNDS):
            old, before = server.workers(), load.answered
            server.tell(signal.SIGHUP)
            until(lambda old=old: renewed(server, old), "new workers have not taken over")
            until(lambda before=before: load.answered > before, "nobody is answered any more")
    print(f"{load.answered} requests, {ROUNDS} renewals")
    assert load.failed == []


def test_old_workers_serve_until_new_ones_can(server: Running) -> None:
    old = server.workers()
    (server.data / "broken").touch()
    server.tell(signal.SIGHUP)
    until(lambda: "a worker could not start" in server.written(), "the new ones cannot start")
    assert server.answers()
    assert old <= server.workers(), "the old ones stay"
    (server.data / "broken").unlink()
    until(lambda: renewed(server, old), "the new ones were not tried again")
    assert server.answers()


def test_a_worker_that_is_killed_is_replaced_and_the_others_serve_on(server: Running) -> None:
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance, killed = random.Random(seed), 0
    with visitors(server.port) as load:
        for _ in range(ROUNDS):
            before, answered = server.workers(), load.answered
            victim = chance.choice(sorted(before))
            os.kill(victim, signal.SIGKILL)
            killed += 1
            until(lambda: load.answered > answered, "nobody is answered any more")  # noqa: B023  (called within the round)
            until(lambda: replaced(server, before, victim), "it is not replaced")  # noqa: B023  (called within the round)
    print(f"{load.answered} requests, {killed} workers killed, {len(load.failed)} failed with them")
    assert len(load.failed) <= 4 * killed, "more failed than one of each visitor with each worker"


def replaced(server: Running, before: set[int], victim: int) -> bool:
    now = server.workers()
    return victim not in now and len(now) == len(before)


def test_a_worker_that_cannot_be_replaced_does_not_end_the_server(server: Running) -> None:
    (server.data / "broken").touch()
    victim = min(server.workers())
    os.kill(victim, signal.SIGKILL)
    until(lambda: "a worker could not start" in server.written(), "it is tried at once")
    for _ in range(20):
        assert ask(server.port).endswith(b"hello")
    (server.data / "broken").unlink()
    until(lambda: len(server.workers()) == 2, "it is not tried again")


def test_a_server_whose_first_workers_cannot_start_ends(tmp_path: Path) -> None:
    (tmp_path / "broken").touch()
    with pytest.raises(AssertionError, match="cannot start now"), tiny(tmp_path):
        pass


def test_a_stop_lets_requests_in_hand_be_answered(server: Running) -> None:
    answers: list[bytes] = []
    slow = b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n"
    threads = [
        threading.Thread(target=lambda: answers.append(ask(server.port, slow))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    until(lambda: established(server.port) >= 6, "six requests are there")
    assert server.stop() == 0
    for thread in threads:
        thread.join(PATIENCE)
    assert [one.endswith(b"hello") for one in answers] == [True] * 6
    assert "Traceback" not in server.written()


def established(port: int) -> int:
    """Return how many connections to a port have something taken up by the server."""
    lines = Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    here = f":{port:04X}"
    return sum(
        one.split()[1].endswith(here) and one.split()[3] == "01" and one.split()[9] != "0"
        for one in lines
    )


def test_a_stop_under_load_ends_with_success(server: Running) -> None:
    with visitors(server.port) as load:
        until(lambda: load.answered > 50, "they are served")
        assert server.stop() == 0
    assert load.failed, "afterwards nobody is there"
    assert not [one for one in load.failed if "200" in one], "half an answer"
