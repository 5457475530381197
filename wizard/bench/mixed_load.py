"""`wizard bench load`: many visitors in three languages while the next edition is published."""

import http.client
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from urllib.parse import urlsplit

import click

from wizard.bench import web_server
from wizard.bench.addresses import IN_LANGUAGES
from wizard.bench.servers import environment_for, prepare, server
from wizard.domain.text import LANGUAGES
from wizard.renewal import MAKE
from wizard.settings import Settings

LINES = 24
"""Connections kept open; a late answer holds up one of them and not the others."""

CHANGED = "services/microstart.toml"
MARK = " (next)"
"""What the next edition puts behind the name of one service, so that a page shows what it holds.
No number: each in a text must be in what its sources say."""

EDITION = re.compile(
    r'<p class="edition">\D*(\d+)'  # the foot of every page
    r'|"edition":\s?(\d+)'  # the API
)


@dataclass(frozen=True, slots=True)
class Heard:
    """One answer: what is wrong with it ("" if nothing), the edition it names, when it came, and
    the milliseconds since it was due (not since it was sent: who is held up waits as well)."""

    fault: str
    edition: int
    at: float
    late: float


@click.command("load")
@click.option(
    "--rate", default=200, show_default=True, type=click.IntRange(1), help="Requests a second."
)
@click.option("--seconds", default=60, show_default=True, type=click.IntRange(10))
@click.option("--workers", default=2, show_default=True, help="Processes of the server.")
@click.option("--seed", default=1, show_default=True, help="For the order of the requests.")
def mixed_load(rate: int, seconds: int, workers: int, seed: int) -> None:
    """A mixed load at a fixed rate, with an edition published on the same machine in the middle.

    Every kind of page, in three languages, is asked for when it is due, however long others
    take. Ends with 1 if an answer was not 200, if a page held words of another edition than the
    one it names, or if the second edition was never seen. Waits are printed for the part before
    the publisher began beside the part after.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = environment_for(Path(folder), workers)
        prepare(environment)
        names = next_edition(Path(folder) / "next")
        with server(web_server.SITE, environment) as site, ThreadPoolExecutor(1) as beside:
            visits = Visits(urlsplit(site.base).port or 0, names)
            began = time.monotonic()
            told = beside.submit(_publish, Path(folder) / "next", environment, seconds / 3)
            heard = visits.at(rate, seconds, seed)
            _report(heard, began, *told.result())
            click.echo(f"memory of a worker at the end: {site.memory()}")


class Visits:
    """Requests that are sent when they are due, over a fixed number of connections."""

    def __init__(self, port: int, names: dict[str, str]) -> None:
        """Visit the server at `port`; `names` are the names of the service that changes."""
        self._port, self._names = port, names
        self._heard: list[Heard] = []
        self._turn = threading.Lock()

    def at(self, rate: int, seconds: int, seed: int) -> list[Heard]:
        """Send `rate` requests a second for `seconds`; returns what was heard."""
        dice = random.Random(seed)  # noqa: S311  (an order of pages, no secret)
        began = time.monotonic()
        due = iter(
            [
                (began + number / rate, dice.choice(LANGUAGES), dice.choice(IN_LANGUAGES))
                for number in range(rate * seconds)
            ]
        )
        lines = [threading.Thread(target=self._line, args=(due,)) for _ in range(LINES)]
        for line in lines:
            line.start()
        for line in lines:
            line.join()
        return self._heard

    def _line(self, due: Iterator[tuple[float, str, str]]) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        while True:
            with self._turn:
                wanted = next(due, None)
            if wanted is None:
                line.close()
                return
            moment, language, path = wanted
            time.sleep(max(0.0, moment - time.monotonic()))
            fault, edition = self._ask(line, language, path.format(language=language))
            now = time.monotonic()
            self._heard.append(Heard(fault, edition, now, (now - moment) * 1000))

    def _ask(self, line: http.client.HTTPConnection, language: str, path: str) -> tuple[str, int]:
        try:
            line.request("GET", path)
            answer = line.getresponse()
            text = answer.read().decode()
        except (http.client.HTTPException, OSError) as error:
            line.close()
            return f"{path}: {error!r}", 0
        if answer.status != 200:
            return f"{path}: {answer.status}", 0
        edition = edition_of(text)
        name = self._names[language]
        mixed = name in text and (name + MARK in text) != (edition > 1)
        return (f"{path}: words of another edition than {edition}" if mixed else ""), edition


def edition_of(text: str) -> int:
    """Return the edition that a page or an answer of the API says it is of, 0 if it says none."""
    found = EDITION.search(text)
    return int(found[1] or found[2]) if found else 0


def next_edition(folder: Path) -> dict[str, str]:
    """Write the shipped catalogue with another name of one service; returns the names it had."""
    shutil.copytree(Settings.from_environment({}).catalogue, folder)
    file = folder / CHANGED
    head, title, rest = file.read_text(encoding="utf-8").partition("[title]\n")
    lines = rest.split("\n", len(LANGUAGES))
    names = dict(re.findall(r'^(\w+) = "(.*)"$', "\n".join(lines[:-1]), re.MULTILINE))
    marked = [line.removesuffix('"') + MARK + '"' for line in lines[:-1]]
    file.write_text(head + title + "\n".join((*marked, lines[-1])), encoding="utf-8")
    return names


def _publish(folder: Path, environment: dict[str, str], after: float) -> tuple[float, float]:
    """Publish a folder after some seconds; returns when that began and ended."""
    time.sleep(after)
    began = time.monotonic()
    command = [sys.executable, "-c", MAKE, "catalogue", "publish"]
    done = subprocess.run(  # noqa: S603  (our own program)
        [*command, str(folder)], env=environment, check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise click.ClickException(f"the next edition was not published: {done.stderr}")
    return began, time.monotonic()


def _report(heard: list[Heard], start: float, began: float, ended: float) -> None:
    """Print what was heard; raises `ClickException` if anything was wrong."""
    editions = Counter(one.edition for one in heard if one.edition)
    click.echo(
        f"{len(heard)} requests; edition 2 published from second {began - start:.0f}"
        f" to {ended - start:.0f}; pages of edition 1: {editions[1]}, of edition 2: {editions[2]}"
    )
    parts = (
        ("before", [one.late for one in heard if one.at < began]),
        ("from then on", [one.late for one in heard if one.at >= began]),
    )
    for name, late in parts:
        marks = quantiles(late, n=100)
        click.echo(
            f"{name:13} median {marks[49]:.0f} ms, 95 % {marks[94]:.0f}, 99 % {marks[98]:.0f}"
        )
    old = max((one.at for one in heard if one.edition == 1), default=ended)
    click.echo(f"edition 1 last answered {old - ended:.1f} s after the publisher ended")
    faults = Counter(one.fault for one in heard if one.fault)
    for fault, number in faults.most_common(10):
        click.echo(f"{number} x {fault}", err=True)
    if faults:
        raise click.ClickException(f"{faults.total()} of {len(heard)} answers were wrong")
    if not editions[2]:
        raise click.ClickException("edition 2 was never seen; give it more --seconds")
    click.echo("every answer 200, every page of one edition")
