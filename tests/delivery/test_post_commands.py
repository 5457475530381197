"""`wizard post`: once, all the time, and looking; and the process beside the server."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.conftest import ROOT
from tests.delivery.messages import parcel
from tests.ports import free_port
from wizard.application.outbox import LEASE
from wizard.cli import main
from wizard.settings import Settings
from wizard.staffing import now, open_office
from wizard.store.engine import open_engine
from wizard.store.migrate import migrate
from wizard.web.staff.office import Office

PATIENCE = 60


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a data folder of its own."""
    return Settings.from_environment({"WIZARD_DATA": str(tmp_path / "data")})


@pytest.fixture
def office(settings: Settings) -> Iterator[Office]:
    """The office over that folder's database."""
    settings.data.mkdir()
    engine = open_engine(settings.database_url)
    migrate(engine)
    yield open_office(settings, engine)
    engine.dispose()


def wizard(settings: Settings, *words: str, **environment: str) -> Result:
    """Run a command over a data folder."""
    env = {"WIZARD_DATA": str(settings.data), **environment}
    return CliRunner().invoke(main, ["post", *words], env=env)


def files(settings: Settings) -> int:
    """Return how many messages became files."""
    return len(list((settings.data / "outgoing").glob("*.eml")))


def test_an_empty_queue_is_sent_at_once(settings: Settings) -> None:
    """The first command of all makes the data folder and the database."""
    done = wizard(settings, "send")
    assert (done.exit_code, done.output) == (0, "0 sent, 0 put off, 0 given up\n")
    assert wizard(settings, "list").output == ""


def test_what_is_queued_is_sent_and_counted(settings: Settings, office: Office) -> None:
    office.outbox.add(parcel("an@example.be"), now())
    assert wizard(settings, "send").output == "1 sent, 0 put off, 0 given up\n"
    assert files(settings) == 1


def test_a_server_that_is_away_is_said(settings: Settings, office: Office) -> None:
    office.outbox.add(parcel("an@example.be"), now())
    server = {"WIZARD_SMTP_HOST": "127.0.0.1", "WIZARD_SMTP_PORT": str(free_port())}
    assert wizard(settings, "send", **server).output == "0 sent, 1 put off, 0 given up\n"
    listed = wizard(settings, "list").output
    assert "waiting (unreachable)" in listed
    assert "example.be" not in listed


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("WIZARD_SMTP_SECURITY", "perhaps", "WIZARD_SMTP_SECURITY is one of"),
        ("WIZARD_MAIL_FROM", "1819", "is no sender"),
        ("WIZARD_SEALING_KEY_FILE", "/no/such/file", "/no/such/file"),
        ("WIZARD_DATABASE_URL", "nonsense", "WIZARD_DATABASE_URL"),
    ],
)
def test_a_setting_without_sense_is_said(
    settings: Settings, name: str, value: str, words: str
) -> None:
    done = wizard(settings, "send", **{name: value})
    assert done.exit_code == 1
    assert words in done.output


def children(pid: int, words: str) -> list[int]:
    """Return the processes that a process started, whose command has these words."""
    command = ["ps", "-o", "pid=,args=", "--ppid", str(pid)]
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if words in line]


def alive(pid: int) -> bool:
    """Return whether a process runs; one that only waits to be counted does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except FileNotFoundError:
        return False


def until(condition: Callable[[], bool], what: str) -> None:
    """Wait for a condition; it is an error if it takes too long."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"{what} took too long"
        time.sleep(0.05)


@contextmanager
def process(settings: Settings, *command: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run Python with a command over a data folder; it is killed at the end of the block."""
    env = {**os.environ, "WIZARD_DATA": str(settings.data)}
    with subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=None
    ) as running:
        yield running
        running.kill()


@pytest.mark.slow
def test_the_loop_sends_what_comes_and_stops_when_told(settings: Settings, office: Office) -> None:
    loop = ["-c", "from wizard.commands.post import post; post()", "run", "--every", "0.1"]
    with process(settings, *loop) as running:
        office.outbox.add(parcel("an@example.be"), now())
        until(lambda: files(settings) == 1, "the first message")
        office.outbox.add(parcel("bo@example.be"), now())
        until(lambda: files(settings) == 2, "the second message")
        running.send_signal(signal.SIGTERM)
        assert running.wait(PATIENCE) == 0
    assert {one.state for one in office.outbox.all()} == {"sent"}


@pytest.mark.slow
def test_the_server_keeps_a_sender_beside_it(settings: Settings, office: Office) -> None:
    def sender(master: int) -> list[int]:
        return children(master, "commands.post")

    with process(settings, "-m", "tests.delivery.tiny_server", str(free_port())) as server:
        office.outbox.add(parcel("an@example.be"), now())
        until(lambda: files(settings) == 1, "the first message")
        [first] = sender(server.pid)
        os.kill(first, signal.SIGKILL)
        office.outbox.add(parcel("bo@example.be"), now())
        until(lambda: files(settings) == 2, "a sender after the first one was killed")
        [second] = sender(server.pid)
        assert second != first
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE) == 0
        assert not alive(second), "the sender ends with the server"


@pytest.mark.slow
def test_a_sender_does_not_outlive_a_server_that_is_killed(
    settings: Settings, office: Office
) -> None:
    with process(settings, "-m", "tests.delivery.tiny_server", str(free_port())) as server:
        office.outbox.add(parcel("an@example.be"), now())
        until(lambda: files(settings) == 1, "the first message")
        [sender] = children(server.pid, "commands.post")
        server.kill()
        until(lambda: not alive(sender), "the end of the sender")


def test_a_message_in_the_hands_of_a_dead_sender_is_not_listed_as_sent(
    settings: Settings, office: Office
) -> None:
    office.outbox.add(parcel("an@example.be"), now())
    assert office.outbox.take(now(), LEASE) is not None
    assert "sending" in wizard(settings, "list").output
    assert wizard(settings, "send").output.startswith("0 sent")
