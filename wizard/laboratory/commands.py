"""`wizard catalogue coverage`: who is served by a catalogue, and what in it cannot be meant."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import click

from wizard import app as application
from wizard.content.folder import read_folder
from wizard.content.load import load_catalogue
from wizard.domain.answers import Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.coverage.survey import survey
from wizard.domain.text import LANGUAGES, Language
from wizard.laboratory import writing
from wizard.settings import Settings
from wizard.web.bare import bare_app
from wizard.web.pages.coverage_words import Speaker

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument(
    "folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--html", "page", type=FILE, help="Write a page with heat maps into this file.")
@click.option(
    "--lang",
    "spoken",
    multiple=True,
    default=["en"],
    show_default=True,
    type=click.Choice(LANGUAGES),
    help="The page's language; give several for one file each (NAME.nl.html, ...).",
)
@click.option("--json", "machine", type=FILE, help="Write everything as JSON into this file.")
@click.option("--most", default=5, show_default=True, help="Thin offers to print per category.")
def coverage(
    folder: Path | None,
    page: Path | None,
    spoken: Sequence[str],
    machine: Path | None,
    most: int,
) -> None:
    """Find what nobody can reach and who finds little, over all answers; exit 1 on a fault."""
    settings, day = Settings.from_environment(), application.today()
    catalogue = _load(folder or settings.catalogue)
    found = survey(catalogue, day, _progress)
    app = bare_app()
    for line in writing.report(app, found, catalogue, most):
        click.echo(line)
    if page is not None:
        for language in cast(Sequence[Language], spoken):
            file = page.with_suffix(f".{language}{page.suffix}") if len(spoken) > 1 else page
            speaker = Speaker(catalogue, language, settings.public_url)
            file.write_text(writing.html(app, found, speaker, day), encoding="utf-8")
    if machine is not None:
        machine.write_text(writing.data(found, catalogue, day), encoding="utf-8")
    if found.faults:
        sys.exit(1)


def _load(folder: Path) -> Catalogue:
    loaded = load_catalogue(read_folder(folder), personas=False)
    if loaded.catalogue is None:
        raise click.ClickException("the catalogue has errors; run `wizard catalogue check`")
    return loaded.catalogue


def _progress(visitors: Sequence[Answers]) -> Iterator[Answers]:
    """Pass the visitors on, and show on the error output how far it is."""
    with click.progressbar(visitors, label="Trying the ranking", file=sys.stderr) as bar:
        yield from bar
