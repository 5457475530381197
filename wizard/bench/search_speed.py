"""`wizard bench search`: latency and size at growing catalogues, beside SQLite FTS5."""

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from wizard.bench.searching import shipped
from wizard.bench.synthetic import grown
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language
from wizard.search import Search, build_index, open_index
from wizard.search.baseline import Baseline

SIZES = "309,1000,10000,100000"
OPERATORS: tuple[str, ...] = (
    '"',
    "*",
    "?",
    "~",
    "^",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "+",
    "-",
    "&&",
    "||",
    "AND",
    "OR",
)
OPERATORS += (
    "NOT",
    "NEAR",
    "TO",
    ":",
    "\\",
    "/",
    "'",
    "’",
    ".",
    "..",
    "<",
    ">",
    "=",
    "!",
    "%",
    "_",
    "$",
)
HOSTILE = 3000

Query = tuple[str, Language]


@click.command("search")
@click.option("--sizes", default=SIZES, show_default=True, help="Numbers of services, by commas.")
@click.option("--rounds", default=3, show_default=True, help="Times each query is run.")
@click.option("--seed", default=1, show_default=True)
@click.option(
    "--naughty",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of hostile strings, one a line, e.g. the Big List of Naughty Strings.",
)
def speed(sizes: str, rounds: int, seed: int, naughty: Path | None) -> None:
    """Search: median, 95th percentile and size at several sizes, beside FTS5 in the same run.

    The queries are the judged ones of catalogue/searches.toml: typing errors, phrases,
    other languages and begun words included. Then hostile texts at the shipped size.
    """
    catalogue, judged = shipped()
    queries: list[Query] = [(one.text, one.language) for one in judged]
    if not queries:
        raise click.ClickException("there is no query; write catalogue/searches.toml")
    click.echo(f"{len(queries)} queries, {rounds} rounds, seed {seed}; milliseconds")
    click.echo(
        f"{'services':>9} {'median':>8} {'p95':>8} {'max':>8} {'index':>9} {'build':>8} {'load':>7}"
        f" | {'FTS5 median':>11} {'p95':>8} {'size':>9} | {'ratio':>6}"
    )
    for size in _numbers(sizes):
        _line(grown(catalogue, size, seed), queries, rounds)
    with tempfile.TemporaryDirectory() as folder:
        search, _, _ = _built(catalogue, Path(folder))
        for text, page in queries:
            search.search(text, page, limit=10)
        _hostile(search, seed, naughty)


def _numbers(sizes: str) -> list[int]:
    try:
        return [int(one) for one in sizes.split(",")]
    except ValueError as error:
        raise click.ClickException(f"{sizes!r} is no list of numbers like {SIZES}") from error


def _line(catalogue: Catalogue, queries: Sequence[Query], rounds: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        search, build, load = _built(catalogue, folder)
        weight = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        own = _times(lambda text, page: search.search(text, page, limit=10), queries, rounds)
    baseline = Baseline(catalogue)
    other = _times(lambda text, _: baseline.search(text, 10), queries, rounds)
    middle, his = statistics.median(own), statistics.median(other)
    click.echo(
        f"{len(catalogue.services):>9} {middle:8.3f} {_p95(own):8.3f} {max(own):8.3f}"
        f" {weight / 1e6:6.1f} MB {build:6.1f} s {load:5.1f} s"
        f" | {his:11.3f} {_p95(other):8.3f} {baseline.size() / 1e6:6.1f} MB | {middle / his:6.2f}"
    )


def _built(catalogue: Catalogue, folder: Path) -> tuple[Search, float, float]:
    """Return the search with the seconds that its index took to build and to open."""
    began = time.perf_counter()
    build_index(catalogue, folder)
    built = time.perf_counter()
    search = open_index(folder, catalogue)
    return search, built - began, time.perf_counter() - built


def _times(
    search: Callable[[str, Language], object], queries: Sequence[Query], rounds: int
) -> list[float]:
    """Return the milliseconds of each query in each round, after one round to warm up."""
    times = []
    for number in range(rounds + 1):
        for text, page in queries:
            began = time.perf_counter()
            search(text, page)
            if number:
                times.append((time.perf_counter() - began) * 1000)
    return times


def _p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _hostile(search: Search, seed: int, naughty: Path | None) -> None:
    """Time texts that break query parsers; each is new to the search, so nothing is remembered."""
    texts = operator_strings(seed)
    if naughty:
        texts += naughty.read_text("utf-8", errors="replace").splitlines()
    slowest = (0.0, "")
    for number, text in enumerate(texts):
        began = time.perf_counter()
        search.search(text, LANGUAGES[number % len(LANGUAGES)], limit=10)
        slowest = max(slowest, ((time.perf_counter() - began) * 1000, text))
    click.echo(f"{len(texts)} hostile texts: no exception, slowest {slowest[0]:.1f} ms")
    click.echo(f"  {slowest[1][:80]!r}")


def operator_strings(seed: int, number: int = HOSTILE) -> list[str]:
    """Return random texts of query operators and letters; the same seed gives the same ones."""
    chance = random.Random(seed)  # noqa: S311  (a benchmark, no secret)
    letters = "aeiostnrxq"
    pieces = [*OPERATORS, *letters, *(letter * 30 for letter in letters)]
    return [
        chance.choice(("", " ")).join(chance.choices(pieces, k=chance.randint(1, 60)))
        for _ in range(number)
    ]
