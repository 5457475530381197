"""`wizard tidy`: housekeeping from the command line."""

import click

from wizard.application.housekeeping import tidy as do_chores
from wizard.application.ports_accounts import DatabaseAwayError
from wizard.settings import Settings
from wizard.staffing import chores, now, open_office
from wizard.store import away
from wizard.store.migrate import migrate


@click.command()
def tidy() -> None:
    """Remove what was kept long enough: notes, drafts, references, contact data.

    The process that sends mails does the same once a day.
    """
    try:
        settings = Settings.from_environment()
        settings.data.mkdir(parents=True, exist_ok=True)
        engine = away.open_told(settings.database_url)
    except (OSError, ValueError, DatabaseAwayError) as error:
        raise click.ClickException(str(error)) from error
    try:
        migrate(engine)
        for done in do_chores(chores(open_office(settings)), now()):
            click.echo(f"{done.count} {done.words}")
    except DatabaseAwayError as error:
        raise click.ClickException(
            f"the database cannot be reached ({error}); look at WIZARD_DATABASE_URL and WIZARD_DATA"
        ) from error
    except ExceptionGroup as group:
        raise click.ClickException("; ".join(map(str, group.exceptions))) from group
    finally:
        engine.dispose()
