"""`wizard bench web`: what pages cost beside Flask's hello world and beside a page of their size."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

import click

from wizard import app as application
from wizard.bench import web_server
from wizard.bench.addresses import ANSWERS, PAGES
from wizard.bench.load import Measured, NoToolError, paced, saturate
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


@click.command("web")
@click.option("--workers", default=2, show_default=True, help="Processes of each server.")
@click.option("--connections", default=16, show_default=True, help="Open at the same time.")
@click.option("--seconds", default=4, show_default=True, help="Of each run.")
@click.option(
    "--rounds", default=3, show_default=True, help="Runs of each, in turns; medians count."
)
def web_speed(workers: int, connections: int, seconds: int, rounds: int) -> None:
    """Requests a second of each kind of page, beside Flask's hello world on the same server.

    «of hello» and «of a page» are ratios of requests a second (1 = as fast), beside hello world
    and beside a Jinja page of the same size without anything to decide; behind them, in
    brackets, the same ratios of processor time, which other work on the machine does not
    move. «304» asks for pages that the client has. No page is kept whole: each is put together
    for its request. Needs wrk and hey.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder), workers)
        try:
            _prepare(environment)
            with (
                _server(web_server.SITE, environment) as site,
                _server(web_server.HELLO, environment) as hello,
            ):
                click.echo(_memory(site))
                _compare(site, hello, Path(folder), environment, (connections, seconds, rounds))
                _one_by_one(site)
        except NoToolError as error:
            raise click.ClickException(str(error)) from error


def _compare(
    site: Running, hello: Running, folder: Path, environment: dict[str, str], how: tuple[int, ...]
) -> None:
    click.echo(
        f"{'':26} {'bytes':>7} {'req/s':>7} {'p99 ms':>7} {'of hello':>12} {'of a page':>12}"
    )
    for name, path in PAGES:
        size = len(_read(site.base + path)[0])
        here = folder / name.replace(" ", "-")
        here.mkdir()
        (here / web_server.TEMPLATE).write_text(web_server.template_of(size), encoding="utf-8")
        with _server(f"{web_server.SAME_SIZE}:{here}", environment) as plain:
            ours, base, other = _in_turns(
                ((site, path, ()), (hello, "/", ()), (plain, "/", ())), how
            )
        click.echo(
            f"{name:26} {size:7} {ours.per_second:7.0f} {ours.slow:7.1f}"
            f" {_ratio(ours, base):>12} {_ratio(ours, other):>12}"
        )
    for name, path in PAGES[:2]:
        tag = _read(site.base + path)[1]
        has = (f"If-None-Match: {tag}",)
        ours, base = _in_turns(((site, path, has), (hello, "/", ())), how)
        click.echo(
            f"{f'304: {name}':26} {0:7} {ours.per_second:7.0f} {ours.slow:7.1f}"
            f" {_ratio(ours, base):>12}"
        )


def _one_by_one(site: Running) -> None:
    """Print how long one visitor waits, and one of a hundred that come each second."""
    for name, path in PAGES[:2]:
        alone = saturate(site.base + path, site.workers, connections=1, seconds=4)
        crowd = paced(site.base + path, a_second=100, seconds=10)
        click.echo(
            f"{name:26} alone p99 {alone.slow:.1f} ms;"
            f" at {crowd.per_second:.0f} a second p95 {crowd.slow:.1f} ms"
        )


Asked = tuple[Running, str, tuple[str, ...]]


def _in_turns(asked: tuple[Asked, ...], how: tuple[int, ...]) -> list[Measured]:
    """Measure each of several in turn, `rounds` times, so that a busy moment hits all of them."""
    connections, seconds, rounds = how
    found: list[list[Measured]] = [[] for _ in asked]
    for _ in range(rounds):
        for runs, (server, path, headers) in zip(found, asked, strict=True):
            runs.append(
                saturate(
                    server.base + path,
                    server.workers,
                    connections=connections,
                    seconds=seconds,
                    headers=headers,
                )
            )
    wrong = sum(run.errors for runs in found for run in runs)
    if wrong:
        raise click.ClickException(f"{wrong} requests failed: mend that before measuring")
    return [_middle(runs) for runs in found]


def _middle(runs: list[Measured]) -> Measured:
    return Measured(
        median(one.per_second for one in runs),
        median(one.slow for one in runs),
        median(one.cpu for one in runs),
        0,
    )


def _ratio(ours: Measured, other: Measured) -> str:
    return f"{ours.per_second / other.per_second:.2f} ({other.cpu / ours.cpu:.2f})"


def _memory(site: Running) -> str:
    """Return how much memory each worker has after a list in each language."""
    for language in ("nl", "fr", "en"):
        for _ in range(4):
            _read(f"{site.base}/{language}/results?{ANSWERS}")
            _read(f"{site.base}/{language}/search?q=microcredit")
    rows = []
    for pid in site.workers:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        sizes = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:]}
        rows.append(
            f"{sizes['Rss'] / 1024:.0f} MB ({sizes['Pss'] / 1024:.0f} with shared pages divided)"
        )
    return f"memory of a worker: {', '.join(rows)}"


def _environment(folder: Path, workers: int) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("WIZARD_")}
    return {
        **ours,
        "WIZARD_DATA": str(folder / "data"),
        "WIZARD_WORKERS": str(workers),
        # All requests come from one address here.
        "WIZARD_LIMITS": "none",
    }


def _prepare(environment: dict[str, str]) -> None:
    data = Path(environment["WIZARD_DATA"])
    settings = replace(
        Settings.from_environment(environment), database_url=sqlite_url(data / "parcours.sqlite3")
    )
    for error in application.prepare(settings).errors:
        raise click.ClickException(f"{error}; run `wizard catalogue check`")


@contextmanager
def _server(what: str, environment: dict[str, str]) -> Iterator[Running]:
    """Run one of the servers that are compared until it is not needed any more."""
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
        _wait(running.base + path, process)
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            _read(url)
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise click.ClickException("a server did not start; try `wizard run` to see why")


def _read(url: str) -> tuple[bytes, str]:
    """Return the body and the ETag of an address of our own server."""
    with urllib.request.urlopen(url) as answer:  # noqa: S310  (http on this machine)
        return answer.read(), answer.headers.get("ETag", "")
