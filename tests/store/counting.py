"""Counting for the tests, and programs that count until they are killed or done.

python -m tests.store.counting loop URL FOLDER
python -m tests.store.counting some URL FOLDER NUMBER
"""

import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from wizard.application.desk_counts import Buffer
from wizard.domain.desk_counts import Batch, DeskSums, Spot
from wizard.store import away
from wizard.store.desk_counts import DatabaseDeskCounts
from wizard.store.desk_spool import FileSpool
from wizard.store.engine import Engine, open_engine

DESK = "lel-noord"
DAY = date(2026, 11, 21)
AFTER = date(2026, 11, 22)
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def spot(label: str = "visit", day: date = DAY, desk: str = DESK) -> Spot:
    """Return where a number of the kiosk stands."""
    return Spot(desk, "kiosk", day, label)


def batch(number: int = 1, count: int = 1, label: str = "visit", desk: str = "") -> Batch:
    """Return a batch with an id of its own."""
    return Batch(f"batch-number-{number:04}", {spot(label): count}, desk)


def counts_at(url: str) -> tuple[Engine, DatabaseDeskCounts]:
    """Return an engine for a migrated database, and the counts in it."""
    engine = away.tell(open_engine(url))
    return engine, DatabaseDeskCounts(engine)


def read(url: str) -> DeskSums:
    """Return the numbers of the day as they are in the database now."""
    engine, counts = counts_at(url)
    found = counts.sums(DESK, DAY, AFTER)
    engine.dispose()
    return found


def buffer_at(url: str, folder: Path) -> tuple[Engine, Buffer]:
    """Return a buffer over a database, with its spool in a folder."""
    engine, counts = counts_at(url)
    return engine, Buffer(counts, FileSpool(folder), lambda: NOW)


def loop(url: str, folder: Path) -> None:
    """Count visits for ever, three at a time; say before and after each writing how many."""
    _, buffer = buffer_at(url, folder)
    total = 0
    while True:
        total += 3
        for _ in range(3):
            buffer.add(DESK, "kiosk", DAY, ("visit", "language:fr"))
        _say(f"begin {total}")
        if buffer.flush():
            _say(f"done {total}")


def some(url: str, folder: Path, number: int) -> None:
    """Count so many visits, written after every tenth one."""
    _, buffer = buffer_at(url, folder)
    sys.stdin.readline()
    for one in range(number):
        buffer.add(DESK, "kiosk", DAY, ("visit", f"language:{('nl', 'fr', 'en')[one % 3]}"))
        if one % 10 == 9:
            buffer.flush()
    buffer.close()


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str]) -> None:
    """Run one of the two programs."""
    what, url, folder = arguments[0], arguments[1], Path(arguments[2])
    if what == "loop":
        loop(url, folder)
    some(url, folder, int(arguments[3]))


if __name__ == "__main__":
    main(sys.argv[1:])
