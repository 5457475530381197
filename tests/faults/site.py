"""The whole site over a small catalogue, as `wizard run` serves it on a PostgreSQL of its own."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from tests.conftest import ROOT
from tests.faults.house import SERVICE, House, number_in
from tests.ports import free_port
from tests.services.postgresql import PostgresqlServer, plain
from tests.serving.clients import PATIENCE, Running, running, until
from tests.serving.test_served_site import fetch
from tests.staff.people import TOKEN

WIZARD = [sys.executable, "-P", "-c", "from wizard.cli import main; main()"]
PAGE = f"/en/services/{SERVICE}"
HEADING = "<h1"


@dataclass
class Site:
    """The site: its house, its database server, and what serves it now."""

    house: House
    database: PostgresqlServer
    port: int = field(default_factory=free_port)
    server: Running | None = None
    starts: int = 0

    @contextmanager
    def served(self) -> Iterator[Running]:
        """Serve as long as the block lasts."""
        self.starts += 1
        log = self.house.folder / f"log-{self.starts}"
        command = [*WIZARD, "run", "--port", str(self.port)]
        environment = self.house.environment()
        with running(command, self.port, self.house.folder, log, environment) as one:
            self.server = one
            yield one

    @property
    def address(self) -> str:
        """Where the site is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def running(self) -> Running:
        """What serves now."""
        assert self.server is not None
        return self.server

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Return status and text of an address."""
        status, body, _ = fetch(f"{self.address}{path}", headers)
        return status, body.decode()

    def health(self) -> dict[str, object]:
        """Return what the site says of itself, after a look at whether it lives at all."""
        assert self.get("/health/live")[0] == 200
        status, body = self.get("/health/ready")
        return {"code": status, **json.loads(body)}

    def try_to_sign_in(self) -> tuple[int, str]:
        """Send the form of the sign-in, and return status and text of the answer."""
        _, form, headers = fetch(f"{self.address}/staff/sign-in?lang=en", {})
        token = TOKEN.search(form.decode())
        assert token is not None, "there is no form"
        values = {"csrf_token": token[1], "name": "ana", "password": "correct horse battery"}
        asked = urllib.request.Request(  # noqa: S310  (our own server)
            f"{self.address}/staff/sign-in?lang=en",
            data=urlencode(values).encode(),
            headers={"Cookie": headers["Set-Cookie"].partition(";")[0]},
        )
        try:
            with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310  (see above)
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def variant(self) -> int:
        """Return which variant of the catalogue a page shows."""
        status, page = self.get(PAGE)
        assert status == 200
        return number_in(heading(page))

    def workers(self) -> set[int]:
        """Return the workers of the server: those children of it that are like it."""
        own = command_line(self.running.process.pid)
        return {one for one in self.running.workers() if command_line(one) == own}

    def kill_worker(self, worker: int) -> None:
        """Kill a worker and wait until another one serves in its place."""
        before = self.workers()
        begun = self.running.written().count("Booting worker")
        os.kill(worker, signal.SIGKILL)
        until(lambda: worker not in self.workers(), "it does not die")
        until(lambda: len(self.workers()) == len(before), "it is not replaced")
        until(lambda: self.running.written().count("Booting worker") > begun, "none begins")

    def wizard(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of the house."""
        return run_wizard(self.house, arguments)

    def ask_database(self, query: str) -> int:
        """Return the one number that a query gives."""
        with psycopg.connect(plain(self.house.settings.database_url)) as connection:
            row = connection.execute(query.encode()).fetchone()
        assert row is not None
        return int(row[0])


def site_on(house: House, database: PostgresqlServer) -> Site:
    """Return the site of a house, moved to a new database of a server."""
    url = database.url(database.new_database())
    moved = replace(house, settings=replace(house.settings, database_url=url))
    moved.database.unlink()
    return Site(moved, database)


def run_wizard(
    house: House, arguments: Sequence[str], within: Sequence[str] = ()
) -> "subprocess.CompletedProcess[str]":
    """Run a command of a house to its end, `within` another one that starts it."""
    return subprocess.run(
        [*within, *WIZARD, *arguments],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **house.environment()},
        cwd=house.folder,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def heading(page: str) -> str:
    """Return what the heading of a page says; a page that is cut off is a failure."""
    assert page.rstrip().endswith("</html>"), "the page is cut off"
    return page.partition(HEADING)[2].partition(">")[2].partition("</h1>")[0].strip()


def command_line(pid: int) -> bytes:
    """Return how a process was called, b"" if it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
