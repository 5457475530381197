"""The database is built by its migrations alone, and they say the same as the tables."""

import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from tests.conftest import ROOT
from wizard.store.engine import open_engine, sqlite_url
from wizard.store.migrate import SCRIPTS, migrate
from wizard.store.tables import Base


def version(engine: Engine) -> str | None:
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def test_an_empty_database_gets_all_tables(empty: Engine) -> None:
    assert inspect(empty).get_table_names() == []
    migrate(empty)
    assert set(inspect(empty).get_table_names()) == {"alembic_version", *Base.metadata.tables}


def test_migrating_again_changes_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(
            text("insert into edition (digest, published_at, files) values ('d', '2026-01-01', '')")
        )
    before = version(engine)
    migrate(engine)
    assert version(engine) == before
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from edition")).scalar() == 1


def test_the_tables_are_as_the_migrations_make_them(engine: Engine) -> None:
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert differences == [], "write a migration for the change in tables.py"


def test_the_migrations_are_one_line() -> None:
    assert len(ScriptDirectory(str(SCRIPTS)).get_heads()) == 1


def test_a_file_is_safe_for_several_processes(sqlite_file: Path) -> None:
    engine = open_engine(sqlite_url(sqlite_file))
    with engine.connect() as connection:
        assert connection.execute(text("pragma journal_mode")).scalar() == "wal"
        assert connection.execute(text("pragma foreign_keys")).scalar() == 1
        assert connection.execute(text("pragma busy_timeout")).scalar() == 5_000
    engine.dispose()


def test_a_folder_with_a_percent_sign_is_no_obstacle(tmp_path: Path) -> None:
    folder = tmp_path / "100%s"
    folder.mkdir()
    engine = open_engine(sqlite_url(folder / "a.sqlite3"))
    migrate(engine)
    assert "edition" in inspect(engine).get_table_names()
    engine.dispose()


MIGRATE = """
import sys
from wizard.store.engine import open_engine
from wizard.store.migrate import migrate
engine = open_engine(sys.argv[1])
sys.stdin.readline()
migrate(engine)
"""


def test_several_processes_may_migrate_at_once(empty_url: str) -> None:
    running = [
        subprocess.Popen(
            [sys.executable, "-c", MIGRATE, empty_url],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for one in running:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    errors = [one.communicate(timeout=60)[1] for one in running]
    assert [one.returncode for one in running] == [0] * len(running), "\n".join(errors)
