"""`wizard bench web`: what pages cost beside Flask's hello world and beside a page of their size."""

import tempfile
from pathlib import Path
from statistics import median

import click

from wizard.bench import web_server
from wizard.bench.addresses import ANSWERS, PAGES
from wizard.bench.load import Measured, NoToolError, paced, saturate
from wizard.bench.servers import Running, environment_for, prepare, read, server


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
        environment = environment_for(Path(folder), workers)
        try:
            prepare(environment)
            with (
                server(web_server.SITE, environment) as site,
                server(web_server.HELLO, environment) as hello,
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
        size = len(read(site.base + path)[0])
        here = folder / name.replace(" ", "-")
        here.mkdir()
        (here / web_server.TEMPLATE).write_text(web_server.template_of(size), encoding="utf-8")
        with server(f"{web_server.SAME_SIZE}:{here}", environment) as plain:
            ours, base, other = _in_turns(
                ((site, path, ()), (hello, "/", ()), (plain, "/", ())), how
            )
        click.echo(
            f"{name:26} {size:7} {ours.per_second:7.0f} {ours.slow:7.1f}"
            f" {_ratio(ours, base):>12} {_ratio(ours, other):>12}"
        )
    for name, path in PAGES[:2]:
        tag = read(site.base + path)[1]
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
        for runs, (asked_of, path, headers) in zip(found, asked, strict=True):
            runs.append(
                saturate(
                    asked_of.base + path,
                    asked_of.workers,
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
            read(f"{site.base}/{language}/results?{ANSWERS}")
            read(f"{site.base}/{language}/search?q=microcredit")
    return f"memory of a worker: {site.memory()}"
