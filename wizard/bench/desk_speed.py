"""`wizard bench desk`: how long the server takes for one update of the adviser desk."""

import random
import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import click
from flask import Flask
from flask.testing import FlaskClient

from wizard import app as application
from wizard.content.folder import read_folder
from wizard.content.load import load_catalogue
from wizard.content.reader import Records
from wizard.settings import Settings
from wizard.store.engine import sqlite_url
from wizard.web.site import EXTENSION
from wizard.web.staff.office import Office

NAME, PASSWORD = "bench", "only for this measure"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
WORDS_PER_STEP = 3
"""Somebody who types fast is through so many words when the desk asks again."""


@click.command("desk")
@click.option("--seed", default=1, show_default=True, help="Draws the services that are opened.")
@click.option("--rounds", default=2, show_default=True, help="How often every call is played.")
def desk(seed: int, rounds: int) -> None:
    """Time of one update of the desk, over the calls of all personas and call notes."""
    settings = Settings.from_environment()
    records = load_catalogue(read_folder(settings.catalogue)).records
    with tempfile.TemporaryDirectory() as folder:
        app = _app(
            replace(settings, data=Path(folder), database_url=sqlite_url(Path(folder) / "b.db"))
        )
        client = _signed_in(app)
        updates = list(_updates(records, random.Random(seed)))  # noqa: S311  (a benchmark, no secret)
        _play(client, updates[:50])
        times = sorted(t for _ in range(rounds) for t in _play(client, updates))
        empty = statistics.median(_play(_hello(), [""] * 300))
    click.echo(
        f"{len(updates)} updates of {len(records.services)} services, {rounds} rounds, seed {seed}"
    )
    median, high = statistics.median(times), times[int(len(times) * 0.95)]
    click.echo(f"median {median:.1f} ms, p95 {high:.1f} ms, slowest {times[-1]:.1f} ms")
    click.echo(f"an empty Flask page in the same run: {empty:.2f} ms; ratio {median / empty:.0f}")


def _app(settings: Settings) -> Flask:
    for error in application.prepare(settings).errors:
        raise click.ClickException(f"{error}; run `wizard catalogue check`")
    return application.settled(application.create_app(settings))


def _signed_in(app: Flask) -> FlaskClient:
    """Return a browser in which an adviser is signed in."""
    office: Office | None = app.extensions[EXTENSION].office
    if office is None:
        raise click.ClickException("this site has no staff area to measure")
    office.accounts.add(NAME, "adviser", "fr", office.passwords.hash(PASSWORD), office.now())
    client = app.test_client()
    form = TOKEN.search(client.get("/staff/sign-in").text)
    values = {"name": NAME, "password": PASSWORD, "csrf_token": form[1] if form else ""}
    if client.post("/staff/sign-in", data=values).status_code != 303:
        raise click.ClickException("signing in does not work; mend that before measuring")
    return client


def _updates(records: Records, chance: random.Random) -> Iterator[str]:
    """Yield the address of each update: answer by answer, and while notes are typed."""
    keys = sorted(records.services)
    for scenario in records.scenarios.values():
        given: list[tuple[str, str]] = []
        for question, options in scenario.answers.items():
            given += [(question, option) for option in options]
            extra = [("show", chance.choice(keys))] if len(given) > 1 else []
            yield _address([*given, *extra])
    for note in records.call_notes:
        words = note.text.split()
        for end in range(WORDS_PER_STEP, len(words) + WORDS_PER_STEP, WORDS_PER_STEP):
            yield _address([("q", " ".join(words[:end])), ("caller", note.language)])


def _address(pairs: list[tuple[str, str]]) -> str:
    return f"/staff/desk/board?{urlencode(pairs)}"


def _hello() -> FlaskClient:
    hello = Flask("hello")
    hello.add_url_rule("/", "hello", lambda: "Hello, world")
    return hello.test_client()


def _play(client: FlaskClient, addresses: list[str]) -> list[float]:
    """Return the milliseconds of each request, one after the other."""
    times = []
    for address in addresses:
        began = time.perf_counter()
        status = client.get(address or "/").status_code
        times.append(1000 * (time.perf_counter() - began))
        if status != 200:
            raise click.ClickException(f"{address} answers {status}; mend that before measuring")
    return times
