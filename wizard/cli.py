"""The commands: `wizard run`, `wizard catalogue ...`, `wizard translations ...`."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from wizard import app as application
from wizard import resources
from wizard.application.ports_accounts import DatabaseAwayError
from wizard.application.publish import Publication
from wizard.bench.commands import bench
from wizard.bench.desk_speed import desk
from wizard.bench.listening import listen
from wizard.bench.match_speed import match_speed
from wizard.bench.mixed_load import mixed_load
from wizard.bench.search_speed import speed
from wizard.bench.searching import search
from wizard.bench.web_speed import web_speed
from wizard.commands import post as post_commands
from wizard.commands.backup import backup, restore
from wizard.commands.counts import counts
from wizard.commands.database import database
from wizard.commands.desks import desks
from wizard.commands.index import index
from wizard.commands.keeping import tidy
from wizard.commands.referrals import referrals
from wizard.commands.staff import staff
from wizard.content import readability
from wizard.content.folder import read_folder, write_folder
from wizard.content.gather import SourcesMissingError, gather, to_json
from wizard.content.keys import LANGUAGES
from wizard.content.load import Loaded, load_catalogue
from wizard.content.passages import check_sources
from wizard.content.record import EVIDENCE
from wizard.content.reference import field_reference, json_schemas
from wizard.laboratory.commands import coverage
from wizard.settings import Settings, SettingsError
from wizard.settings.exposed import exposed
from wizard.web import catalogs

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


class Commands(click.Group):
    """All commands; a setting that cannot be used is said in one line."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except SettingsError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands)
@click.version_option(package_name="parcours")
def main() -> None:
    """Parcours: the journey wizard for entrepreneurs."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", type=click.IntRange(1, 64), help="Processes.  [WIZARD_WORKERS, else 2]")
@click.option("--threads", type=click.IntRange(1, 64), help="In each.  [WIZARD_THREADS, else 4]")
@click.option("--post/--no-post", default=True, help="Send mails and text messages too.")
@click.option("--publish/--no-publish", "publishing", default=True, help="The catalogue, at start.")
def run(
    host: str, port: int, workers: int | None, threads: int | None, post: bool, publishing: bool
) -> None:
    """Serve the whole site: publish the catalogue, build the index, listen, send mail.

    With several servers each starts with --no-publish: a restart of one that has an older
    catalogue folder would put that in force for all.

    SIGHUP renews the workers one for one without a failed request, SIGTERM stops after the
    requests in hand.
    """
    from wizard.serving.server import serve_afresh  # noqa: PLC0415  (gunicorn: for this command only)

    settings = post_commands.checked_settings()
    serving = settings.serving
    serving = replace(
        serving, workers=workers or serving.workers, threads=threads or serving.threads
    )
    edition = _edition_to_serve(settings, publishing=publishing)
    click.echo(f"Parcours on http://{host}:{port}/ (edition {edition})")
    serve_afresh(host, port, replace(settings, serving=serving), post=post)


main.add_command(bench)
main.add_command(search)
search.add_command(listen)
search.add_command(index)
main.add_command(staff)
main.add_command(database)
main.add_command(backup)
main.add_command(restore)
main.add_command(desks)
main.add_command(tidy)
main.add_command(post_commands.post)
main.add_command(referrals)
main.add_command(counts)
bench.add_command(speed)
bench.add_command(match_speed)
bench.add_command(web_speed)
bench.add_command(mixed_load)
bench.add_command(desk)


@main.group()
def catalogue() -> None:
    """Check, publish and explain the catalogue."""


catalogue.add_command(coverage)


@catalogue.command()
@click.argument("folder", required=False, type=FOLDER)
@click.option(
    "--warnings/--no-warnings", help="Print each text that reads hard, with its sentence."
)
def check(folder: Path | None, warnings: bool) -> None:
    """Report every problem, and how many texts read easily; exit 1 if there is an error."""
    loaded = _load(folder)
    sources = check_sources(loaded.records, folder or Settings.from_environment().catalogue)
    readings = readability.read_all(loaded.records)
    hard = list(readability.warnings(readings))
    for problem in (*loaded.problems, *sources, *(hard if warnings else ())):
        click.echo(str(problem))
    for language in LANGUAGES:
        click.echo(readability.share(readings, language))
    if hard and not warnings:
        click.echo(f"{len(hard)} sentences to make easier; see them with --warnings")
    services, scenarios = len(loaded.records.services), len(loaded.records.scenarios)
    errors = len(loaded.errors) + sum(one.weight == "error" for one in sources)
    click.echo(f"{services} services, {scenarios} scenarios, {errors} errors")
    if errors:
        sys.exit(1)


@catalogue.command()
@click.argument("folder", required=False, type=FOLDER)
@click.option("--documents", required=True, type=FOLDER, help="The documents, a text file each.")
@click.option("--research", required=True, type=FOLDER, help="The notes on public pages.")
def passages(folder: Path | None, documents: Path, research: Path) -> None:
    """Write what the cited passages and pages state (evidence.json), then hold the texts to it."""
    place = folder or Settings.from_environment().catalogue
    records = _load(folder).records
    try:
        evidence = gather(records, documents, research)
    except SourcesMissingError as error:
        raise click.ClickException(str(error)) from error
    (place / EVIDENCE).write_text(to_json(evidence), encoding="utf-8")
    found = check_sources(records, place)
    for problem in found:
        click.echo(str(problem))
    click.echo(
        f"{len(evidence.passages)} passages, {len(evidence.pages)} pages, {len(found)} problems"
    )
    if found:
        sys.exit(1)


@catalogue.command()
@click.argument("folder", required=False, type=FOLDER)
def publish(folder: Path | None) -> None:
    """Check the catalogue and store it as the next edition."""
    settings = Settings.from_environment()
    done = _prepare(replace(settings, catalogue=folder or settings.catalogue))
    for error in done.errors:
        click.echo(str(error), err=True)
    if done.errors or done.edition is None:
        raise click.ClickException("not published; the edition in force stays")
    number = done.edition.number
    click.echo(
        f"Edition {number} published." if done.changed else f"Edition {number} has this already."
    )


@catalogue.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export(folder: Path) -> None:
    """Write the files of the edition in force into FOLDER, which must be empty or new."""
    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty; give a new folder")
    edition = application.edition_in_force(Settings.from_environment())
    write_folder(edition.files, folder)
    click.echo(f"Edition {edition.number}: {len(edition.files)} files in {folder}")


@catalogue.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def schema(folder: Path) -> None:
    """Write the JSON Schemas for editors into FOLDER."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in json_schemas().items():
        (folder / f"{name}.schema.json").write_text(text, encoding="utf-8")
        click.echo(str(folder / f"{name}.schema.json"))


@catalogue.command()
def fields() -> None:
    """Print what every field of a service file means."""
    click.echo(field_reference())


@main.group()
def translations() -> None:
    """Keep the frame's words (translations/) in step with code and templates."""


@translations.command("update")
def update_translations() -> None:
    """Gather the messages and merge them into the .po files of a checkout."""
    catalogs.update(resources.folder("translations").parent)


@translations.command("compile")
def compile_translations() -> None:
    """Write the .mo files of a checkout."""
    catalogs.compile_all(resources.folder("translations"))


@translations.command("check")
def check_translations() -> None:
    """Report every message that is missing or wrong; exit 1 if there is one."""
    found = catalogs.problems(resources.folder("translations").parent)
    for line in found:
        click.echo(line)
    click.echo(f"{len(found)} problems")
    if found:
        sys.exit(1)


def _edition_to_serve(settings: Settings, *, publishing: bool) -> int:
    for sentence in exposed(settings):
        click.echo(f"WARNING: {sentence}", err=True)
    try:
        publication = application.prepare(settings, publishing=publishing)
    except (OSError, DatabaseAwayError) as why:
        return _edition_known_last(settings, why)
    for error in publication.errors:
        click.echo(str(error), err=True)
    if publication.edition is None:
        what = "mend the lines above" if publishing else "run `wizard catalogue publish`"
        raise click.ClickException(f"nothing to serve: {what} and start again")
    number = publication.edition.number
    if publication.errors:
        click.echo(f"The catalogue was NOT published; edition {number} stays in force.", err=True)
    return number


def _edition_known_last(settings: Settings, why: OSError | DatabaseAwayError) -> int:
    number = application.edition_known_last(settings, why)
    if number is None:
        raise _unprepared(why) from why
    click.echo(
        f"WARNING: the site cannot be prepared ({why}): nothing is published or brought up to"
        f" date, and edition {number} is served, as known last",
        err=True,
    )
    return number


def _prepare(settings: Settings) -> Publication:
    try:
        return application.prepare(settings)
    except (OSError, DatabaseAwayError) as error:
        raise _unprepared(error) from error


def _unprepared(why: Exception) -> click.ClickException:
    return click.ClickException(
        f"the site cannot be prepared ({why}); look at WIZARD_DATA, at"
        " WIZARD_DATABASE_URL, and whether the disk is full or may only be read"
    )


def _load(folder: Path | None) -> Loaded:
    try:
        files = read_folder(folder or Settings.from_environment().catalogue)
    except FileNotFoundError as error:
        raise click.ClickException(str(error)) from error
    return load_catalogue(files)
