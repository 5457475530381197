"""Publishers and bookkeepers to be killed: `python -m tests.faults.press FOLDER`.

For each line that it reads («variant first») it splits off two processes: one publishes that
variant, the other saves calls and queues mails from number `first` on, for ever. It says their
ids («pid pid») and, after another line, when both have ended, «over». What was acknowledged
stands in `published` and `booked` of the folder, a line each, which a killed process leaves
as they are.

All is loaded before: a process that is split off begins at once, as one that runs for long.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import sleep

from tests.delivery.messages import parcel
from tests.faults.house import House, settings_in
from tests.faults.small_catalogue import small_files
from tests.staff.call_examples import NOW
from tests.staff.people import SEALING
from tests.staff.saving import expected
from wizard.store.calls import DatabaseCalls
from wizard.store.engine import open_engine
from wizard.store.outbox import DatabaseOutbox

PUBLISHED, BOOKED = "published", "booked"
BREATH = 0.1
"""Seconds between two calls: an office, not a flood that keeps every publisher waiting."""


def publish(house: House, number: int) -> None:
    """Publish a variant, and write down the number of its edition."""
    done = house.publish(number)
    assert done.edition is not None
    _note(house.folder / PUBLISHED, f"{number} {done.edition.number}")


def book(house: House, number: int) -> None:
    """Save calls and queue a mail for each, from `number` on, and write down each number."""
    engine = open_engine(house.settings.database_url)
    calls, outbox = DatabaseCalls(engine), DatabaseOutbox(engine, SEALING, "example.org")
    parent = os.getppid()
    while parent == os.getppid():
        calls.save(expected(number))
        _note(house.folder / BOOKED, f"call {number}")
        outbox.add(parcel(address(number)), NOW)
        _note(house.folder / BOOKED, f"mail {number}")
        number += 1
        sleep(BREATH)


def address(number: int) -> str:
    """Return to whom the mail with this number goes."""
    return f"caller.{number}@example.be"


def _note(file: Path, words: str) -> None:
    with file.open("a", encoding="ascii") as opened:
        opened.write(words + "\n")


def _split_off(work: Callable[[House, int], None], house: House, number: int) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        work(house, number)
    except BaseException as error:
        print(f"{work.__name__} failed: {error!r}", file=sys.stderr, flush=True)
        os._exit(1)
    os._exit(0)


def main() -> None:
    """Split off what each line says."""
    folder = Path(sys.argv[1])
    house = House(folder, small_files(), settings_in(folder))
    print("ready", flush=True)
    while line := sys.stdin.readline():
        variant, first = map(int, line.split())
        pids = [_split_off(publish, house, variant), _split_off(book, house, first)]
        print(*pids, flush=True)
        # Until they are looked after nobody else can get their ids.
        sys.stdin.readline()
        for pid in pids:
            os.waitpid(pid, 0)
        print("over", flush=True)


if __name__ == "__main__":
    main()
