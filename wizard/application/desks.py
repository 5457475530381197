"""The desks in memory: read again every few seconds, and kept while the database is away."""

import logging
from collections.abc import Callable
from threading import Lock

from wizard.application.ports_accounts import DatabaseAwayError
from wizard.application.ports_desks import DeskNotes, Desks
from wizard.domain.desks import Desk

log = logging.getLogger(__name__)

FRESH_FOR = 5.0
"""Seconds after which a change made by another process is seen at the latest."""


class Shelf:
    """The adapter of the port `DeskShelf` over a port `Desks`.

    `clock` gives seconds that only grow. While the database is away the desks known
    last stay, so kiosks and frames go on; who starts then has them from `notes`.
    """

    def __init__(
        self, desks: Desks, clock: Callable[[], float], notes: DeskNotes | None = None
    ) -> None:
        """Take the desks from `desks`; nothing is read before the first use."""
        self._desks, self._clock, self._notes = desks, clock, notes
        self._known: dict[str, Desk] = {}
        self._read_at: float | None = None
        self._reading = Lock()

    def get(self, key: str) -> Desk | None:
        """Return the desk with this id, or None."""
        return self._current().get(key)

    def all(self) -> tuple[Desk, ...]:
        """Return all desks by their ids."""
        return tuple(self._current().values())

    def refresh(self) -> None:
        """Read the desks again now, after a change of our own."""
        # Whoever is reading just now may have begun before the change: read after them.
        with self._reading:
            self._read()

    def _current(self) -> dict[str, Desk]:
        # One request reads and the others go on with what is known; before anything is
        # known they wait, since without desks a kiosk would be told that there is none.
        if self._stale() and self._reading.acquire(blocking=self._read_at is None):
            try:
                if self._stale():
                    self._read()
            finally:
                self._reading.release()
        return self._known

    def _stale(self) -> bool:
        return self._read_at is None or self._clock() - self._read_at >= FRESH_FOR

    def _read(self) -> None:
        try:
            found = {desk.key: desk for desk in self._desks.all()}
        except DatabaseAwayError as error:
            log.warning("the desks are those known last, the database is away: %s", error)
            if self._notes is not None and not self._known:
                self._known = {desk.key: desk for desk in self._notes.known()}
        else:
            if self._notes is not None and (self._read_at is None or found != self._known):
                self._write_down(self._notes, found)
            self._known = found
        self._read_at = self._clock()

    def _write_down(self, notes: DeskNotes, found: dict[str, Desk]) -> None:
        try:
            notes.keep(found.values())
        except OSError as error:
            # It is only needed by a start without the database.
            log.warning("the desks cannot be written down: %s", error)


class NoDesks:
    """A shelf without desks, for a site that has none."""

    def get(self, key: str) -> None:
        """Return None, whatever the id `key`."""
        del key

    def all(self) -> tuple[Desk, ...]:
        """Return nothing."""
        return ()

    def refresh(self) -> None:
        """Do nothing."""
