"""The database that a command works on, and every expected error as one line."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from wizard.application.ports_accounts import DatabaseAwayError
from wizard.settings import Settings
from wizard.store import away
from wizard.store.engine import Engine
from wizard.store.migrate import migrate


@contextmanager
def open_database() -> Iterator[tuple[Settings, Engine]]:
    """Return the settings and their database, brought to the newest schema before.

    Raises `ClickException` with what to do if a setting has no sense, if a folder or file
    cannot be used, or if the database cannot be reached, now or within the block.
    """
    try:
        settings = Settings.from_environment()
        settings.make_folder()
        engine = away.open_told(settings.database_url)
    except (OSError, ValueError, DatabaseAwayError) as error:
        raise click.ClickException(str(error)) from error
    try:
        migrate(engine)
        yield settings, engine
    except DatabaseAwayError as error:
        raise click.ClickException(
            f"the database cannot be reached ({error}); look at WIZARD_DATABASE_URL and WIZARD_DATA"
        ) from error
    finally:
        engine.dispose()
