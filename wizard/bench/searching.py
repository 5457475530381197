"""`wizard search evaluate`: the search on judged queries, beside a plain full-text engine."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from wizard.content.folder import read_folder
from wizard.content.load import load_catalogue
from wizard.content.reader import read_records
from wizard.content.schema_words import JudgedQuery
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language
from wizard.search import ensure_index
from wizard.search.baseline import Baseline
from wizard.search.evaluation import Judged, Outcome, run, score
from wizard.settings import Settings

SEARCHES = "searches.toml"
TOML = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def search() -> None:
    """Measure the search."""


@search.command()
@click.argument("file", required=False, type=TOML)
@click.option("--misses", is_flag=True, help="List the queries that miss, with what was found.")
def evaluate(file: Path | None, misses: bool) -> None:
    """Run judged queries (of FILE, else of catalogue/searches.toml) on the shipped catalogue.

    Prints success@3, nDCG@10 and honesty (nothing found where nothing answers, something
    where something does) by kind and by language, beside SQLite FTS5 with the same texts.
    """
    catalogue, own_queries = shipped()
    queries = [_judged(one) for one in (_read(file) if file else own_queries)]
    if not queries:
        raise click.ClickException("there is no judged query; write catalogue/searches.toml")
    with tempfile.TemporaryDirectory() as folder:
        words = ensure_index(catalogue, Path(folder))
    baseline = Baseline(catalogue)

    def ours(text: str, language: Language) -> Sequence[str]:
        return [hit.service for hit in words.search(text, language, limit=10).hits]

    own = run(queries, ours)
    other = run(queries, lambda text, _: baseline.search(text))
    _table(own, other)
    if misses:
        _misses(own)


def shipped() -> tuple[Catalogue, list[JudgedQuery]]:
    """Return the catalogue of the settings with its judged queries.

    Raises `click.ClickException` with what to do if the catalogue has errors.
    """
    loaded = load_catalogue(read_folder(Settings.from_environment().catalogue), personas=False)
    if loaded.catalogue is None:
        raise click.ClickException("the catalogue has errors; run `wizard catalogue check`")
    return loaded.catalogue, loaded.records.searches


def _read(file: Path) -> list[JudgedQuery]:
    records, problems = read_records({SEARCHES: file.read_text("utf-8", errors="replace")})
    wrong = [str(one) for one in problems if one.file == SEARCHES]
    if wrong:
        raise click.ClickException("\n".join([f"{file} cannot be read:", *wrong]))
    return records.searches


def _judged(query: JudgedQuery) -> Judged:
    return Judged(
        query.text, query.language, query.kind, frozenset(query.best), frozenset(query.good)
    )


def _table(own: Sequence[Outcome], other: Sequence[Outcome]) -> None:
    click.echo(f"{'':16}{'queries':>8}  {'success@3':^13}  {'nDCG@10':^13}  {'honesty':^13}")
    click.echo(f"{'':16}{'':>8}  {'ours   fts5':^13}  {'ours   fts5':^13}  {'ours   fts5':^13}")
    kinds = dict.fromkeys(one.judged.kind for one in own)
    groups: list[tuple[str, Callable[[Outcome], bool]]] = [("all", lambda _: True)]
    groups += [(language, _of_language(language)) for language in LANGUAGES]
    groups += [(kind, _of_kind(kind)) for kind in kinds]
    for name, belongs in groups:
        ours = score([one for one in own if belongs(one)] or own)
        theirs = score([one for one in other if belongs(one)] or other)
        figures = "  ".join(
            f"{_figure(mine):>6} {_figure(his):>6}"
            for mine, his in (
                (ours.success, theirs.success),
                (ours.ndcg, theirs.ndcg),
                (ours.honesty, theirs.honesty),
            )
        )
        click.echo(f"{name:16}{ours.queries:>8}  {figures}")


def _of_language(language: Language) -> Callable[[Outcome], bool]:
    return lambda one: one.judged.language == language


def _of_kind(kind: str) -> Callable[[Outcome], bool]:
    return lambda one: one.judged.kind == kind


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _misses(outcomes: Sequence[Outcome]) -> None:
    for one in outcomes:
        if not one.success:
            wanted = ", ".join(sorted(one.judged.best)) or "nothing"
            found = ", ".join(one.found[:5]) or "nothing"
            click.echo(f"{one.judged.kind} {one.judged.language} «{one.judged.text}»")
            click.echo(f"    wanted {wanted}\n    found  {found}")
