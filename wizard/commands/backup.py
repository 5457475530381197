"""`wizard backup` and `wizard restore`: all that is written, as one file, for either database."""

from collections.abc import Mapping
from pathlib import Path

import click

from wizard.commands import key_files
from wizard.commands.database import existing_database, open_database
from wizard.staffing import now
from wizard.store.backup_file import BackupError, BackupReader, new_backup, open_backup
from wizard.store.engine import Engine
from wizard.store.restore import NotEmptyError, check
from wizard.store.restore import restore as put_back
from wizard.store.snapshot import NothingThereError, snapshot

WITHOUT_KEY = (
    "WARNING: «sealing.key» is not that of the backup: contact data and mails in it cannot be"
    " read until its line is added."
)


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--with-keys", is_flag=True, help="Put the key files into FILE too: who has it can read all."
)
def backup(file: Path, with_keys: bool) -> None:
    """Write all that the database holds at this moment into FILE, which must be new.

    The site goes on meanwhile. FILE (a zip: JSON lines for each table, with digests) gets its
    name only once it is whole and was read again; only its owner may read it. `wizard restore`
    puts it back, into SQLite or PostgreSQL, also with a newer version of the program.

    NOT in it: the key files «secret» and «sealing.key» of the folder WIZARD_DATA, without
    which contact data and mails in the backup stay sealed for ever. Keep a copy of them
    apart, or give --with-keys and keep FILE as safe as the keys. Nor are the search index,
    which is built again, counts that wait in the folder for a database that is away, and mails
    that a trial put into «outgoing».

    Every night: wizard backup /backups/parcours-$(date +%F).zip
    """
    if file.exists():
        raise click.ClickException(f"{file} is there already; give the name of a new file")
    with existing_database() as (settings, engine):
        try:
            keys = key_files.read(settings) if with_keys else {}
            rows = _write(engine, file, keys, key_files.marks(settings))
        except (OSError, NothingThereError, BackupError) as error:
            raise click.ClickException(f"no backup was made: {error}") from error
    click.echo(f"{file}: {rows} rows, {file.stat().st_size:,} bytes, read again and whole")
    if not with_keys:
        click.echo("The keys are NOT in it: keep copies of «secret» and «sealing.key» apart.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Remove what the database (and a key file) holds.")
@click.option("--with-keys", is_flag=True, help="Put the key files of FILE into WIZARD_DATA too.")
def restore(file: Path, replace: bool, with_keys: bool) -> None:
    """Put a backup of `wizard backup` into the database, SQLite or PostgreSQL.

    Stop all servers first, and start them again afterwards: they build their index anew.
    FILE is read to its end before anything is changed, and then all of it is put back, or
    nothing. A database that holds anything is refused without --replace; so is a file that is
    damaged, or of a newer version of the program. The tables are brought up to date.

    Key files are put back with --with-keys only, if FILE has them. Without the «sealing.key»
    of the time of the backup nobody can read contact data and mails any more.
    """
    with open_database(upgrade=False) as (settings, engine):
        try:
            settings.make_folder()
            with open_backup(file) as found:
                whole = found.manifest
                with click.progressbar(length=whole.rows, label="Reading") as bar:
                    check(found, bar.update)
                keys = key_files.wanted(settings, found, replace=replace) if with_keys else {}
                with key_files.put_after(keys):
                    _fill(engine, found, replace=replace)
        except NotEmptyError as error:
            raise click.ClickException(f"{error}; --replace removes all that it holds") from error
        except (OSError, BackupError) as error:
            raise click.ClickException(f"nothing was changed: {error}") from error
        click.echo(f"{whole.rows} rows of {whole.written_at} are back in the database.")
        if not set(whole.sealing) <= set(key_files.marks(settings)):
            click.echo(WITHOUT_KEY, err=True)


def _write(engine: Engine, file: Path, keys: Mapping[str, str], marks: tuple[str, ...]) -> int:
    with snapshot(engine) as found, new_backup(file) as writer:
        with click.progressbar(length=found.count(), label="Writing") as bar:
            for table in found.tables:
                columns = [one.name for one in table.columns]
                writer.add_table(table.name, columns, found.rows(table), bar.update)
        for name, words in keys.items():
            writer.add_key(name, words)
        return writer.finish(found.revision, now(), marks).rows


def _fill(engine: Engine, backup: BackupReader, *, replace: bool) -> None:
    with click.progressbar(length=backup.manifest.rows, label="Writing") as bar:
        put_back(engine, backup, bar.update, replace=replace)
