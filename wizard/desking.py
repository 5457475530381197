"""Wiring the partner desks: from files and the database to the shelf that pages read."""

import time
import tomllib
from datetime import datetime
from pathlib import Path

from wizard import resources
from wizard.application.desks import Shelf
from wizard.content.desks import DeskRecords
from wizard.content.folder import DESKS
from wizard.domain.desks import Desk, DeskProblem
from wizard.settings import Settings
from wizard.store import away
from wizard.store.desks import DatabaseDesks
from wizard.store.editions import DatabaseEditions
from wizard.store.engine import Engine, open_engine


def open_desks(settings: Settings) -> Shelf:
    """Return the desks over the database of the settings, migrated before."""
    engine = away.tell(open_engine(settings.database_url))
    return Shelf(DatabaseDesks(engine, DeskRecords()), time.monotonic)


def read_desk_file(file: Path) -> Desk | tuple[DeskProblem, ...]:
    """Return the desk of a TOML file, with the logo beside it, or all that is wrong.

    Raises `OSError` if the file cannot be read.
    """
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return (DeskProblem("(file)", f"is no TOML: {error}"),)
    table = raw.get("logo")
    name = table.get("file") if isinstance(table, dict) else None
    logo = (file.parent / Path(str(name)).name).read_bytes() if name else b""
    return DeskRecords().read(raw, logo)


def add_examples(engine: Engine, now: datetime) -> None:
    """Put the desks that ship as examples into a database in which nothing was published yet."""
    if DatabaseEditions(engine).latest() is not None:
        return
    desks = DatabaseDesks(engine, DeskRecords())
    for file in sorted((resources.folder("catalogue") / DESKS).glob("*.toml")):
        desks.save(_shipped(file), now)


def _shipped(file: Path) -> Desk:
    match read_desk_file(file):
        case Desk() as desk:
            return desk
        case problems:
            raise RuntimeError(f"{file.name}: {'; '.join(map(str, problems))}")
