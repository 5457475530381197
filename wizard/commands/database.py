"""The database that a command works on, and `wizard database`: its tables and its state."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from wizard.application.ports_accounts import DatabaseAwayError
from wizard.settings import Settings
from wizard.store import away
from wizard.store.editions import DatabaseEditions
from wizard.store.engine import Engine
from wizard.store.migrate import DatabaseNewerError, migrate, newest_revision, revision


@contextmanager
def open_database(*, upgrade: bool = True) -> Iterator[tuple[Settings, Engine]]:
    """Return the settings and their database, brought to the newest schema before.

    Without `upgrade` its tables are left as they are. Raises `ClickException` with what to do
    if a setting has no sense, if a folder or file cannot be used, or if the database cannot
    be reached, now or within the block.
    """
    try:
        settings = Settings.from_environment()
        if upgrade:
            settings.make_folder()
        engine = away.open_told(settings.database_url)
    except (OSError, ValueError, DatabaseAwayError) as error:
        raise click.ClickException(str(error)) from error
    try:
        if upgrade:
            migrate(engine)
        yield settings, engine
    except DatabaseNewerError as error:
        raise click.ClickException(f"the database cannot be used: {error}") from error
    except DatabaseAwayError as error:
        raise click.ClickException(
            f"the database cannot be reached ({error}); look at WIZARD_DATABASE_URL and WIZARD_DATA"
        ) from error
    finally:
        engine.dispose()


@contextmanager
def existing_database() -> Iterator[tuple[Settings, Engine]]:
    """Return the settings and their database as it is; an SQLite file is not made by looking.

    Raises `ClickException` as `open_database` does, and if there is no such file.
    """
    with open_database(upgrade=False) as (settings, engine):
        file = engine.url.database
        if engine.dialect.name == "sqlite" and file and not Path(file).exists():
            raise click.ClickException(
                f"there is no database yet at {file}; `wizard database upgrade` makes it"
            )
        yield settings, engine


@click.group()
def database() -> None:
    """Bring the tables of the database up to date, and look whether it can be used.

    Which database it is, WIZARD_DATABASE_URL says: «postgresql://user@host:5432/name», with
    the password in the file that WIZARD_DATABASE_PASSWORD_FILE names, or
    «sqlite:////path/of/a/file». Without it, it is an SQLite file in the folder WIZARD_DATA.
    """


@database.command("upgrade")
def upgrade_tables() -> None:
    """Make the tables, or bring those of an older version up to date.

    All steps are made in one transaction, or none. It may be started on several machines at
    once: they wait for each other. `wizard run` does the same before it serves. Make a backup
    before a new version does it: there is no way back but `wizard restore`.
    """
    with open_database(upgrade=False) as (settings, engine):
        try:
            settings.make_folder()
        except OSError as error:
            raise click.ClickException(str(error)) from error
        done = migrate(engine)
    if done.before == done.after:
        click.echo(f"The tables are up to date (revision {done.after}).")
    else:
        click.echo(f"The tables went from {_named(done.before)} to revision {done.after}.")


@database.command("check")
def check_database() -> None:
    """Say whether the database can be reached, its revision, and its newest edition.

    Changes nothing. Ends with 0 if it can be used as it is, and with 1 if it cannot be
    reached, has no tables, or has those of another version of the program.
    """
    with existing_database() as (_, engine):
        found, wanted = revision(engine), newest_revision()
        click.echo(f"reachable: {engine.dialect.name}, {_named(found)} of {wanted}")
        if found != wanted:
            click.echo("run `wizard database upgrade` first")
            sys.exit(1)
        newest = DatabaseEditions(engine).newest()
    if newest is None:
        click.echo("nothing was published yet")
    else:
        click.echo(f"newest edition: {newest[0]} ({newest[1][:12]})")


def _named(found: str) -> str:
    return f"revision {found}" if found else "no tables"
