"""`wizard search index`: the edition in force is made ready to serve."""

import shutil

import click

from wizard.editions import Shop
from wizard.settings import Settings
from wizard.store import away


@click.command()
@click.option("--anew", is_flag=True, help="Remove what was made before, and make it again.")
def index(anew: bool) -> None:
    """Make the edition in force ready to serve: read it, build its index, put its search together.

    `wizard run` and `wizard catalogue publish` do this by themselves, and so does a server that
    finds its index missing or damaged. Servers that run go on with what they have in memory.
    """
    settings = Settings.from_environment()
    if anew:
        for folder in (settings.index, settings.ready):
            shutil.rmtree(folder, ignore_errors=True)
    engine = away.open_told(settings.database_url)
    try:
        ready = Shop(settings, engine).open()
    except RuntimeError as error:
        raise click.ClickException(str(error)) from error
    finally:
        engine.dispose()
    catalogue = ready.catalogue
    click.echo(f"Edition {catalogue.edition} is ready: {len(catalogue.services)} services")
