"""Killed with SIGKILL while calls are saved: what was acknowledged is there, whole, and once."""

import http.client
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import Engine, text

from tests.conftest import ROOT
from tests.ports import free_port
from tests.staff.people import TOKEN
from tests.staff.saving import expected
from wizard.domain.calls import CallRecord
from wizard.store.calls import DatabaseCalls
from wizard.web.staff.office import Office

pytestmark = [pytest.mark.slow, pytest.mark.databases("sqlite", "postgresql")]

LEAST = 12
"""So often workers are killed at least, so that one of them had a request in hand."""
PATIENCE = 60.0
PARTS = {"call_answer": "answers", "call_service": "named"}


def start(*arguments: str, output: int = subprocess.DEVNULL) -> subprocess.Popen[str]:
    """Start one of the programs of `saving`, as the leader of its own group."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.staff.saving", *arguments],
        cwd=ROOT,
        stdout=output,
        text=True,
        start_new_session=True,
    )


def kill(process: subprocess.Popen[str]) -> None:
    """Kill a program with all that it started, without a warning."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def assert_whole(engine: Engine, number: int) -> None:
    """Assert that a call is in the database with all its parts, and no draft of it."""
    calls = DatabaseCalls(engine)
    wanted = expected(number)
    found = calls.by_token(1, wanted.token)
    assert found is not None, f"call {number} was acknowledged and is lost"
    assert found.record == wanted.record, f"call {number} is half"
    assert calls.draft_of(1, wanted.token) is None
    with engine.connect() as connection:
        for table, what in PARTS.items():
            query = text(f"select count(*) from {table} where call_id = :id")  # noqa: S608  (our own names)
            count = connection.execute(query, {"id": found.id}).scalar()
            wanted_count = len(getattr(wanted.record, what))
            assert count == wanted_count, f"call {number} has {count} {what}, not {wanted_count}"


def assert_none_doubled(engine: Engine, total: int) -> None:
    """Assert that there are exactly so many calls."""
    with engine.connect() as connection:
        found = connection.execute(
            text("select count(*), count(distinct token) from call_record")
        ).one()
    assert tuple(found) == (total, total)


@pytest.mark.usefixtures("office")
def test_the_store_killed_in_a_loop_keeps_what_it_acknowledged(
    engine: Engine, chance: random.Random, rounds: int
) -> None:
    following = 0
    for _ in range(rounds):
        process = start("loop", str(engine.url), str(following), output=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline(), "it must have saved one"
        time.sleep(chance.uniform(0.0, 0.15))
        kill(process)
        acknowledged = following + 1 + process.stdout.read().count("\n")
        process.stdout.close()
        for number in range(following, acknowledged):
            assert_whole(engine, number)
        # The one that was being saved is there whole, or not at all; the retry makes it one.
        calls, cut = DatabaseCalls(engine), expected(acknowledged)
        found = calls.by_token(1, cut.token)
        assert found is None or found.record == cut.record
        assert found is None or calls.draft_of(1, cut.token) is None, "saved, and a draft still"
        calls.save(cut)
        assert_whole(engine, acknowledged)
        following = acknowledged + 1
        assert_none_doubled(engine, following)


@dataclass
class Desk:
    """An adviser's browser that sends each call until it is acknowledged."""

    port: int
    cookie: str = ""
    token: str = ""
    acknowledged: list[int] = field(default_factory=list)
    again: int = 0

    def ask(self, method: str, path: str, values: object = None) -> http.client.HTTPResponse:
        """Send one request; raises `OSError` or `HTTPException` if no answer comes."""
        body = urlencode(values, doseq=True) if values else None  # type: ignore[arg-type]  # pairs or a mapping
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.request(method, path, body, headers)
            with closing(connection.getresponse()) as answer:
                found = TOKEN.search(answer.read().decode())
        self.token = found[1] if found else self.token
        self.cookie = (answer.getheader("Set-Cookie") or self.cookie).partition(";")[0]
        return answer

    def sign_in(self) -> None:
        """Sign in as «adviser»."""
        self.ask("GET", "/staff/sign-in")
        form = {"csrf_token": self.token, "name": "adviser", "password": "adviser password"}
        assert self.ask("POST", "/staff/sign-in", form).status == 303
        assert self.ask("GET", "/staff/calls").status == 200

    def save(self, number: int) -> None:
        """Send the call with this number until it is acknowledged."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                answer = self.ask(
                    "POST", "/staff/calls", {"csrf_token": self.token, **form(number)}
                )
            except (OSError, http.client.HTTPException):
                self.again += 1
                time.sleep(0.02)
                continue
            location = answer.getheader("Location") or ""
            assert (answer.status, "done=saved" in location) == (303, True), answer.status
            self.acknowledged.append(number)
            return
        raise AssertionError(f"call {number} was not acknowledged within {PATIENCE} s")


def form(number: int) -> dict[str, object]:
    """Return the desk's form of the call with this number."""
    record: CallRecord = expected(number).record
    return {
        **record.answers.raw(),
        "caller": record.language,
        "call": expected(number).token,
        "named": record.named,
        "outcome": record.outcome,
        "notes": record.notes,
    }


@dataclass
class Served:
    """The production server, killed and started again on the same port."""

    url: str
    port: int
    folder: Path
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.process = start("serve", self.url, str(self.port), str(self.folder))
        until = time.monotonic() + PATIENCE
        while not self.answers():
            assert time.monotonic() < until, "the server does not answer"
            assert self.process.poll() is None, "the server has ended"
            time.sleep(0.05)

    def answers(self) -> bool:
        """Return whether it answers."""
        try:
            return Desk(self.port).ask("GET", "/health/live").status == 200
        except (OSError, http.client.HTTPException):
            return False

    def workers(self) -> list[int]:
        """Return the process ids of its workers."""
        assert self.process is not None
        pid = self.process.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return [int(one) for one in children.split()]

    def kill(self) -> None:
        """Kill it with all its workers."""
        assert self.process is not None
        kill(self.process)


@pytest.fixture
def served(engine: Engine, office: Office, tmp_path: Path) -> Iterator[Served]:
    """A server over the database of the test."""
    assert office.accounts.by_id(1) is not None
    server = Served(str(engine.url), free_port(), tmp_path)
    server.start()
    yield server
    server.kill()


def disturb(served: Served, chance: random.Random, rounds: int) -> None:
    """Kill workers again and again at random moments, every sixth time the whole server."""
    for turn in range(max(rounds, LEAST)):
        time.sleep(chance.uniform(0.05, 0.4))
        if turn % 6 == 5:
            served.kill()
            served.start()
        else:
            for worker in served.workers():
                os.kill(worker, signal.SIGKILL)


def test_the_server_killed_while_saving_keeps_what_it_acknowledged(
    served: Served, engine: Engine, chance: random.Random, rounds: int
) -> None:
    desks = [Desk(served.port) for _ in range(2)]
    over = threading.Event()

    def work(place: int) -> None:
        number = place
        while not over.is_set():
            desks[place].save(number)
            number += len(desks)

    for desk in desks:
        desk.sign_in()
    with ThreadPoolExecutor(len(desks)) as pool:
        working = [pool.submit(work, place) for place in range(len(desks))]
        disturb(served, chance, rounds)
        over.set()
        for one in working:
            one.result()
    acknowledged = sorted(number for desk in desks for number in desk.acknowledged)
    assert sum(desk.again for desk in desks) > 0, "no request was ever cut: kill earlier"
    for number in acknowledged:
        assert_whole(engine, number)
    assert_none_doubled(engine, len(acknowledged))
