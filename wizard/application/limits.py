"""Counting how often visitors ask: in this process first, and with others where that is wanted.

For what is only read a process counts by itself and hears of the others each second
(`limits_shared`), so that no page ever waits for a counter elsewhere. What is strict is asked
of the shared counter each time; while that is away, this process alone decides.
"""

from collections.abc import Callable, Mapping
from threading import Lock

from wizard.application.limits_shared import Sharing
from wizard.domain.limits import Limit, Standing

MOST_VISITORS = 100_000
"""Visitors that one process tells apart in one window. Beyond, it begins anew: who has so many
addresses is not held by counting addresses, and memory must end somewhere."""

WORTH_TELLING = 50
"""A visitor is told to the others from the fiftieth part of the limit on: nearly nobody comes
so far, so that usual visits cost the shared counter nothing."""


class Book:
    """What this process counted for one limit in the current window, and knows of the others."""

    def __init__(self, limit: Limit) -> None:
        """Begin with nothing."""
        self.limit = limit
        self._lock = Lock()
        self._window = -1
        self._counts: dict[str, int] = {}
        self._told: dict[str, int] = {}
        self._others: dict[str, int] = {}

    def hit(self, who: str, now: float) -> Standing:
        """Count once more for `who` at `now` (seconds since 1970)."""
        limit = self.limit
        window = limit.window(now)
        with self._lock:
            if window != self._window:
                # Also when a clock was set back: nobody waits for a time that was.
                self._begin(window)
            used = self._counts.get(who, 0) + 1
            if used == 1 and len(self._counts) >= MOST_VISITORS:
                self._begin(window)
            self._counts[who] = used
            if self._others:
                used += self._others.get(who, 0)
        return Standing(limit, used, limit.rest(window, now))

    def untold(self) -> tuple[int, dict[str, int]]:
        """Return the window, and by visitor what the others have not been told of it yet."""
        least = max(1, self.limit.most // WORTH_TELLING)
        with self._lock:
            new = {
                who: number - self._told.get(who, 0)
                for who, number in self._counts.items()
                if number >= least
            }
            return self._window, new

    def heard(self, window: int, told: Mapping[str, int], totals: Mapping[str, int]) -> None:
        """Note what was told, and how much there is in all by now."""
        with self._lock:
            if window != self._window:
                return
            for who, number in told.items():
                if who in self._counts:
                    mine = self._told.get(who, 0) + number
                    self._told[who] = mine
                    self._others[who] = max(0, totals[who] - mine)

    def _begin(self, window: int) -> None:
        self._window, self._counts, self._told, self._others = window, {}, {}, {}


class Gate:
    """Counts visitors against the limits that are in force."""

    def __init__(
        self,
        limits: Mapping[str, Limit],
        clock: Callable[[], float],
        sharing: Sharing | None = None,
    ) -> None:
        """Hold `limits`, by name; `clock` tells seconds since 1970. Without `sharing` alone."""
        self._books = {name: Book(limit) for name, limit in limits.items()}
        self._public = [book for book in self._books.values() if not book.limit.strict]
        self._clock, self._sharing = clock, sharing

    def hit(self, name: str, who: str, now: float | None = None) -> Standing | None:
        """Count a visitor once more; return where it stands, None if there is no such limit.

        `who` is the source of its address, or the number of its account; it leaves this
        process as a digest only. `now` is the moment, that of the clock without it.
        """
        book = self._books.get(name)
        if book is None:
            return None
        moment = self._clock() if now is None else now
        standing = book.hit(who, moment)
        if self._sharing is not None:
            if standing.limit.strict:
                return self._with_all(self._sharing, standing, who, moment)
            self._sharing.begin(self.exchange)
        return standing

    def exchange(self) -> None:
        """Tell the others what was counted here, and hear what they have counted."""
        if self._sharing is None:
            return
        for book in self._public:
            window, new = book.untold()
            hits = [
                self._sharing.hits(book.limit, who, window, number) for who, number in new.items()
            ]
            totals = self._sharing.add(hits, self._clock()) if hits else None
            if totals is not None:
                book.heard(window, new, dict(zip(new, totals, strict=True)))

    def close(self) -> None:
        """Hear of the others no more, and give connections back."""
        if self._sharing is not None:
            self._sharing.close()

    @staticmethod
    def _with_all(sharing: Sharing, standing: Standing, who: str, now: float) -> Standing:
        """Return where a visitor stands with the tries at all servers; alone while they are away.

        What this process knows counts as well, so that a counter that was away and comes back
        empty forgets nothing of here.
        """
        limit = standing.limit
        totals = sharing.add([sharing.hits(limit, who, limit.window(now), 1)], now)
        return standing if totals is None else standing._replace(used=max(standing.used, *totals))
