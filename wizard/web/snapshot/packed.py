"""The data of a snapshot, made and compressed once for all kiosks that come for it.

After an edition every kiosk fetches the same half a megabyte in each language, and making it
takes as long as some hundred pages.
"""

import gzip
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

MOST = 24
"""Snapshots kept, of about 100 kB each; the kiosks of one desk need three."""


class PackedData:
    """The newest data by what they are of, compressed; any thread may ask."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._lock = Lock()

    def of(self, version: str, language: str, make: Callable[[], str]) -> bytes:
        """Return the data of one version in one language as gzip; `make` writes them if need be.

        The version must change whenever what `make` writes would.
        """
        key = (version, language)
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
                return found
        # Not under the lock: two that come at once make the same twice, and nobody waits.
        made = gzip.compress(make().encode(), 9, mtime=0)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return made
