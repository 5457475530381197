"""Bringing a database to the newest schema with Alembic."""

from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from wizard.application.ports_accounts import DatabaseAwayError
from wizard.store.engine import BUSY_TIMEOUT_MS

SCRIPTS = Path(__file__).parent / "migrations"

TURN = 1819_2026
"""The number under which PostgreSQL lets one node after the other bring the tables up to date."""

TURN_TIMEOUT_MS = 300_000
"""How long a node waits for another one that is at it."""


class DatabaseNewerError(DatabaseAwayError):
    """The tables were made by a newer version of this program; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """From which revision to which a database was brought; "" for one without any table."""

    before: str
    after: str


def migrate(engine: Engine) -> Migrated:
    """Apply every migration that the database of `engine` has not had yet.

    All of them are applied in one transaction, or none. Several processes may start at once,
    also on several machines: the first one holds SQLite's write lock, or a lock of PostgreSQL,
    from before it looks until it is done, the others then find nothing to do.
    Raises `DatabaseNewerError` if the tables are of a newer version of the program.
    """
    with engine.begin() as connection:
        take_turn(connection)
        before = read_revision(connection)
        upgrade(connection)
        return Migrated(before, read_revision(connection))


def revision(engine: Engine) -> str:
    """Return the revision of the tables of a database, "" if it has none.

    Raises `DatabaseNewerError` if this program does not know it.
    """
    with engine.connect() as connection:
        return read_revision(connection)


def newest_revision() -> str:
    """Return the revision to which `migrate` brings a database."""
    return _scripts().get_current_head() or ""


def knows(revision: str) -> bool:
    """Return whether this program knows the tables of a revision."""
    return revision in {script.revision for script in _scripts().walk_revisions()}


def take_turn(connection: Connection) -> None:
    """Let nobody else change the tables until the transaction of `connection` ends."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        return
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {TURN_TIMEOUT_MS}")
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")
    # A statement that waits long for a table would keep all pages waiting behind it.
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {BUSY_TIMEOUT_MS}")


def upgrade(connection: Connection, to: str = "head") -> None:
    """Apply the migrations up to a revision, in the transaction of `connection`."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def read_revision(connection: Connection) -> str:
    """Return what `revision` does, through a connection that is open."""
    found = MigrationContext.configure(connection).get_current_revision() or ""
    if found and not knows(found):
        raise DatabaseNewerError(
            f"its tables are those of a newer version of this program (revision {found}); this"
            f" version knows them up to revision {newest_revision()}: install the newer one"
        )
    return found


def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(SCRIPTS))
