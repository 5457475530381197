"""A backup goes from either database into either, whole or not at all."""

import json
import random
import stat
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias
from zipfile import ZipFile

import pytest
from sqlalchemy import Engine, inspect, text

from tests.services.postgresql import PostgresqlServer, database_at
from tests.store.filling import everything, fill
from wizard.store.accounts import DatabaseAccounts
from wizard.store.backup_file import BackupError, Manifest, new_backup, open_backup
from wizard.store.editions import DatabaseEditions
from wizard.store.engine import open_engine, sqlite_url
from wizard.store.migrate import (
    DatabaseNewerError,
    migrate,
    newest_revision,
    revision,
    take_turn,
    upgrade,
)
from wizard.store.restore import NotEmptyError, check, restore
from wizard.store.snapshot import NothingThereError, snapshot

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SEED = 1819
KINDS = ("sqlite", "postgresql")
NewDatabase: TypeAlias = Callable[[str], Engine]


@pytest.fixture
def new_database(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[NewDatabase]:
    """Make databases without any table: `new_database("postgresql")`."""
    with ExitStack() as stack:

        def make(kind: str) -> Engine:
            url = sqlite_url(tmp_path / f"{len(made)}.sqlite3")
            if kind == "postgresql":
                server: PostgresqlServer = request.getfixturevalue("postgresql_server")
                url = stack.enter_context(database_at(server, "template0"))
            made.append(open_engine(url))
            stack.callback(made[-1].dispose)
            return made[-1]

        made: list[Engine] = []
        yield make


def keep(engine: Engine, file: Path) -> Manifest:
    """Write a backup of a database."""
    with snapshot(engine) as found, new_backup(file) as writer:
        assert found.count() >= 0
        for table in found.tables:
            columns = [one.name for one in table.columns]
            writer.add_table(table.name, columns, found.rows(table), lambda _: None)
        return writer.finish(found.revision, NOW, ())


def put_back(engine: Engine, file: Path, *, replace: bool = False) -> list[int]:
    """Restore a backup as the command does; return the numbers of rows of which it told."""
    told: list[int] = []
    with open_backup(file) as found:
        check(found, lambda _: None)
        restore(engine, found, told.append, replace=replace)
    return told


@pytest.fixture
def filled(new_database: NewDatabase) -> Engine:
    """An SQLite file with rows in every table."""
    engine = new_database("sqlite")
    migrate(engine)
    fill(engine, SEED)
    return engine


@pytest.fixture
def file(filled: Engine, tmp_path: Path) -> Path:
    """A backup of that file."""
    keep(filled, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


@pytest.mark.parametrize("source", KINDS)
@pytest.mark.parametrize("target", KINDS)
def test_everything_comes_back_in_either_database(
    new_database: NewDatabase, tmp_path: Path, source: str, target: str
) -> None:
    before, after = new_database(source), new_database(target)
    migrate(before)
    fill(before, SEED)
    manifest = keep(before, tmp_path / "b.zip")
    assert sum(put_back(after, tmp_path / "b.zip")) == manifest.rows
    assert everything(after) == everything(before)
    assert all(everything(after).values()), "every table had rows"
    assert revision(after) == newest_revision()
    goes_on_counting(after)


def goes_on_counting(engine: Engine) -> None:
    """New rows get numbers after those that came back."""
    last = {
        name: max(row[0] for row in everything(engine)[name]) for name in ("account", "edition")
    }
    account = DatabaseAccounts(engine).add("new", "adviser", "nl", "", NOW)
    assert account.id == last["account"] + 1
    assert DatabaseEditions(engine).add("new", {}, NOW) == last["edition"] + 1


@pytest.mark.parametrize("target", KINDS)
def test_a_migrated_database_without_rows_is_empty_enough(
    new_database: NewDatabase, filled: Engine, file: Path, target: str
) -> None:
    after = new_database(target)
    migrate(after)
    put_back(after, file)
    assert everything(after) == everything(filled)


@pytest.mark.parametrize("target", KINDS)
def test_what_is_there_is_replaced_only_if_that_is_wanted(
    new_database: NewDatabase, filled: Engine, file: Path, target: str
) -> None:
    after = new_database(target)
    migrate(after)
    fill(after, SEED + 1)
    before = everything(after)
    with pytest.raises(NotEmptyError, match="account"):
        put_back(after, file)
    assert everything(after) == before
    put_back(after, file, replace=True)
    assert everything(after) == everything(filled)


@pytest.mark.parametrize("kind", KINDS)
def test_a_backup_of_an_older_version_is_brought_up_to_date(
    new_database: NewDatabase, tmp_path: Path, kind: str
) -> None:
    old, new = new_database(kind), new_database(kind)
    with old.begin() as connection:
        take_turn(connection)
        upgrade(connection, "0005")
        connection.execute(
            text(
                "insert into account values (5, 'old', 'admin', 'fr', 'x', true, false, true, 3,"
                " '2025-01-02 03:04:05')"
            )
        )
    assert keep(old, tmp_path / "old.zip").revision == "0005"
    put_back(new, tmp_path / "old.zip")
    assert revision(new) == newest_revision()
    account = DatabaseAccounts(new).by_name("old")
    assert account is not None
    assert (account.id, account.must_change, account.version, account.desk) == (5, True, 3, "")


@pytest.mark.parametrize("kind", KINDS)
def test_a_snapshot_sees_one_moment(new_database: NewDatabase, kind: str) -> None:
    engine = new_database(kind)
    migrate(engine)
    fill(engine, SEED)
    with snapshot(engine) as found:
        count, tables = found.count(), {table.name: table for table in found.tables}
        DatabaseAccounts(engine).add("later", "adviser", "nl", "", NOW)
        DatabaseEditions(engine).add("later", {}, NOW)
        assert found.count() == count
        assert "later" not in {row[1] for row in found.rows(tables["account"])}
    assert DatabaseAccounts(engine).by_name("later") is not None


def test_what_can_be_made_again_is_not_kept(
    new_database: NewDatabase, file: Path, filled: Engine
) -> None:
    target, counted = new_database("sqlite"), text("select count(*) from ready_edition")
    migrate(target)
    fill(target, SEED)
    put_back(target, file, replace=True)
    for engine, rows in ((filled, 6), (target, 0)):
        with engine.connect() as connection:
            assert connection.scalar(counted) == rows


def changed(file: Path, member: str, change: Callable[[bytes], bytes]) -> Path:
    """Return a copy of a backup in which one file is another, as a valid zip."""
    target = file.with_name("changed.zip")
    with ZipFile(file) as old, ZipFile(target, "w") as new:
        for name in old.namelist():
            words = old.read(name)
            new.writestr(name, change(words) if name == member else words)
    return target


def manifest_with(file: Path, **values: object) -> Path:
    """Return a copy of a backup whose manifest says something else."""
    return changed(
        file, "manifest.json", lambda words: json.dumps({**json.loads(words), **values}).encode()
    )


@pytest.mark.parametrize("values", [{"format": 2}, {"revision": "9999"}])
def test_a_backup_of_a_newer_version_is_refused(
    new_database: NewDatabase, file: Path, values: dict[str, object]
) -> None:
    with pytest.raises(BackupError, match="newer version of this program"):
        put_back(new_database("sqlite"), manifest_with(file, **values))


@pytest.mark.parametrize(
    "values",
    [{"format": "1"}, {"parts": 1}, {"parts": [1]}, {"more": 1}, {"parts": []}, {"parts": [{}]}],
)
def test_a_manifest_that_is_none_is_refused(
    new_database: NewDatabase, file: Path, values: dict[str, object]
) -> None:
    engine = new_database("sqlite")
    with pytest.raises(BackupError, match="the file is damaged"):
        put_back(engine, manifest_with(file, **values))
    assert inspect(engine).get_table_names() == []


def test_a_cut_row_and_a_row_too_few_are_found(new_database: NewDatabase, file: Path) -> None:
    for change in (lambda words: words[:-1], lambda words: words[: words.index(b"\n") + 1]):
        with pytest.raises(BackupError, match="the file is damaged"):
            put_back(new_database("sqlite"), changed(file, "tables/account.jsonl", change))


def test_a_file_that_is_no_backup_is_refused(new_database: NewDatabase, tmp_path: Path) -> None:
    file = tmp_path / "nonsense"
    for words in (b"", b"PK", b"no backup at all" * 100):
        file.write_bytes(words)
        with pytest.raises(BackupError, match="the file is damaged, or no backup"):
            put_back(new_database("sqlite"), file)


def test_flipped_bytes_are_found_or_make_no_difference(
    new_database: NewDatabase, filled: Engine, file: Path
) -> None:
    chance, good, found = random.Random(SEED), file.read_bytes(), 0
    target, right = new_database("sqlite"), everything(filled)
    for _ in range(60):
        spoilt = bytearray(good)
        spoilt[chance.randrange(len(good))] ^= 1 << chance.randrange(8)
        file.write_bytes(spoilt)
        try:
            put_back(target, file, replace=True)
        except BackupError:
            found += 1
        else:
            assert everything(target) == right
    assert found > 30, "most of the bytes are those of rows"


@pytest.mark.parametrize("kind", KINDS)
def test_what_does_not_fit_changes_nothing(
    new_database: NewDatabase, tmp_path: Path, kind: str
) -> None:
    target, file = new_database(kind), tmp_path / "unfit.zip"
    migrate(target)
    fill(target, SEED)
    before = everything(target)
    with snapshot(target) as found, new_backup(file) as writer:
        for table in found.tables:
            rows = [row for row in found.rows(table) if table.name != "account"]
            columns = [one.name for one in table.columns]
            writer.add_table(table.name, columns, rows, lambda _: None)
        writer.finish(found.revision, NOW, ())
    with pytest.raises(BackupError, match=r"a row of .* does not fit"):
        put_back(target, file, replace=True)
    assert everything(target) == before
    assert revision(target) == newest_revision()


@pytest.mark.parametrize("words", ["x" * 500, "a\0b"])
def test_what_only_sqlite_takes_is_told_and_not_quoted(
    new_database: NewDatabase, filled: Engine, tmp_path: Path, words: str
) -> None:
    with filled.begin() as connection:
        connection.execute(text("update sign_in_ended set key = key || :w"), {"w": words})
    keep(filled, tmp_path / "long.zip")
    target = new_database("postgresql")
    with pytest.raises(BackupError, match="a row of sign_in_ended does not fit") as caught:
        put_back(target, tmp_path / "long.zip")
    assert words not in str(caught.value)
    assert inspect(target).get_table_names() == []


@pytest.mark.parametrize("kind", KINDS)
def test_tables_of_a_newer_version_are_left_alone(
    new_database: NewDatabase, file: Path, tmp_path: Path, kind: str
) -> None:
    engine = new_database(kind)
    migrate(engine)
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    for attempt in (
        lambda: migrate(engine),
        lambda: keep(engine, tmp_path / "never.zip"),
        lambda: put_back(engine, file, replace=True),
    ):
        with pytest.raises(DatabaseNewerError, match="revision 9999"):
            attempt()
    assert not (tmp_path / "never.zip").exists()


def test_a_database_without_tables_has_nothing_to_keep(
    new_database: NewDatabase, tmp_path: Path
) -> None:
    with pytest.raises(NothingThereError):
        keep(new_database("sqlite"), tmp_path / "never.zip")


def test_only_its_owner_reads_the_file(file: Path) -> None:
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_backup_that_fails_leaves_nothing_behind(filled: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()

    def half(engine: Engine) -> None:
        with snapshot(engine) as found, new_backup(folder / "b.zip") as writer:
            table = found.tables[0]
            writer.add_table(table.name, ["x"], found.rows(table), lambda _: None)
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="the disk is full"):
        half(filled)
    assert list(folder.iterdir()) == []
