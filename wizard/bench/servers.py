"""Servers for the benches: the production server on an edition of its own, on this machine."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import click

from wizard import app as application
from wizard.bench import web_server
from wizard.settings import Settings
from wizard.store.engine import sqlite_url

PATIENCE = 240
"""Seconds that a server has to start."""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers: its address, and the processes that do the work."""

    base: str
    master: int

    @property
    def workers(self) -> tuple[int, ...]:
        """The processes whose time counts."""
        children = Path(f"/proc/{self.master}/task/{self.master}/children")
        return tuple(map(int, children.read_text(encoding="ascii").split()))

    def memory(self) -> str:
        """Return what each of them takes, and what is left if pages that several use are divided."""
        rows = []
        for pid in self.workers:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
            sizes = {line.split(":")[0]: int(line.split()[1]) / 1024 for line in lines[1:]}
            rows.append(f"{sizes['Rss']:.0f} MB ({sizes['Pss']:.0f} with shared pages divided)")
        return ", ".join(rows)


def environment_for(folder: Path, workers: int) -> dict[str, str]:
    """Return the environment of a server with its data in `folder` and no limits."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("WIZARD_")}
    return {
        **ours,
        "WIZARD_DATA": str(folder / "data"),
        "WIZARD_WORKERS": str(workers),
        # All requests come from one address here.
        "WIZARD_LIMITS": "none",
    }


def prepare(environment: dict[str, str]) -> None:
    """Publish the catalogue as shipped for servers with this environment, and build its index."""
    data = Path(environment["WIZARD_DATA"])
    settings = Settings.from_environment(environment)
    settings = replace(settings, database_url=sqlite_url(data / "parcours.sqlite3"))
    for error in application.prepare(settings).errors:
        raise click.ClickException(f"{error}; run `wizard catalogue check`")


@contextmanager
def server(what: str, environment: dict[str, str]) -> Iterator[Running]:
    """Run a server of `wizard.bench.web_server` as long as the block lasts."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "wizard.bench.web_server", what, str(port)]
    process = subprocess.Popen(  # noqa: S603  (our own program)
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        running = Running(f"http://127.0.0.1:{port}", process.pid)
        path = "/health/live" if what == web_server.SITE else "/"
        _wait_for(running.base + path, process)
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            read(url)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise click.ClickException("a server did not start; try `wizard run` to see why")


def read(url: str) -> tuple[bytes, str]:
    """Return the body and the ETag of an address of our own server."""
    with urllib.request.urlopen(url) as answer:  # noqa: S310  (http on this machine)
        return answer.read(), answer.headers.get("ETag", "")
