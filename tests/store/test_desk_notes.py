"""The desks written down for a server that starts while the database is away."""

import logging
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.desks import CENTRE, LEL, example
from tests.store.test_desk_shelf import NOW, Clock, Switched
from wizard.application.desks import FRESH_FOR, Shelf
from wizard.content.desks import DeskRecords
from wizard.store.desk_notes import FileDeskNotes


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the desks are written down."""
    return tmp_path / "data" / "desks-known.json"


@pytest.fixture
def notes(file: Path) -> FileDeskNotes:
    """The notes in that file."""
    return FileDeskNotes(file, DeskRecords())


@pytest.fixture
def desks(engine: Engine) -> Switched:
    """A database with two desks."""
    found = Switched(engine, DeskRecords())
    for key in (CENTRE, LEL):
        found.save(example(key), NOW)
    return found


def test_who_starts_without_the_database_has_the_desks_known_last(
    desks: Switched, notes: FileDeskNotes, file: Path
) -> None:
    assert Shelf(desks, Clock(), notes).get(LEL) == example(LEL)
    assert file.stat().st_mode & 0o777 == 0o600
    desks.away = True
    clock = Clock()
    later = Shelf(desks, clock, notes)
    assert later.all() == (example(CENTRE), example(LEL))
    desks.away = False
    desks.remove(LEL)
    clock.seconds += FRESH_FOR
    assert later.get(LEL) is None, "the database counts as soon as it is there"
    desks.away = True
    assert Shelf(desks, Clock(), notes).get(LEL) is None


def test_the_same_desks_are_not_written_again(
    desks: Switched, notes: FileDeskNotes, file: Path
) -> None:
    Shelf(desks, Clock(), notes).all()
    before = file.stat().st_mtime_ns
    Shelf(desks, Clock(), notes).all()
    assert file.stat().st_mtime_ns == before
    assert [one.name for one in file.parent.iterdir()] == [file.name], "no draft is left"


@pytest.mark.parametrize("damage", [b"", b"\xcc", b"{", b"1", b"[1]", b'[{"record": 1}]'])
def test_damaged_notes_are_none(
    desks: Switched, notes: FileDeskNotes, file: Path, damage: bytes
) -> None:
    Shelf(desks, Clock(), notes).all()
    file.write_bytes(damage)
    desks.away = True
    assert Shelf(desks, Clock(), notes).all() == ()
    desks.away = False
    assert Shelf(desks, Clock(), notes).all() == (example(CENTRE), example(LEL))
    assert notes.known() == (example(CENTRE), example(LEL)), "they are mended"


def test_without_room_the_site_goes_on(
    desks: Switched, notes: FileDeskNotes, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file.parent.parent.mkdir(exist_ok=True)
    file.parent.write_text("no folder", encoding="ascii")
    with caplog.at_level(logging.WARNING):
        assert Shelf(desks, Clock(), notes).get(LEL) == example(LEL)
    assert "the desks cannot be written down" in caplog.text
