"""`wizard referrals ...`: what is to be done about referrals from the command line."""

import click

from wizard.application.ports_accounts import DatabaseAwayError
from wizard.settings import Settings
from wizard.staffing import now, open_office
from wizard.store import away
from wizard.store.migrate import migrate


@click.group()
def referrals() -> None:
    """Follow up referrals to partners."""


@referrals.command()
def remind() -> None:
    """Send the reminders that are due, and close what stays without answer.

    The process that sends mails does the same once a day; doing it twice sends nothing twice.
    """
    try:
        settings = Settings.from_environment()
        settings.data.mkdir(parents=True, exist_ok=True)
        engine = away.open_told(settings.database_url)
        try:
            migrate(engine)
        finally:
            engine.dispose()
        done = open_office(settings).remind(now())
    except (OSError, ValueError, RuntimeError, DatabaseAwayError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{done.reminders} reminders, {done.given_up} closed without answer")
    if done.without_address:
        click.echo(
            f"{done.without_address} have an address that no key opens; look at"
            " WIZARD_SEALING_KEY_FILE",
            err=True,
        )
