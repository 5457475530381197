"""`wizard referrals ...`: what is to be done about referrals from the command line."""

import click

from wizard.commands.database import open_database
from wizard.staffing import now, open_office


@click.group()
def referrals() -> None:
    """Follow up referrals to partners."""


@referrals.command()
def remind() -> None:
    """Send the reminders that are due, and close what stays without answer.

    The process that sends mails does the same once a day; doing it twice sends nothing twice.
    """
    with open_database() as (settings, engine):
        try:
            done = open_office(settings, engine).remind(now())
        except (OSError, ValueError, RuntimeError) as error:
            raise click.ClickException(str(error)) from error
    click.echo(f"{done.reminders} reminders, {done.given_up} closed without answer")
    if done.without_address:
        click.echo(
            f"{done.without_address} have an address that no key opens; look at"
            " WIZARD_SEALING_KEY_FILE",
            err=True,
        )
