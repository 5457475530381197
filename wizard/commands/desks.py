"""`wizard desk ...`: the partner desks, from the command line."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NoReturn

import click
import tomli_w

from wizard.application.desk_records import RESERVED, remove_desk
from wizard.commands.database import open_database
from wizard.content.desks import DeskRecords
from wizard.content.folder import read_folder
from wizard.content.load import load_catalogue
from wizard.desking import desks_in, read_desk_file
from wizard.domain.catalogue import Catalogue
from wizard.domain.desk_start import start_problems
from wizard.domain.desks import Desk, DeskProblem
from wizard.domain.kiosk_start import chromium_line, policy
from wizard.editions import load_edition
from wizard.settings import Settings, own_address
from wizard.staffing import now
from wizard.store.accounts import DatabaseAccounts
from wizard.store.editions import DatabaseEditions
from wizard.store.engine import Engine

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("desk")
def desks() -> None:
    """Keep the partner desks that show the journey in a kiosk or a frame."""


@desks.command()
@click.argument("file", type=FILE)
def add(file: Path) -> None:
    """Add the desk that FILE (TOML) describes, or put it in the place of the one with its id.

    The logo that FILE names lies beside it. `wizard catalogue fields` says what every key
    means, under «desk»; examples lie in catalogue/desks. If anything is wrong, every
    problem is printed and nothing is stored. Sites that run show it within seconds.
    """
    try:
        read = read_desk_file(file)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read: {error}") from error
    if not isinstance(read, Desk):
        _refuse(file, read)
    with open_database() as (settings, engine):
        catalogue = _catalogue(settings, engine)
        if found := tuple(_found(read, catalogue)):
            _refuse(file, found)
        for warning in _lost_services(read, catalogue):
            click.echo(f"warning: {file.name}: {warning}", err=True)
        new = desks_in(engine).save(read, now())
    click.echo(f"Desk «{read.key}» {'added' if new else 'replaced'}.")


@desks.command("list")
def list_desks() -> None:
    """Print all desks: id, kind, languages, whether it has a kiosk and a frame, English name."""
    with open_database() as (_, engine):
        found = desks_in(engine).all()
    width = max((len(one.key) for one in found), default=0)
    for one in found:
        kiosk, frame = (word if one.offers(word) else "-" for word in ("kiosk", "embed"))
        languages = ",".join(one.languages)
        click.echo(
            f"{one.key:<{width}}  {one.kind:<15}  {languages:<8}  {kiosk:<5}  {frame:<5}"
            f"  {one.name.exact('en')}"
        )
    if not found:
        click.echo("There is no desk yet; add one with `wizard desk add FILE`.")


@desks.command()
@click.argument("key", metavar="ID")
@click.option(
    "--logo",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the logo to this file (PNG), which the record then names.",
)
def show(key: str, logo: Path | None) -> None:
    """Print the record of the desk ID as TOML, which `wizard desk add` takes again.

    \b
    To change a desk:
      wizard desk show ID --logo logo.png > desk.toml
      wizard desk add desk.toml
    """
    with open_database() as (_, engine):
        desk = _desk(engine, key)
    record = DeskRecords().write(desk)
    if desk.logo is None:
        if logo is not None:
            raise click.ClickException(f"the desk «{key}» has no logo; leave out --logo")
    elif logo is None:
        click.echo("The logo is not written; --logo FILE writes it beside the record.", err=True)
    else:
        _write(logo, desk.logo.png)
        record["logo"] = {"file": logo.name, "plate": desk.logo.plate}
    click.echo(tomli_w.dumps(record), nl=False)


@desks.command()
@click.argument("key", metavar="ID")
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(key: str, yes: bool) -> None:
    """Remove the desk ID for good: its kiosks and frames end, its accounts are disabled."""
    with open_database() as (_, engine):
        desk = _desk(engine, key)
        if not yes:
            question = f"Remove «{key}» ({desk.name.exact('en')})? Its kiosks and frames end."
            click.confirm(question, abort=True)
        remove_desk(desks_in(engine), DatabaseAccounts(engine), key)
    click.echo(f"Desk «{key}» removed.")


@desks.command()
@click.argument("key", metavar="ID")
@click.option("--url", default="", help="The site's own address, if WIZARD_PUBLIC_URL is not set.")
@click.option(
    "--policy",
    "as_policy",
    is_flag=True,
    help="Print Chromium's policy instead, for a file in /etc/chromium/policies/managed/.",
)
def kiosk(key: str, url: str, as_policy: bool) -> None:
    """Print the line that starts Chromium on a screen as the kiosk of the desk ID."""
    with open_database() as (settings, engine):
        desk = _desk(engine, key)
    if not desk.offers("kiosk"):
        raise click.ClickException(
            f"the desk «{key}» has no kiosk; add «kiosk» to the `features` of its record"
        )
    try:
        site = own_address(url or settings.public_url)
    except ValueError as error:
        raise click.ClickException(
            "give the site's own address: set WIZARD_PUBLIC_URL, or --url https://guide.example"
        ) from error
    if as_policy:
        click.echo(json.dumps(policy(site), indent=2))
    else:
        click.echo(chromium_line(f"{site}/kiosk/{key}/", printing=desk.offers("print")))


def _desk(engine: Engine, key: str) -> Desk:
    found = desks_in(engine).by_key(key)
    if found is None:
        raise click.ClickException(f"there is no desk «{key}»; see `wizard desk list`")
    return found


def _catalogue(settings: Settings, engine: Engine) -> Catalogue:
    """Return the catalogue in force, or on a machine that never ran the one to be published."""
    try:
        if edition := DatabaseEditions(engine).latest():
            return load_edition(edition)
        loaded = load_catalogue(read_folder(settings.catalogue), personas=False)
    except (OSError, RuntimeError) as error:
        raise click.ClickException(str(error)) from error
    if loaded.catalogue is None:
        raise click.ClickException(
            "the catalogue has errors; see `wizard catalogue check`, mend it and start again"
        )
    return loaded.catalogue


def _refuse(file: Path, problems: Sequence[DeskProblem]) -> NoReturn:
    """Print every problem of a file and end with 1."""
    for problem in problems:
        click.echo(f"{file.name}: {problem}", err=True)
    number = len(problems)
    click.echo(f"{number} problem{'' if number == 1 else 's'}; nothing was stored", err=True)
    sys.exit(1)


def _found(desk: Desk, catalogue: Catalogue) -> Iterator[DeskProblem]:
    """Yield what is wrong with a desk beside its record: in this journey, on this site."""
    if desk.key in RESERVED:
        yield DeskProblem("id", f"«{desk.key}» is a page of the staff area; take another id")
    yield from start_problems(desk.start, catalogue.journey)


def _lost_services(desk: Desk, catalogue: Catalogue) -> Iterator[str]:
    """Yield a line for each of a desk's own services that its pages will leave out."""
    for place, key in enumerate(desk.first):
        service = catalogue.services.get(key)
        if service is None:
            yield f"first.{place}: «{key}» is not in the catalogue; it is left out until it is"
        elif not service.recommended:
            yield f"first.{place}: «{key}» has ended; it is left out, name another one"


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error}") from error
