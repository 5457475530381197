"""The index folder is damaged while the site serves: nobody notices, and it mends itself."""

import os
import shutil
import signal
import threading
import time
import urllib.error
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.crowd import going_on
from tests.test_cli import COMMAND, PATIENCE, Server, running, surroundings

pytestmark = pytest.mark.slow

SEARCH = "/api/v1/search?lang=fr&q=microcr%C3%A9dit"


def damage(folder: Path) -> None:
    """Turn a byte in each file of the index around."""
    for path in folder.rglob("*"):
        if path.is_file() and path.stat().st_size:
            content = bytearray(path.read_bytes())
            content[len(content) // 2] ^= 0xFF
            path.write_bytes(content)


@pytest.fixture
def environment(published: Path, tmp_path: Path) -> dict[str, str]:
    """A data folder of its own."""
    shutil.copytree(published, tmp_path / "data")
    return {"WIZARD_DATA": str(tmp_path / "data"), "HOME": str(tmp_path)}


@contextmanager
def asking(server: Server) -> Iterator[list[str]]:
    """Search all the time beside the block; yields what went wrong."""
    wrong: list[str] = []
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            try:
                if "microstart" not in server.get(SEARCH):
                    wrong.append("microstart was not found")
            except urllib.error.HTTPError as error:
                wrong.append(f"{error.code} {error.reason}")
            except (OSError, HTTPException):
                # A worker that is killed takes the requests in its hands along.
                time.sleep(0.05)

    with going_on(over, [ask]):
        yield wrong


def workers(server: Server) -> list[int]:
    """Return the process ids of the server's workers."""
    children = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
    return [int(one) for one in children.read_text(encoding="ascii").split()]


def renewed(server: Server, old: list[int]) -> bool:
    """Return whether all workers are others than before and the site answers."""
    now = workers(server)
    return len(now) == len(old) and not set(now) & set(old) and server.ready()


@pytest.mark.parametrize("harm", [damage, shutil.rmtree], ids=["bytes turned", "deleted"])
def test_a_damaged_index_is_built_again_and_no_answer_fails(
    environment: dict[str, str], tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    folders = [tmp_path / "data" / name for name in ("index", "ready")]
    with running(COMMAND, surroundings(environment), tmp_path) as server, asking(server) as wrong:
        for folder in folders:
            harm(folder)
        time.sleep(1)
        before = workers(server)
        for worker in before:
            os.kill(worker, signal.SIGKILL)
        until = time.monotonic() + PATIENCE
        while not renewed(server, before):
            assert time.monotonic() < until, server.written()
            time.sleep(0.2)
        assert "microstart" in server.get(SEARCH)
        assert (folders[1] / "manifest.json").is_file()
    assert not wrong
