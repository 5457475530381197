"""Wiring the partner desks: from files and the database to the shelf that pages read."""

import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from wizard import resources
from wizard.application.desk_counts import BackgroundTally, Buffer, take_up
from wizard.application.desk_records import DeskKeeping
from wizard.application.desks import Shelf
from wizard.content.desks import DeskRecords
from wizard.content.folder import DESKS
from wizard.domain.desks import Desk, DeskProblem
from wizard.settings import Settings
from wizard.store.desk_counts import DatabaseDeskCounts
from wizard.store.desk_notes import FileDeskNotes
from wizard.store.desk_spool import FileSpool
from wizard.store.desks import DatabaseDesks
from wizard.store.editions import DatabaseEditions
from wizard.store.engine import Engine


def desks_in(engine: Engine) -> DatabaseDesks:
    """Return the desks of a database, migrated before."""
    return DatabaseDesks(engine, DeskRecords())


def open_desks(settings: Settings, engine: Engine) -> DeskKeeping:
    """Return the desks of the database of the settings, migrated before, on their shelf."""
    desks, reader = desks_in(engine), DeskRecords()
    notes = FileDeskNotes(settings.data / "desks-known.json", reader)
    return DeskKeeping(desks, reader, Shelf(desks, time.monotonic, notes))


def open_tally(settings: Settings, engine: Engine) -> BackgroundTally:
    """Return what is told of everything that is counted at desks; it writes by itself.

    `engine` is that of the database of the settings, and tells when it is away.
    """
    counts = DatabaseDeskCounts(engine)
    return BackgroundTally(Buffer(counts, _spool(settings), lambda: datetime.now(UTC)))


def take_up_counts(settings: Settings, engine: Engine, now: datetime) -> None:
    """Add the counts that a server could not write before it stopped.

    Raises `DatabaseAwayError`.
    """
    take_up(_spool(settings), DatabaseDeskCounts(engine), now)


def _spool(settings: Settings) -> FileSpool:
    return FileSpool(settings.data / "desk-counts")


def read_desk_file(file: Path) -> Desk | tuple[DeskProblem, ...]:
    """Return the desk of a TOML file, with the logo beside it, or all that is wrong.

    A logo that is not there is a problem of the record. Raises `OSError` if the file, or
    a logo that is there, cannot be read.
    """
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return (DeskProblem("(file)", f"is not valid TOML: {error}; mend that line", "not-toml"),)
    table = raw.get("logo")
    name = table.get("file") if isinstance(table, dict) else None
    return DeskRecords().read(raw, _beside(file, str(name)) if name else b"")


def add_examples(engine: Engine, now: datetime) -> None:
    """Put the desks that ship as examples into a database in which nothing was published yet.

    One that is removed later does not come back, and a desk of the same id that somebody
    added before stays as it is.
    """
    if DatabaseEditions(engine).latest() is not None:
        return
    desks = desks_in(engine)
    for file in sorted((resources.folder("catalogue") / DESKS).glob("*.toml")):
        desks.add(_shipped(file), now)


def _beside(file: Path, name: str) -> bytes:
    """Return what a file beside another one holds, nothing if it is not there."""
    # Its name only: a record cannot make us read another folder.
    picture = file.parent / Path(name).name
    return picture.read_bytes() if picture.is_file() else b""


def _shipped(file: Path) -> Desk:
    match read_desk_file(file):
        case Desk() as desk:
            return desk
        case problems:
            raise RuntimeError(f"{file.name}: {'; '.join(map(str, problems))}")
