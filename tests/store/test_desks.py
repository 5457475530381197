"""Desks in the database: stored, replaced, removed; one that cannot be read harms no other."""

import logging
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from tests.desks import CENTRE, EXAMPLES, LEL, example
from tests.made_once import lay_ready
from wizard.app import prepare
from wizard.application.ports_accounts import DatabaseAwayError
from wizard.content.desks import DeskRecords
from wizard.desking import add_examples
from wizard.domain.desks import Desk
from wizard.settings import Settings
from wizard.store import away
from wizard.store.desks import DatabaseDesks
from wizard.store.editions import DatabaseEditions
from wizard.store.engine import open_engine
from wizard.store.tables.desks import DeskRow

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def desks(engine: Engine) -> DatabaseDesks:
    """The desks of an empty database."""
    return DatabaseDesks(engine, DeskRecords())


def row(engine: Engine, key: str) -> DeskRow:
    with Session(engine) as session:
        found = session.get(DeskRow, key)
        assert found is not None
        return found


def spoil(engine: Engine, key: str, record: str) -> None:
    with Session(engine) as session, session.begin():
        session.execute(update(DeskRow).where(DeskRow.key == key).values(record=record))


def test_at_first_there_is_none(desks: DatabaseDesks) -> None:
    assert desks.all() == ()
    assert desks.by_key(LEL) is None
    assert not desks.remove(LEL)


def test_a_desk_comes_back_whole_in_the_order_of_ids(desks: DatabaseDesks) -> None:
    assert desks.save(example(LEL), NOW)
    assert desks.save(example(CENTRE), NOW)
    assert desks.all() == (example(CENTRE), example(LEL))
    assert desks.by_key(LEL) == example(LEL)


@pytest.mark.parametrize("key", ["", "A", "a\0", "a/b", "a" * 41, "nobody"])
def test_what_is_no_id_is_found_nowhere(desks: DatabaseDesks, key: str) -> None:
    desks.save(example(LEL), NOW)
    assert desks.by_key(key) is None


def test_saving_again_puts_it_in_the_place_of_the_first(
    desks: DatabaseDesks, engine: Engine
) -> None:
    desks.save(example(LEL), NOW)
    changed = replace(example(LEL), idle=300, logo=None, dark=None)
    assert not desks.save(changed, LATER)
    assert desks.all() == (changed,)
    assert (row(engine, LEL).logo, row(engine, LEL).changed_at) == (b"", LATER)


def test_adding_leaves_alone_what_is_there(desks: DatabaseDesks, engine: Engine) -> None:
    assert desks.add(example(LEL), NOW)
    assert not desks.add(replace(example(LEL), idle=300), LATER)
    assert desks.by_key(LEL) == example(LEL)
    assert row(engine, LEL).changed_at == NOW


def test_replacing_needs_what_was_seen(desks: DatabaseDesks) -> None:
    first = example(LEL)
    second, third = replace(first, idle=300), replace(first, idle=301)
    assert not desks.replace(first, second, NOW), "there is none yet"
    desks.save(first, NOW)
    assert desks.replace(first, second, LATER)
    assert not desks.replace(first, third, LATER), "another one stands there now"
    assert desks.by_key(LEL) == second


def test_a_removed_desk_is_gone_and_the_others_stay(desks: DatabaseDesks) -> None:
    for key in EXAMPLES:
        desks.save(example(key), NOW)
    assert desks.remove(LEL)
    assert not desks.remove(LEL)
    assert desks.all() == (example(CENTRE),)


@pytest.mark.parametrize(
    ("record", "said"),
    [("{", "no JSON"), ("{}", "name: is missing"), ('{"id": "example-lel", "sound": 1}', "sound")],
)
def test_one_that_cannot_be_read_is_logged_and_left_out(
    desks: DatabaseDesks, engine: Engine, caplog: pytest.LogCaptureFixture, record: str, said: str
) -> None:
    for key in EXAMPLES:
        desks.save(example(key), NOW)
    spoil(engine, LEL, record)
    with caplog.at_level(logging.ERROR):
        assert desks.all() == (example(CENTRE),)
    assert LEL in caplog.text
    assert said in caplog.text


def test_a_desk_stays_when_the_rules_have_become_stricter(desks: DatabaseDesks) -> None:
    lel = example(LEL)
    assert lel.light is not None
    pale = replace(lel, light=replace(lel.light, link="#ffffff"))
    refused = DeskRecords().read(DeskRecords().write(pale), lel.logo.png if lel.logo else b"")
    assert not isinstance(refused, Desk)
    desks.save(pale, NOW)
    assert desks.all() == (pale,)


def test_a_database_that_is_away_is_told() -> None:
    gone = DatabaseDesks(away.tell(open_engine("sqlite:////nowhere/at-all.sqlite3")), DeskRecords())
    with pytest.raises(DatabaseAwayError):
        gone.all()
    with pytest.raises(DatabaseAwayError):
        gone.save(example(LEL), NOW)
    with pytest.raises(DatabaseAwayError):
        gone.remove(LEL)


def test_the_examples_come_into_a_fresh_database_only(engine: Engine, desks: DatabaseDesks) -> None:
    DatabaseEditions(engine).add("d", {}, NOW)
    add_examples(engine, NOW)
    assert desks.all() == ()


def test_an_own_desk_with_the_id_of_an_example_stays(engine: Engine, desks: DatabaseDesks) -> None:
    own = replace(example(LEL), idle=300, example=False)
    desks.save(own, NOW)
    add_examples(engine, LATER)
    assert desks.all() == (example(CENTRE), own)


@pytest.mark.slow
def test_a_removed_example_does_not_come_back_with_the_next_start(
    published: Path, tmp_path: Path
) -> None:
    folder = lay_ready(published, tmp_path)
    settings = Settings.from_environment({"WIZARD_DATA": str(folder)})
    engine = open_engine(settings.database_url)
    desks = DatabaseDesks(engine, DeskRecords())
    try:
        assert prepare(settings).edition is not None
        assert [desk.key for desk in desks.all()] == sorted(EXAMPLES)
        assert desks.remove(LEL)
        prepare(settings)
        assert [desk.key for desk in desks.all()] == [CENTRE]
    finally:
        engine.dispose()
