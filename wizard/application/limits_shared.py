"""Sharing counts with other server processes: in disguise, in the background, and patiently."""

import atexit
import logging
import threading
from collections.abc import Callable, Sequence
from hashlib import blake2b, sha256

from wizard.application.ports_limits import CounterAwayError, HitCounter, Hits
from wizard.domain.limits import Limit

log = logging.getLogger(__name__)

EVERY = 1.0
"""Seconds from one exchange to the next. The shortest window has ten, so one visitor who asks
several servers at once gets at most a tenth more than from one."""

RETRY = 5.0
"""Seconds for which a counter that was away is not asked: nobody waits for it again and again."""

PATIENCE = 3.0
"""Seconds for the exchange that goes on when the process ends."""

DAY = 86_400


class Sharing:
    """The way to a counter of all server processes, which may be away at any moment.

    Visitors are known there by a digest whose key is made of the site's secret and the day:
    all servers make the same one, and nobody can tell from it who it was, or that it was the
    same one the day before.
    """

    def __init__(self, counter: HitCounter, secret: str, ticks: Callable[[], float]) -> None:
        """Add up in `counter`; `ticks` is a clock that is never set, in seconds."""
        self._counter, self._ticks = counter, ticks
        self._secret = sha256(f"limits {secret}".encode()).digest()
        self._away_until = float("-inf")
        self._away = False
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._thread: threading.Thread | None = None

    def hits(self, limit: Limit, who: str, window: int, number: int) -> Hits:
        """Return what is told of a visitor."""
        ends = (window + 1) * limit.seconds
        # The day of the window, not that of the clock: midnight is not within a window's count.
        key = blake2b(f"{ends // DAY}".encode(), key=self._secret).digest()
        digest = blake2b(f"{limit.name} {who}".encode(), key=key, digest_size=16).hexdigest()
        return Hits(f"{limit.name}:{digest}", window, ends, number)

    def add(self, hits: Sequence[Hits], now: float) -> list[int] | None:
        """Add up and return the totals; None while the counter is away, which is said once."""
        if self._ticks() < self._away_until:
            return None
        try:
            totals = self._counter.add(hits, now)
        except CounterAwayError as error:
            self._away_until = self._ticks() + RETRY
            if not self._away:
                log.warning(
                    "the shared counter of limits is away, each process counts alone: %s", error
                )
            self._away = True
            return None
        if self._away:
            log.warning("the shared counter of limits is back")
            self._away = False
        return totals

    def begin(self, exchange: Callable[[], None]) -> None:
        """See to it that a thread calls `exchange` each second, in this very process.

        It begins with the first visitor, hence in the process that serves, not in the one
        that it was split off from.
        """
        if self._thread is not None:
            return
        with self._lock:
            if self._thread is None and not self._stop.is_set():
                self._thread = threading.Thread(
                    target=self._run, args=(exchange,), name="limits", daemon=True
                )
                atexit.register(self.close)
                self._thread.start()

    def close(self) -> None:
        """End the thread and give the counter's connections back."""
        atexit.unregister(self.close)
        self._stop.set()
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join(PATIENCE)
        self._counter.close()

    def _run(self, exchange: Callable[[], None]) -> None:
        while not self._stop.wait(EVERY):
            try:
                exchange()
            except Exception:
                # Whatever it is: the thread goes on, and so does the site.
                log.exception("limits could not be shared")
