"""`wizard bench ...`: figures as ratios within one run, on the catalogue as shipped."""

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import click
from flask import Flask

from wizard import app as application
from wizard.bench import questions as asking
from wizard.bench.addresses import PAGES
from wizard.content.folder import read_folder
from wizard.content.load import load_catalogue
from wizard.domain.catalogue import Catalogue
from wizard.settings import Settings
from wizard.store.engine import sqlite_url


@click.group()
def bench() -> None:
    """Measure; every figure is printed with what it is compared with."""


@bench.command()
@click.option("--people", default=200, show_default=True, help="How many people to simulate.")
@click.option("--seed", default=1, show_default=True)
def questions(people: int, seed: int) -> None:
    """Questions until the first steps stand: best next question against the fixed order."""
    catalogue = _shipped()
    crowd = asking.people(catalogue, people, seed)
    click.echo(f"{people} people, seed {seed}, {len(catalogue.current)} services")
    for name, asker in (("fixed order", asking.in_fixed_order), ("best next", asking.best_next)):
        count = asking.measure(catalogue, crowd, asker, application.today())
        click.echo(f"{name:12} {count.summary()}")


@bench.command()
@click.option("--rounds", default=200, show_default=True)
def pages(rounds: int) -> None:
    """Time to build a page in one process, beside an empty Flask page in the same run."""
    with tempfile.TemporaryDirectory() as folder:
        settings = replace(
            Settings.from_environment(),
            data=Path(folder),
            database_url=sqlite_url(Path(folder) / "b.sqlite3"),
        )
        for error in application.prepare(settings).errors:
            raise click.ClickException(f"{error}; run `wizard catalogue check`")
        app = application.create_app(settings)
    hello = Flask("hello")
    hello.add_url_rule("/", "hello", lambda: "Hello, world")
    base = _median(hello, "/", rounds)
    click.echo(f"{'hello world':28} {base * 1000:8.2f} ms")
    for name, address in PAGES:
        median = _median(app, address, rounds)
        click.echo(f"{name:28} {median * 1000:8.2f} ms {median / base:8.1f} x hello world")


def _shipped() -> Catalogue:
    loaded = load_catalogue(read_folder(Settings.from_environment().catalogue))
    if loaded.catalogue is None:
        raise click.ClickException("the catalogue has errors; run `wizard catalogue check`")
    return loaded.catalogue


def _median(app: Flask, address: str, rounds: int) -> float:
    client = app.test_client()
    if client.get(address).status_code != 200:
        raise click.ClickException(f"{address} does not answer 200; mend that before measuring")
    return statistics.median(_timed(lambda: client.get(address)) for _ in range(rounds))


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
