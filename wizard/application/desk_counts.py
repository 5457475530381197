"""Counting at partner desks: in memory first, then in the database, each number once."""

import atexit
import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from secrets import token_hex

from wizard.application.ports_accounts import DatabaseAwayError
from wizard.application.ports_desk_counts import DeskCounts, Spool, Taken
from wizard.domain.desk_counts import Batch, DeskSums, Spot, Way

log = logging.getLogger(__name__)

EVERY = 10.0
"""Seconds from one writing to the next: what a process that is killed loses at most."""

MOST_SPOTS = 20_000
"""Different numbers that wait in memory at most; a desk has some 200 a day."""

MOST_BATCHES = 40
"""Reports that the kiosks of one desk may send within an hour."""

IDS_KEPT = timedelta(days=70)
"""So long ids of batches are kept: longer than a kiosk may report back."""

PATIENCE = 6.0
"""Seconds for the writing that goes on when the process ends: less than it is given to end."""


class Buffer:
    """What was counted and is not yet in the database.

    While that is away numbers gather in memory, up to `MOST_SPOTS` different ones; those
    that are there go on growing. A batch keeps its id until it is known to be in the
    database, so that one that was written just before the connection broke counts once.
    """

    def __init__(self, counts: DeskCounts, spool: Spool, clock: Callable[[], datetime]) -> None:
        """Write into `counts`, or into `spool` at the end if that is away."""
        self._counts, self._spool, self._clock = counts, spool, clock
        self._adding, self._writing = threading.Lock(), threading.Lock()
        self._open: dict[Spot, int] = {}
        self._sealed: Batch | None = None
        self._dropped = 0
        self._away = False

    def add(self, desk: str, way: Way, day: date, labels: Iterable[str]) -> None:
        """Count each label once more, in memory."""
        with self._adding:
            for label in labels:
                spot = Spot(desk, way, day, label)
                if spot in self._open or len(self._open) < MOST_SPOTS:
                    self._open[spot] = self._open.get(spot, 0) + 1
                else:
                    self._dropped += 1

    def deliver(self, batch: Batch) -> Taken:
        """Add a kiosk's report at once. Raises `DatabaseAwayError` as the port does."""
        return self._counts.add(batch, self._clock(), MOST_BATCHES)

    def waiting(self) -> int:
        """Return how many different numbers are in memory only."""
        with self._adding:
            return len(self._open) + (len(self._sealed.numbers) if self._sealed else 0)

    def flush(self) -> bool:
        """Write all that was counted, and what waits in the spool; return whether it is done.

        What is not written is kept and tried again the next time, whatever the reason.
        """
        with self._writing:
            before, self._away = self._away, True
            try:
                take_up(self._spool, self._counts, self._clock())
                while batch := self._seal():
                    self._counts.add(batch, self._clock())
                    self._sealed = None
                self._away = False
            except DatabaseAwayError as error:
                if not before:
                    log.warning("counts of desks wait, the database is away: %s", error)
            except Exception:
                log.exception("counts of desks could not be written")
            return not self._away

    def close(self) -> None:
        """Write all for the last time; what cannot be written goes into the spool.

        A database that was away a moment ago is not waited for again: the process has
        little time to end.
        """
        if not self._away and self.flush():
            return
        with self._writing:
            while batch := self._seal():
                self._keep(batch)
                self._sealed = None

    def _seal(self) -> Batch | None:
        """Return the batch to write next, which nothing is added to any more."""
        with self._adding:
            if self._sealed is None and self._open:
                self._sealed, self._open = Batch(token_hex(16), self._open), {}
            dropped, self._dropped = self._dropped, 0
        if dropped:
            log.error("%s numbers of desks were not counted: too many wait in memory", dropped)
        return self._sealed

    def _keep(self, batch: Batch) -> None:
        try:
            self._spool.keep(batch)
        except OSError as error:
            lost = sum(batch.numbers.values())
            log.error("%s counts of desks are lost, no file takes them: %s", lost, error)  # noqa: TRY400  (said in full)


class BackgroundTally:
    """The adapter of the port `DeskTally`: a buffer that a thread empties.

    The thread begins with the first number, hence in the process that counts, not in the
    one that it was split off from, and ends with the process.
    """

    def __init__(self, buffer: Buffer, every: float = EVERY) -> None:
        """Empty `buffer` each `every` seconds, and when the process ends."""
        self._buffer, self._every = buffer, every
        self._starting, self._stop = threading.Lock(), threading.Event()
        self._thread: threading.Thread | None = None

    def add(self, desk: str, way: Way, day: date, labels: Iterable[str]) -> None:
        """Count each label once more, in memory."""
        self._buffer.add(desk, way, day, labels)
        if self._thread is None:
            self._start()

    def deliver(self, batch: Batch) -> Taken:
        """Add a kiosk's report at once. Raises `DatabaseAwayError` as the port does."""
        return self._buffer.deliver(batch)

    def waiting(self) -> int:
        """Return how many different numbers are in memory only."""
        return self._buffer.waiting()

    def close(self) -> None:
        """Stop the thread, and write all for the last time."""
        atexit.unregister(self.close)
        self._stop.set()
        if self._thread is not None:
            self._thread.join(PATIENCE)
        self._buffer.close()

    def _start(self) -> None:
        with self._starting:
            if self._thread is not None or self._stop.is_set():
                return
            self._thread = threading.Thread(target=self._run, name="desk-counts", daemon=True)
            atexit.register(self.close)
            self._thread.start()

    def _run(self) -> None:
        while not self._stop.wait(self._every):
            self._buffer.flush()


class NoTally:
    """A tally for a site that counts nothing."""

    def add(self, desk: str, way: Way, day: date, labels: Iterable[str]) -> None:
        """Count nothing."""

    def deliver(self, batch: Batch) -> Taken:
        """Count nothing: as if it had been counted already."""
        del batch
        return "known"

    def waiting(self) -> int:
        """Return 0."""
        return 0


class NoCounts:
    """Counts for an office without any."""

    def add(self, batch: Batch, now: datetime, most: int | None = None) -> Taken:
        """Keep nothing."""
        del batch, now, most
        return "known"

    def sums(self, desk: str, first: date, after: date) -> DeskSums:
        """Return no numbers."""
        del desk, first, after
        return DeskSums()

    def by_day(self, desk: str, first: date, after: date) -> Mapping[date, DeskSums]:
        """Return no days."""
        del desk, first, after
        return {}

    def of_all(self, first: date, after: date) -> Mapping[str, DeskSums]:
        """Return no desks."""
        del first, after
        return {}

    def first_day(self, desk: str) -> None:
        """Return None."""
        del desk

    def forget_batches(self, before: datetime) -> int:
        """Return 0."""
        del before
        return 0


def take_up(spool: Spool, counts: DeskCounts, now: datetime) -> None:
    """Add what a process before this one left in the spool, each batch once.

    Several processes may do it at the same time. Raises `DatabaseAwayError`.
    """
    for batch in spool.all():
        counts.add(batch, now)
        spool.forget(batch)
