"""What cannot be used is said in one line at the start, not by a worker that dies."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from wizard.cli import main


def refused(command: tuple[str, ...], **environment: str) -> str:
    """Run a command that must end with one line, and return what it said."""
    done = CliRunner().invoke(main, command, env=environment)
    assert done.exit_code == 1
    last = done.output.strip().splitlines()[-1]
    assert last.startswith("Error: "), done.output
    return last


@pytest.mark.parametrize("command", [("run",), ("catalogue", "publish"), ("tidy",)])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WIZARD_PUBLIC_URL", "guide.example"),
        ("WIZARD_NOTES_DAYS", "367"),
        ("WIZARD_SMTP_PASSWORD_FILE", "/nowhere/at-all"),
    ],
)
def test_a_setting_without_sense(
    tmp_path: Path, command: tuple[str, ...], name: str, value: str
) -> None:
    assert name in refused(command, WIZARD_DATA=str(tmp_path), **{name: value})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [("run",), ("catalogue", "publish")])
def test_a_place_that_cannot_be_written_to(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "file").write_text("in the way")
    said = refused(command, WIZARD_DATA=str(tmp_path / "file" / "data"))
    assert "Not a directory" in said


@pytest.mark.parametrize("command", [("run",), ("catalogue", "publish"), ("post", "list")])
def test_a_database_that_is_none(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "damaged").write_bytes(b"no database at all " * 100)
    url = f"sqlite:///{tmp_path / 'damaged'}"
    said = refused(command, WIZARD_DATA=str(tmp_path), WIZARD_DATABASE_URL=url)
    assert "file is not a database" in said
    assert "WIZARD_DATABASE_URL" in said
