"""Whether something that may hang is there, asked so that nobody waits for long."""

import logging
import threading
from collections.abc import Callable
from typing import Literal

log = logging.getLogger(__name__)

KEPT = 2.0
"""Seconds that an answer holds: however many ask, the database is asked once in so many."""

PATIENCE = 0.5
"""Seconds that somebody waits for an answer; without one by then it is away."""

State = Literal["ok", "away"]


class Watch:
    """Asks in a thread of its own, one question at a time."""

    def __init__(self, ask: Callable[[], object], clock: Callable[[], float]) -> None:
        """`ask` raises whatever it likes if it finds nobody; `clock` gives seconds that only grow."""
        self._ask, self._clock = ask, clock
        self._lock = threading.Lock()
        self._answered = threading.Event()
        self._asking = False
        self._asked_at: float | None = None
        self._state: State = "away"

    def state(self) -> State:
        """Return whether it is there, as it was known a moment ago; never raises."""
        with self._lock:
            old = self._asked_at is None or self._clock() - self._asked_at >= KEPT
            if old and not self._asking:
                self._asking, self._asked_at = True, self._clock()
                self._answered.clear()
                threading.Thread(target=self._find_out, name="watch", daemon=True).start()
        return self._state if self._answered.wait(PATIENCE) else "away"

    def _find_out(self) -> None:
        state: State = "away"
        try:
            self._ask()
            state = "ok"
        except Exception as error:
            if self._state == "ok":
                log.warning("the database is away: %s", error)
        finally:
            with self._lock:
                self._state, self._asking = state, False
            self._answered.set()
