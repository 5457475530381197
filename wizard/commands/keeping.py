"""`wizard tidy`: housekeeping from the command line."""

import click

from wizard.application.housekeeping import tidy as do_chores
from wizard.commands.database import open_database
from wizard.staffing import chores, now, open_office


@click.command()
def tidy() -> None:
    """Remove what was kept long enough: notes, drafts, references, contact data.

    The process that sends mails does the same once a day.
    """
    with open_database() as (settings, engine):
        try:
            for done in do_chores(chores(open_office(settings, engine)), now()):
                click.echo(f"{done.count} {done.words}")
        except (OSError, ValueError) as error:
            raise click.ClickException(str(error)) from error
        except ExceptionGroup as group:
            raise click.ClickException("; ".join(map(str, group.exceptions))) from group
