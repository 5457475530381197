"""`wizard search listen`: how well the notes of calls are understood, on judged notes."""

import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

import click

from wizard.content.folder import read_folder
from wizard.content.load import load_catalogue
from wizard.content.reader import CALL_NOTES, read_records
from wizard.content.schema_calls import CallNote
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES
from wizard.search import Search, ensure_index
from wizard.search.listening_evaluation import Heeded, JudgedNote, run, tally
from wizard.settings import Settings

TOML = click.Path(exists=True, dir_okay=False, path_type=Path)
PARTS = {"all": ("tune", "held-out", "later"), "held out": ("held-out",), "later": ("later",)}
"""The columns of the table: which notes each counts."""
REPEATS = 5
"""Each note is timed so often; the quickest counts, because the machine does other things."""

Belongs = Callable[[Heeded], bool]


@click.command()
@click.argument("file", required=False, type=TOML)
@click.option(
    "--misses", is_flag=True, help="List what is wrong or missed (not of held-out notes)."
)
def listen(file: Path | None, misses: bool) -> None:
    """Propose answers for judged notes (of FILE, else of catalogue/call-notes.toml).

    Prints precision and recall of the proposals, in all, by language and by question, for
    all notes, for those that were held out while the rules were written, and for those that
    were written later; then the time for a note.
    """
    catalogue, own_notes = _shipped()
    notes = [judged(one) for one in (_read(file) if file else own_notes)]
    if not notes:
        raise click.ClickException(f"there is no judged note; write catalogue/{CALL_NOTES}")
    with tempfile.TemporaryDirectory() as folder:
        search = ensure_index(catalogue, Path(folder))
    outcomes = run(notes, search.propose)
    _table(outcomes, [one.key for one in catalogue.journey.questions])
    _times(notes, search)
    if misses:
        _misses(one for one in outcomes if one.note.part != "held-out")


def judged(note: CallNote) -> JudgedNote:
    """Return a note of the file as the evaluation takes it."""

    def facets(answers: dict[str, list[str]]) -> frozenset[tuple[str, str]]:
        return frozenset((question, one) for question, chosen in answers.items() for one in chosen)

    return JudgedNote(
        note.id,
        note.text,
        note.language,
        note.mixed,
        note.part,
        facets(note.answers),
        facets(note.also),
    )


def _shipped() -> tuple[Catalogue, list[CallNote]]:
    loaded = load_catalogue(read_folder(Settings.from_environment().catalogue), personas=False)
    if loaded.catalogue is None:
        raise click.ClickException("the catalogue has errors; run `wizard catalogue check`")
    return loaded.catalogue, loaded.records.call_notes


def _read(file: Path) -> list[CallNote]:
    records, problems = read_records({CALL_NOTES: file.read_text("utf-8", errors="replace")})
    wrong = [str(one) for one in problems if one.file == CALL_NOTES]
    if wrong:
        raise click.ClickException("\n".join([f"{file} cannot be read:", *wrong]))
    return records.call_notes


def _table(outcomes: Sequence[Heeded], questions: Iterable[str]) -> None:
    click.echo(f"{'':12}" + "".join(f"{name:^26}" for name in PARTS))
    click.echo(f"{'':12}" + f"{'notes  precision  recall':>26}" * len(PARTS))
    rows: list[tuple[str, Belongs, str]] = [("all", lambda _: True, "")]
    rows += [(language, _of_language(language), "") for language in LANGUAGES]
    rows += [("mixed", lambda one: one.note.mixed, "")]
    rows += [(question, lambda _: True, question) for question in questions]
    for name, belongs, question in rows:
        chosen = [one for one in outcomes if belongs(one)]
        cells = (_cell(chosen, parts, question) for parts in PARTS.values())
        click.echo(f"{name:12}" + "".join(cells))


def _of_language(language: str) -> Belongs:
    return lambda one: one.note.language == language and not one.note.mixed


def _cell(outcomes: Iterable[Heeded], parts: Sequence[str], question: str) -> str:
    chosen = [one for one in outcomes if one.note.part in parts]
    if not chosen:
        return f"{'':26}"
    counts = tally(chosen, question)
    return f"{len(chosen):>7}{counts.precision:>11.3f}{counts.recall:>8.3f}"


def _times(notes: Sequence[JudgedNote], search: Search) -> None:
    taken = [min(_time(one, search) for _ in range(REPEATS)) for one in notes]
    tail = quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
    click.echo(f"milliseconds a note: median {median(taken):.1f}, 95th percentile {tail:.1f}")


def _time(note: JudgedNote, search: Search) -> float:
    start = perf_counter()
    search.propose(note.text, note.language)
    return (perf_counter() - start) * 1000


def _misses(outcomes: Iterable[Heeded]) -> None:
    for one in outcomes:
        if one.wrong or one.missed:
            click.echo(f"{one.note.key} «{one.note.text}»")
        for proposal in one.proposals:
            if (proposal.question, proposal.option) in one.wrong:
                click.echo(f"    wrong  {proposal.question}={proposal.option} «{proposal.said}»")
        for question, option in sorted(one.missed):
            click.echo(f"    missed {question}={option}")
