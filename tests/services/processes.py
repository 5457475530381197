"""Starting servers for the tests, so that none of them outlives the tests."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

START_S = 60
"""Seconds that a server has to answer: a busy machine is slow, a broken one never does."""


def free_port() -> int:
    """Return a port of this machine on which nobody listens now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def bound(command: Sequence[str]) -> list[str]:
    """Return a command whose process ends with that of the tests, however they end."""
    return ["setpriv", "--pdeathsig", "KILL", *command]


@contextmanager
def folder_for(name: str, owner: str = "") -> Iterator[Path]:
    """Return a new folder that `owner` can reach, and remove it at the end.

    pytest's own folders are closed to everybody but the user who runs the tests.
    """
    folder = Path(mkdtemp(prefix=f"parcours-{name}-"))
    try:
        if owner:
            shutil.chown(folder, owner)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(process: "subprocess.Popen[bytes]", answers: Callable[[], bool], log: Path) -> None:
    """Return once a server answers; raises `AssertionError` with its log if it does not."""
    deadline = time.monotonic() + START_S
    while not answers():
        if process.poll() is not None or time.monotonic() > deadline:
            end(process)
            words = log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""
            raise AssertionError(f"{process.args!r} did not start:\n{words}")
        time.sleep(0.02)


def end(process: "subprocess.Popen[bytes]", signal: int | None = None) -> None:
    """Stop a server, by a signal of its own or at once, and wait until it is gone."""
    if process.poll() is None:
        os.kill(process.pid, signal) if signal is not None else process.kill()
    process.wait(START_S)
