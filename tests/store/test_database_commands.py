"""`wizard database`, `wizard backup` and `wizard restore`, as they are typed."""

import stat
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from tests.store.filling import everything, fill
from wizard.cli import main
from wizard.settings import Settings
from wizard.store.engine import open_engine
from wizard.store.migrate import migrate, newest_revision

Run: TypeAlias = Callable[..., Result]
NAMES = ("WIZARD_DATABASE_PASSWORD", "WIZARD_DATABASE_PASSWORD_FILE", "WIZARD_SEALING_KEY_FILE")


@pytest.fixture
def environment(empty_url: str, tmp_path: Path) -> dict[str, str]:
    """An installation with a database without any table."""
    folder = {"WIZARD_DATA": str(tmp_path / "data"), "WIZARD_DATABASE_URL": empty_url}
    return {**dict.fromkeys(NAMES, ""), **folder}


@pytest.fixture
def wizard(environment: dict[str, str]) -> Run:
    """Run a command there: `wizard("database", "check")`."""

    def run(*words: str, **other: str) -> Result:
        return CliRunner().invoke(main, words, env={**environment, **other})

    return run


@pytest.fixture
def elsewhere(tmp_path: Path) -> dict[str, str]:
    """A second installation, always with an SQLite file."""
    data = tmp_path / "elsewhere"
    return {"WIZARD_DATA": str(data), "WIZARD_DATABASE_URL": f"sqlite:///{tmp_path / 'other.db'}"}


@pytest.fixture
def filled(environment: dict[str, str]) -> Settings:
    """The settings of the first installation, with rows in every table and with its keys."""
    settings = Settings.from_environment(environment)
    settings.secret()
    settings.sealing_keys()
    fill_it(settings)
    return settings


def fill_it(settings: Settings) -> None:
    engine = open_engine(settings.database_url)
    migrate(engine)
    fill(engine, 1819)
    engine.dispose()


def held(url: str) -> object:
    """Return all rows of a database."""
    engine = open_engine(url)
    found = everything(engine)
    engine.dispose()
    return found


def test_the_way_of_a_new_database(wizard: Run) -> None:
    before = wizard("database", "check")
    assert before.exit_code == 1
    assert "`wizard database upgrade`" in before.output
    newest = newest_revision()
    assert (
        wizard("database", "upgrade").output
        == f"The tables went from no tables to revision {newest}.\n"
    )
    assert (
        wizard("database", "upgrade").output == f"The tables are up to date (revision {newest}).\n"
    )
    after = wizard("database", "check")
    assert (after.exit_code, after.output.splitlines()[1]) == (0, "nothing was published yet")
    assert f"revision {newest} of {newest}" in after.output


def test_a_check_says_the_newest_edition(wizard: Run, filled: Settings) -> None:
    assert "newest edition: " in wizard("database", "check").output
    assert filled.data.is_dir()


def test_looking_makes_no_file(wizard: Run, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'not-there.sqlite3'}"
    for words in (("database", "check"), ("backup", str(tmp_path / "b.zip"))):
        done = wizard(*words, WIZARD_DATABASE_URL=url)
        assert done.exit_code == 1
        assert "there is no database yet" in done.output
    assert list(tmp_path.glob("not-there*")) == []


def test_a_database_that_is_away_is_said_without_its_password(wizard: Run, tmp_path: Path) -> None:
    url = "postgresql://wizard:a-secret@127.0.0.1:1/name"
    for words in (("database", "check"), ("database", "upgrade"), ("backup", str(tmp_path / "b"))):
        done = wizard(*words, WIZARD_DATABASE_URL=url)
        assert done.exit_code == 1
        assert "look at WIZARD_DATABASE_URL" in done.output
        assert "a-secret" not in done.output


def test_tables_of_a_newer_version_are_said(wizard: Run, filled: Settings, tmp_path: Path) -> None:
    engine = open_engine(filled.database_url)
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    engine.dispose()
    for words in (("database", "check"), ("database", "upgrade"), ("backup", str(tmp_path / "b"))):
        done = wizard(*words)
        assert done.exit_code == 1
        assert "of a newer version of this program (revision 9999)" in done.output


def test_a_backup_goes_into_another_installation(
    wizard: Run, filled: Settings, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "b.zip"
    done = wizard("backup", str(file))
    assert done.exit_code == 0, done.output
    assert "The keys are NOT in it" in done.output
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    back = wizard("restore", str(file), **elsewhere)
    assert back.exit_code == 0, back.output
    assert "WARNING: «sealing.key» is not that of the backup" in back.output
    assert held(elsewhere["WIZARD_DATABASE_URL"]) == held(filled.database_url)
    assert not (tmp_path / "elsewhere" / "sealing.key").exists()


def test_keys_come_along_only_if_that_is_wanted(
    wizard: Run, filled: Settings, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "b.zip"
    assert wizard("backup", str(file), "--with-keys").exit_code == 0
    assert wizard("restore", str(file), **elsewhere).exit_code == 0
    there = Settings.from_environment(elsewhere)
    assert not (there.data / "secret").exists()
    back = wizard("restore", str(file), "--with-keys", "--replace", **elsewhere)
    assert back.exit_code == 0, back.output
    assert "WARNING" not in back.output
    assert (there.secret(), there.sealing_keys()) == (filled.secret(), filled.sealing_keys())
    assert stat.S_IMODE((there.data / "sealing.key").stat().st_mode) == 0o600


def test_another_key_is_not_overwritten(
    wizard: Run, filled: Settings, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    file, there = tmp_path / "b.zip", Settings.from_environment(elsewhere)
    own = there.sealing_keys()
    wizard("backup", str(file), "--with-keys")
    done = wizard("restore", str(file), "--with-keys", **elsewhere)
    assert done.exit_code == 1
    assert "is another key than that of the backup" in done.output
    assert there.sealing_keys() == own
    assert not (tmp_path / "other.db").exists(), "the database was not touched either"
    kept = {**elsewhere, "WIZARD_SEALING_KEY_FILE": str(there.data / "sealing.key")}
    done = wizard("restore", str(file), "--with-keys", "--replace", **kept)
    assert "is yours to keep" in done.output
    assert filled.sealing_keys() != there.sealing_keys() == own


def test_keys_that_are_not_there_are_said(
    wizard: Run, filled: Settings, elsewhere: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "b.zip"
    wizard("backup", str(file))
    done = wizard("restore", str(file), "--with-keys", **elsewhere)
    assert "the file has no key files; leave out --with-keys" in done.output
    (filled.data / "secret").unlink()
    done = wizard("backup", str(tmp_path / "c.zip"), "--with-keys")
    assert "no backup was made" in done.output
    assert not (tmp_path / "c.zip").exists()


def test_what_is_there_is_not_lost_by_mistake(
    wizard: Run, filled: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "b.zip"
    wizard("backup", str(file))
    before, words = held(filled.database_url), file.read_bytes()
    again = wizard("backup", str(file))
    assert (again.exit_code, file.read_bytes()) == (1, words)
    assert "is there already" in again.output
    refused = wizard("restore", str(file))
    assert refused.exit_code == 1
    assert "the database is not empty" in refused.output
    assert "--replace removes all that it holds" in refused.output
    file.write_bytes(words[: len(words) // 2])
    damaged = wizard("restore", str(file), "--replace")
    assert damaged.exit_code == 1
    assert "nothing was changed: the file is damaged" in damaged.output
    assert held(filled.database_url) == before


@pytest.mark.parametrize(
    "command",
    [("database",), ("database", "upgrade"), ("database", "check"), ("backup",), ("restore",)],
)
def test_help_says_what_must_be_known(command: tuple[str, ...]) -> None:
    said = CliRunner().invoke(main, [*command, "--help"]).output
    assert len(said) > 300
    if command in {("backup",), ("restore",)}:
        assert "sealing.key" in said
        assert "--with-keys" in said
