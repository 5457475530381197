"""How often one address tries links that do not exist, remembered by one server process.

A link cannot be guessed; this only tells somebody who tries to stop. A link of ours works
all the same, because many people may come from one address.
Nothing is stored, and an address is forgotten when its time is over.
"""

from collections import OrderedDict, deque
from datetime import datetime, timedelta
from threading import Lock

from wizard.domain.lockout import source

MOST_ADDRESSES = 10_000
"""So many addresses are remembered; beyond, those that were seen first are forgotten."""


class Tries:
    """Counts failures per network address; `most` of them within `window` are let pass."""

    def __init__(self, most: int = 20, window: timedelta = timedelta(minutes=10)) -> None:
        """Begin with nothing."""
        self._most, self._window = most, window
        self._failures: OrderedDict[str, deque[datetime]] = OrderedDict()
        self._lock = Lock()

    def failed(self, address: str, now: datetime) -> None:
        """Note that a link from this address does not exist."""
        with self._lock:
            kept = self._failures.setdefault(source(address), deque(maxlen=self._most))
            kept.append(now)
            while len(self._failures) > MOST_ADDRESSES:
                self._failures.popitem(last=False)

    def wait(self, address: str, now: datetime) -> int:
        """Return for how many seconds the address is not heard; 0 if it is."""
        with self._lock:
            kept = self._failures.get(source(address))
            if kept is None:
                return 0
            while kept and now - kept[0] >= self._window:
                kept.popleft()
            if not kept:
                del self._failures[source(address)]
            if len(kept) < self._most:
                return 0
            return max(1, int((kept[0] + self._window - now).total_seconds()))
