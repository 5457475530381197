"""Clients that speak HTTP byte by byte, well or badly, over plain sockets."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.conftest import ROOT
from tests.crowd import going_on
from tests.ports import free_port
from wizard.application.watching import KEPT

PATIENCE = 120.0
"""Seconds until a server that does not answer counts as broken."""

GET = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
LAST = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
"""A request after which the connection ends."""


def connect(port: int, *, window: int = 0) -> socket.socket:
    """Return a connection; with `window` it takes no more than about so many bytes unread."""
    client = socket.socket()
    if window:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
    client.settimeout(PATIENCE)
    try:
        client.connect(("127.0.0.1", port))
    except OSError:
        client.close()
        raise
    return client


def rest(client: socket.socket) -> bytes:
    """Return all that comes until the server ends the connection."""
    parts = []
    while part := client.recv(1 << 16):
        parts.append(part)
    return b"".join(parts)


def ask(port: int, request: bytes = LAST) -> bytes:
    """Send a request on a connection of its own and return all that comes back."""
    with connect(port) as client:
        client.sendall(request)
        return rest(client)


def one_answer(client: socket.socket) -> bytes:
    """Return one answer, whose length its head tells, of a connection that goes on."""
    data = b""
    while b"\r\n\r\n" not in data:
        part = client.recv(1 << 16)
        assert part, f"the connection ended after {data!r}"
        data += part
    head, _, body = data.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
    while len(body) < length:
        part = client.recv(1 << 16)
        assert part, "the connection ended within an answer"
        body += part
    return head + b"\r\n\r\n" + body


def until(true: Callable[[], bool], what: str) -> None:
    """Wait until something is true; what never comes true is a failure."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def until_all(true: Callable[[], bool], what: str) -> None:
    """Wait until something is true so long that no worker can remember anything else."""
    begun = since = time.monotonic()
    while time.monotonic() < since + KEPT:
        if not true():
            since = time.monotonic()
            assert since < begun + PATIENCE, what
        time.sleep(0.05)


@dataclass
class Running:
    """A server that a test has started."""

    process: "subprocess.Popen[bytes]"
    port: int
    data: Path
    log: Path

    def written(self) -> str:
        """Return everything that it has written."""
        return self.log.read_text(encoding="utf-8")

    def answers(self) -> bool:
        """Return whether it answers."""
        assert self.process.poll() is None, f"it ended by itself:\n{self.written()}"
        try:
            return ask(self.port).startswith(b"HTTP/1.1 ")
        except OSError:
            return False

    def workers(self) -> set[int]:
        """Return the ids of the processes whose parent the master is."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return {int(one) for one in children.read_text(encoding="ascii").split()}

    def tell(self, sign: signal.Signals) -> None:
        """Send the master a signal."""
        os.kill(self.process.pid, sign)

    def stop(self) -> int:
        """Ask it to end, and return its exit code."""
        self.tell(signal.SIGTERM)
        return self.process.wait(PATIENCE)


@contextmanager
def running(
    command: list[str], port: int, data: Path, log: Path, environment: dict[str, str]
) -> Iterator[Running]:
    """Start a server and wait until it answers; end it and its workers in any case."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
            cwd=data,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    server = Running(process, port, data, log)
    try:
        until(server.answers, f"{command} does not answer")
        yield server
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)


@contextmanager
def tiny(data: Path, **settings: object) -> Iterator[Running]:
    """Run the server over a few lines of an application, with these `ServingSettings`."""
    port = free_port()
    command = [sys.executable, "-m", "tests.serving.tiny_server"]
    command += [str(port), str(data), json.dumps(settings)]
    with running(command, port, data, data / "server.log", {}) as server:
        yield server


PAUSE = 0.01
"""Seconds that a visitor looks at an answer."""


@dataclass
class Load:
    """What came of visitors who asked all the time."""

    answered: int = 0
    failed: list[str] = field(default_factory=list)


@contextmanager
def visitors(port: int, number: int = 4, request: bytes = LAST) -> Iterator[Load]:
    """Let some visitors ask as long as the block lasts; each answer must be whole."""
    load, over, writing = Load(), threading.Event(), threading.Lock()

    def visit() -> None:
        while not over.is_set():
            try:
                answer = ask(port, request)
                wrong = "" if answer.startswith(b"HTTP/1.1 200") else repr(answer[:200])
            except OSError as error:
                wrong = repr(error)
            with writing:
                load.answered += not wrong
                load.failed += [wrong] if wrong else []
            # What runs beside needs the machine too.
            over.wait(PAUSE)

    with going_on(over, [visit] * number):
        yield load
