"""The shelf of desks: fresh within seconds, and full while the database is away."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from tests.desks import CENTRE, LEL, example
from wizard.application.desks import FRESH_FOR, NoDesks, Shelf
from wizard.application.ports_accounts import DatabaseAwayError
from wizard.content.desks import DeskRecords
from wizard.domain.desks import Desk
from wizard.store.desks import DatabaseDesks
from wizard.store.engine import open_engine

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


class Switched(DatabaseDesks):
    """Desks of a database that can be away, and that counts how often all are read."""

    away = False
    readings = 0

    def all(self) -> tuple[Desk, ...]:
        """Return all desks, or tell that the database is away."""
        self.readings += 1
        if self.away:
            raise DatabaseAwayError("no way to it")
        return super().all()


@pytest.fixture
def file_engine(url: str) -> Iterator[Engine]:
    """An engine for a database that several threads reach at once."""
    engine = open_engine(url)
    yield engine
    engine.dispose()


class Clock:
    """Seconds that a test lets pass."""

    seconds = 100.0

    def __call__(self) -> float:
        """Return the seconds so far."""
        return self.seconds


@pytest.fixture
def desks(engine: Engine) -> Switched:
    """A database with one desk."""
    found = Switched(engine, DeskRecords())
    found.save(example(LEL), NOW)
    return found


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


@pytest.fixture
def shelf(desks: Switched, clock: Clock) -> Shelf:
    """A shelf over that database."""
    return Shelf(desks, clock)


def test_a_change_of_another_process_is_seen_after_five_seconds(
    shelf: Shelf, desks: Switched, clock: Clock
) -> None:
    assert shelf.all() == (example(LEL),)
    desks.save(replace(example(LEL), idle=300), NOW)
    desks.save(example(CENTRE), NOW)
    clock.seconds += FRESH_FOR - 0.1
    assert shelf.all() == (example(LEL),)
    assert desks.readings == 1
    clock.seconds += 0.1
    found = shelf.get(LEL)
    assert found is not None
    assert found.idle == 300
    assert shelf.get(CENTRE) == example(CENTRE)
    assert desks.readings == 2


def test_an_own_change_is_seen_at_once(shelf: Shelf, desks: Switched) -> None:
    assert shelf.get(LEL) is not None
    desks.remove(LEL)
    shelf.refresh()
    assert shelf.get(LEL) is None


def test_while_the_database_is_away_the_desks_stay(
    shelf: Shelf, desks: Switched, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    assert shelf.get(LEL) is not None
    desks.away = True
    clock.seconds += FRESH_FOR
    with caplog.at_level(logging.WARNING):
        assert [shelf.get(LEL) for _ in range(3)] == [example(LEL)] * 3
    assert "the database is away: no way to it" in caplog.text
    assert desks.readings == 2, "it is not asked with every request"
    shelf.refresh()
    assert shelf.get(LEL) == example(LEL)


def test_it_is_filled_when_the_database_comes_back(
    shelf: Shelf, desks: Switched, clock: Clock
) -> None:
    desks.away = True
    assert shelf.all() == ()
    desks.away = False
    clock.seconds += FRESH_FOR
    assert shelf.get(LEL) == example(LEL)


class Slow(Switched):
    """Desks that are read only when a test lets them."""

    def __init__(self, engine: Engine) -> None:
        """Begin with the door closed."""
        super().__init__(engine, DeskRecords())
        self.begun, self.door = threading.Event(), threading.Event()

    def all(self) -> tuple[Desk, ...]:
        """Return all desks once the door is open."""
        self.begun.set()
        assert self.door.wait(30)
        return super().all()


def test_the_first_requests_wait_and_later_ones_do_not(file_engine: Engine, clock: Clock) -> None:
    desks = Slow(file_engine)
    desks.save(example(LEL), NOW)
    shelf = Shelf(desks, clock)
    found: list[Desk | None] = []
    first = [threading.Thread(target=lambda: found.append(shelf.get(LEL))) for _ in range(4)]
    for one in first:
        one.start()
    assert desks.begun.wait(30)
    desks.door.set()
    for one in first:
        one.join(30)
    assert found == [example(LEL)] * 4
    assert desks.readings == 1
    desks.door.clear()
    desks.begun.clear()
    clock.seconds += FRESH_FOR
    reading = threading.Thread(target=shelf.all)
    reading.start()
    assert desks.begun.wait(30)
    assert shelf.get(LEL) == example(LEL), "what is known is given while another one reads"
    desks.door.set()
    reading.join(30)
    assert desks.readings == 2


def test_an_own_change_is_seen_though_another_request_reads_just_then(
    file_engine: Engine, clock: Clock
) -> None:
    desks = Slow(file_engine)
    desks.save(example(LEL), NOW)
    shelf = Shelf(desks, clock)
    reading = threading.Thread(target=shelf.all)
    reading.start()
    assert desks.begun.wait(30)
    telling = threading.Thread(target=shelf.refresh)
    telling.start()
    desks.door.set()
    for one in (reading, telling):
        one.join(30)
    assert desks.readings == 2


def test_a_site_without_desks_has_none() -> None:
    empty = NoDesks()
    empty.refresh()
    assert empty.all() == ()
    assert empty.get(LEL) is None  # type: ignore[func-returns-value]  # that is what is tested
