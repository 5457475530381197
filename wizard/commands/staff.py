"""`wizard staff ...`: the accounts of the staff area, from the command line.

The way in for the first admin, and the way back in when nobody can sign in any more.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from getpass import getpass
from pathlib import Path
from typing import cast

import click

from wizard.application.accounts import (
    BadNameError,
    NewAccount,
    NoDeskError,
    WeakPasswordError,
    add_account,
    add_with_start_password,
    check_desk,
    give_start_password,
    hash_new,
)
from wizard.application.ports_accounts import LastAdminError, NameTakenError
from wizard.commands.database import open_database
from wizard.desking import desks_in
from wizard.domain.passwords import LEAST, MOST, Rule
from wizard.domain.staff import LONGEST_NAME, ROLES, Account, Role, account_name, is_account_name
from wizard.domain.text import LANGUAGES, Language
from wizard.staffing import now
from wizard.store.accounts import DatabaseAccounts
from wizard.store.desks import DatabaseDesks
from wizard.store.passwords import Argon2Passwords
from wizard.store.sign_ins import DatabaseSignIns

RULES: dict[Rule, str] = {
    "short": f"it has fewer than {LEAST} characters",
    "long": f"it has more than {MOST} characters",
    "name": "it is the name",
    "obvious": "it is made of common words, digits and keys in a row only",
    "same": "it is the password so far",
}

ROLE = click.Choice(ROLES)
DESK = click.option(
    "--desk", default="", metavar="ID", help="The partner desk of an account of the role desk."
)
FROM_FILE = click.option(
    "--password-file",
    "file",
    type=click.Path(allow_dash=True, dir_okay=False, path_type=Path),
    help="Read the password from the first line of FILE, or of the standard input (-).",
)
GENERATE = click.option(
    "--generate", is_flag=True, help="Make a start password, to be changed at the first sign-in."
)


EXPECTED = (BadNameError, WeakPasswordError, NameTakenError, NoDeskError, LastAdminError)
"""What the commands say as one line."""


@dataclass(frozen=True, slots=True)
class Doors:
    """What the commands work with."""

    accounts: DatabaseAccounts
    passwords: Argon2Passwords
    sign_ins: DatabaseSignIns
    desks: DatabaseDesks


@click.group()
def staff() -> None:
    """Keep the accounts of the staff area."""


@staff.command()
@click.argument("name")
@click.option("--role", type=ROLE, default="adviser", show_default=True)
@DESK
@click.option("--language", type=click.Choice(LANGUAGES), default="fr", show_default=True)
@FROM_FILE
@GENERATE
@click.option("--no-password", is_flag=True, help="It signs in with OpenID Connect only.")
def add(
    name: str,
    role: Role,
    desk: str,
    language: Language,
    file: Path | None,
    generate: bool,
    no_password: bool,
) -> None:
    """Add the account NAME; the password is asked for if no option says where it comes from."""
    if (file is not None) + generate + no_password > 1:
        raise click.UsageError("give one of --password-file, --generate and --no-password")
    with _doors() as doors:
        _check_name(doors, name)
        _check_desk(doors, role, desk)
        new = NewAccount(name, role, language, desk)
        if generate:
            added, password = add_with_start_password(doors.accounts, doors.passwords, new, now())
            click.echo(f"Start password of «{added.name}», shown only now: {password}")
            return
        hashed = "" if no_password else hash_new(doors.passwords, _password(file), name)
        added = add_account(doors.accounts, new, now(), hashed=hashed)
        click.echo(f"Account «{added.name}» added.")


@staff.command("list")
def list_accounts() -> None:
    """Print all accounts with role, language, state and partner desk."""
    with _doors() as doors:
        found = doors.accounts.all()
        width = max((len(one.name) for one in found), default=0)
        for one in found:
            states = ", ".join(_states(one))
            click.echo(f"{one.name:<{width}}  {one.role:<7}  {one.language}  {states}")
        if not found:
            click.echo("There is no account yet; add one with `wizard staff add NAME`.")


@staff.command()
@click.argument("name")
@click.argument("role", type=ROLE)
@DESK
def role(name: str, role: Role, desk: str) -> None:
    """Give the account NAME another ROLE; this ends its sign-ins."""
    with _doors() as doors:
        account = _account(doors, name)
        _check_desk(doors, role, desk)
        doors.accounts.manage(account, role, account.language, active=account.active, desk=desk)
        click.echo(f"«{account.name}» is {role}{f' of {desk}' if desk else ''}.")


@staff.command()
@click.argument("name")
@FROM_FILE
@GENERATE
def password(name: str, file: Path | None, generate: bool) -> None:
    """Give the account NAME another password; this ends its sign-ins."""
    if file is not None and generate:
        raise click.UsageError("give --password-file or --generate, not both")
    with _doors() as doors:
        account = _account(doors, name)
        if generate:
            _, drawn = give_start_password(doors.accounts, doors.passwords, account)
            click.echo(f"Start password of «{account.name}», shown only now: {drawn}")
            return
        doors.accounts.set_hash(account, hash_new(doors.passwords, _password(file), account.name))
        click.echo(f"The password of «{account.name}» is changed.")


@staff.command()
@click.argument("name")
def disable(name: str) -> None:
    """Let the account NAME in no more; this ends its sign-ins."""
    _set_active(name, active=False)


@staff.command()
@click.argument("name")
def enable(name: str) -> None:
    """Let the account NAME in again."""
    _set_active(name, active=True)


@staff.command("sign-out")
@click.argument("name")
def sign_out(name: str) -> None:
    """End all sign-ins of the account NAME."""
    with _doors() as doors:
        account = doors.accounts.end_sign_ins(_account(doors, name))
        click.echo(f"All sign-ins of «{account.name}» have ended.")


@staff.command()
@click.argument("name", required=False, default="")
@click.option("--address", default="", help="Forget those from this network address.")
def unlock(name: str, address: str) -> None:
    """Forget the wrong passwords of the account NAME, so that it need not wait."""
    if not name and not address:
        raise click.UsageError("give a name or --address")
    with _doors() as doors:
        found = doors.sign_ins.unlock(name=name, address=address)
        click.echo("Forgotten." if found else "There was nothing to forget.")


@contextmanager
def _doors() -> Iterator[Doors]:
    """Open the database of the settings, migrated; say every expected error as one line."""
    with open_database() as (settings, engine):
        try:
            sign_ins = DatabaseSignIns(engine, settings.secret())
            yield Doors(DatabaseAccounts(engine), Argon2Passwords(), sign_ins, desks_in(engine))
        except EXPECTED as error:
            raise click.ClickException(_words(error)) from error
        except OSError as error:
            raise click.ClickException(str(error)) from error


def _words(error: ValueError) -> str:
    """Return what went wrong and what to do."""
    if isinstance(error, WeakPasswordError):
        return f"take another password: {'; '.join(RULES[rule] for rule in error.rules)}"
    if isinstance(error, BadNameError):
        return f"a name has 2 to {LONGEST_NAME} letters, digits or the signs . _ @ + - (no space)"
    if isinstance(error, NoDeskError):
        return f"{error}; name it with --desk (see `wizard desk list`)"
    if isinstance(error, LastAdminError):
        return f"{error}; make somebody else admin first (wizard staff role NAME admin)"
    return f"{error}; see `wizard staff list`"


def _check_name(doors: Doors, name: str) -> None:
    """Raise what adding the account would raise, before a password is asked for."""
    if not is_account_name(account_name(name)):
        raise BadNameError(name)
    if doors.accounts.by_name(name) is not None:
        raise NameTakenError(f"there is an account «{account_name(name)}» already")


def _check_desk(doors: Doors, role: Role, desk: str) -> None:
    """Say what is wrong with the desk of an account, before a password is asked for."""
    check_desk(role, desk)
    if desk and role != "desk":
        raise click.UsageError(f"--desk is for the role desk, not for the role {role}")
    if desk and doors.desks.by_key(desk) is None:
        raise click.ClickException(f"there is no desk «{desk}»; see `wizard desk list`")


def _account(doors: Doors, name: str) -> Account:
    account = doors.accounts.by_name(name)
    if account is None:
        raise click.ClickException(f"there is no account «{name}»; see `wizard staff list`")
    return account


def _set_active(name: str, *, active: bool) -> None:
    with _doors() as doors:
        one = _account(doors, name)
        doors.accounts.manage(one, one.role, one.language, active=active, desk=one.desk)
        click.echo(f"«{one.name}» is {'active' if active else 'disabled'}.")


def _states(account: Account) -> Iterator[str]:
    yield "active" if account.active else "disabled"
    if not account.has_password:
        yield "no password"
    elif account.must_change:
        yield "start password"
    if account.role == "desk":
        yield f"at {account.desk}"


def _password(file: Path | None) -> str:
    """Return the password: of a file's first line, or typed twice without being shown."""
    if file is not None:
        return _first_line(file)
    if not sys.stdin.isatty():
        raise click.ClickException(
            "there is nobody to ask for the password; give --password-file FILE or --generate"
        )
    typed = getpass("Password (it is not shown): ")
    if getpass("The same again: ") != typed:
        raise click.ClickException("these were two different passwords; start again")
    return typed


def _first_line(file: Path) -> str:
    try:
        with click.open_file(str(file), encoding="utf-8") as lines:
            return cast(str, lines.readline()).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file} cannot be read: {error}") from error
