"""Numbers of desks in the database: added whole, once, and while it is away not lost."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.store.counting import AFTER, DAY, DESK, NOW, batch, buffer_at, counts_at, read, spot
from wizard.application import desk_counts
from wizard.application.desk_counts import BackgroundTally, Buffer
from wizard.application.ports_accounts import DatabaseAwayError
from wizard.application.ports_desk_counts import Taken
from wizard.domain.desk_counts import Batch, Spot
from wizard.store.desk_counts import DatabaseDeskCounts
from wizard.store.desk_spool import FileSpool
from wizard.store.migrate import migrate


@pytest.fixture
def counts(url: str) -> Iterator[DatabaseDeskCounts]:
    """The numbers in a migrated database."""
    engine, found = counts_at(url)
    yield found
    engine.dispose()


@pytest.fixture
def spool(tmp_path: Path) -> FileSpool:
    """A spool in a folder that is not there yet."""
    return FileSpool(tmp_path / "data" / "desk-counts")


@pytest.fixture
def buffer(counts: DatabaseDeskCounts, spool: FileSpool) -> Buffer:
    """A buffer over the database and the spool."""
    return Buffer(counts, spool, lambda: NOW)


def visits(counts: DatabaseDeskCounts) -> int:
    """Return the visits of the day."""
    return counts.sums(DESK, DAY, AFTER).of("visit")


def test_numbers_are_added_to_those_before(counts: DatabaseDeskCounts) -> None:
    assert counts.add(batch(1, 3), NOW) == "counted"
    assert counts.add(batch(2, 4), NOW) == "counted"
    assert counts.add(batch(3, 2, "language:fr"), NOW) == "counted"
    found = counts.sums(DESK, DAY, AFTER)
    assert dict(found.numbers) == {("kiosk", "visit"): 7, ("kiosk", "language:fr"): 2}


def test_a_batch_counts_once(counts: DatabaseDeskCounts) -> None:
    assert [counts.add(batch(1, 3), NOW) for _ in range(3)] == ["counted", "known", "known"]
    assert visits(counts) == 3


def test_the_ids_of_a_kiosk_are_not_those_of_the_server(counts: DatabaseDeskCounts) -> None:
    assert counts.add(batch(1, 3), NOW) == "counted"
    assert counts.add(batch(1, 3, desk=DESK), NOW, 40) == "counted"
    assert counts.add(batch(1, 3, desk="lel-zuid"), NOW, 40) == "counted"


def test_too_many_batches_of_one_desk_are_refused_for_an_hour(counts: DatabaseDeskCounts) -> None:
    later = NOW + timedelta(minutes=61)
    taken = [counts.add(batch(one, desk=DESK), NOW, 3) for one in range(5)]
    assert taken == ["counted", "counted", "counted", "too-many", "too-many"]
    assert visits(counts) == 3
    assert counts.add(batch(2, desk=DESK), NOW, 3) == "known", "one that came back is no new one"
    assert counts.add(batch(9, desk="lel-zuid"), NOW, 3) == "counted", "another desk"
    assert counts.add(batch(4, desk=DESK), later, 3) == "counted", "nothing of it was kept"


def test_ids_are_forgotten_and_numbers_are_not(counts: DatabaseDeskCounts) -> None:
    counts.add(batch(1), NOW)
    counts.add(batch(2), NOW + timedelta(days=1))
    assert counts.forget_batches(NOW) == 0
    assert counts.forget_batches(NOW + timedelta(hours=1)) == 1
    assert visits(counts) == 2
    assert counts.add(batch(2), NOW) == "known"


def filled(counts: DatabaseDeskCounts) -> None:
    """Put numbers of two desks, two ways and three days in."""
    numbers = {
        spot("visit"): 5,
        spot("journey"): 2,
        spot("service:credal"): 9,
        spot("visit", AFTER): 7,
        spot("visit", date(2026, 12, 1)): 11,
        spot("visit", desk="lel-zuid"): 13,
    }
    counts.add(Batch("a" * 16, {**numbers, Spot(DESK, "embed", DAY, "visit"): 17}), NOW)


def test_numbers_are_read_by_day_by_desk_and_together(counts: DatabaseDeskCounts) -> None:
    filled(counts)
    december = date(2026, 12, 1)
    sums = counts.sums(DESK, DAY, december)
    assert (sums.of("visit"), sums.of("visit", "kiosk"), sums.of("visit", "embed")) == (29, 12, 17)
    assert sums.values("service") == {"credal": 9}
    days = counts.by_day(DESK, DAY, december)
    assert {day: one.of("visit") for day, one in days.items()} == {DAY: 22, AFTER: 7}
    assert days[DAY].of("journey") == 2
    desks = counts.of_all(DAY, december)
    assert {desk: one.of("visit") for desk, one in desks.items()} == {DESK: 29, "lel-zuid": 13}
    assert desks[DESK].of("service:credal") == 0
    assert (counts.first_day(DESK), counts.first_day("nowhere")) == (DAY, None)


def test_what_is_counted_gathers_and_is_written_together(
    buffer: Buffer, counts: DatabaseDeskCounts
) -> None:
    for _ in range(4):
        buffer.add(DESK, "kiosk", DAY, ("visit", "language:fr"))
    assert visits(counts) == 0
    assert buffer.flush()
    assert buffer.flush(), "nothing is left to write"
    assert counts.sums(DESK, DAY, AFTER).values("language") == {"fr": 4}
    assert counts.forget_batches(NOW + timedelta(days=1)) == 1


class Unsure:
    """A database whose answer is lost, before or after it has written."""

    def __init__(self, counts: DatabaseDeskCounts, *, written: bool) -> None:
        """Lose the answer to the next batch; `written` is whether it is kept all the same."""
        self.counts, self.written, self.lost = counts, written, False

    def add(self, batch: Batch, now: datetime, most: int | None = None) -> Taken:
        """Add a batch as the real one does, and lose the first answer."""
        if self.lost or self.written:
            self.counts.add(batch, now, most)
        if not self.lost:
            self.lost = True
            raise DatabaseAwayError("the connection broke")
        return "counted"


@pytest.mark.parametrize("written", [True, False])
def test_a_writing_that_is_not_certain_is_repeated_and_counts_once(
    counts: DatabaseDeskCounts, spool: FileSpool, written: bool
) -> None:
    buffer = Buffer(Unsure(counts, written=written), spool, lambda: NOW)  # type: ignore[arg-type]  # adds only
    buffer.add(DESK, "kiosk", DAY, ("visit",))
    assert not buffer.flush()
    buffer.add(DESK, "kiosk", DAY, ("visit",))
    assert buffer.flush()
    assert visits(counts) == 2


@pytest.mark.parametrize("written", [True, False])
def test_what_cannot_be_written_at_the_end_is_taken_up_once(
    counts: DatabaseDeskCounts, spool: FileSpool, written: bool
) -> None:
    ending = Buffer(Unsure(counts, written=written), spool, lambda: NOW)  # type: ignore[arg-type]  # adds only
    ending.add(DESK, "kiosk", DAY, ("visit",))
    ending.flush()
    ending.add(DESK, "kiosk", DAY, ("visit",))
    ending.close()
    assert len(list(spool.all())) == 2
    for _ in range(2):
        assert Buffer(counts, spool, lambda: NOW).flush()
    assert list(spool.all()) == []
    assert visits(counts) == 2


def test_a_database_that_is_away_is_waited_for(tmp_path: Path) -> None:
    file = tmp_path / "moved.sqlite3"
    url = f"sqlite:///{file}"
    engine, buffer = buffer_at(url, tmp_path / "spool")
    file.mkdir()
    buffer.add(DESK, "kiosk", DAY, ("visit",))
    assert not buffer.flush(), "a folder is no database"
    buffer.add(DESK, "kiosk", DAY, ("visit",))
    assert not buffer.flush()
    file.rmdir()
    migrate(engine)
    assert buffer.flush()
    assert read(url).of("visit") == 2
    engine.dispose()


def test_memory_has_an_end(
    buffer: Buffer, counts: DatabaseDeskCounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_counts, "MOST_SPOTS", 3)
    for number in (*range(5), *range(5)):
        buffer.add(DESK, "kiosk", DAY, (f"service:s{number}",))
    buffer.flush()
    assert counts.sums(DESK, DAY, AFTER).values("service") == {"s0": 2, "s1": 2, "s2": 2}


def test_a_file_that_is_none_of_ours_is_left_alone(
    buffer: Buffer, spool: FileSpool, tmp_path: Path, counts: DatabaseDeskCounts
) -> None:
    spool.keep(batch(1, 2))
    stranger = tmp_path / "data" / "desk-counts" / "stranger.json"
    for words in ("", "[]", '{"id": "x"}', "\xff", '{"id": "x", "numbers": [[1]]}'):
        stranger.write_text(words, encoding="latin-1")
        assert buffer.flush()
    assert stranger.exists()
    assert visits(counts) == 2


def test_a_thread_writes_by_itself_and_at_the_end(
    buffer: Buffer, counts: DatabaseDeskCounts
) -> None:
    tally = BackgroundTally(buffer, every=3600)
    tally.add(DESK, "kiosk", DAY, ("visit",))
    assert visits(counts) == 0, "it is not time yet"
    tally.close()
    assert visits(counts) == 1
