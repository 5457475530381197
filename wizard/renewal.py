"""The thread in each worker that sees a new edition and goes over to it.

It asks the database for two small values every two seconds, so that all nodes have a new edition
within five. The new catalogue and search are put together beside the old ones and then take their
place at once: a request has the one or the other. What goes wrong leaves the old edition in force
and is tried again.
"""

import gc
import logging
import subprocess
import sys
import threading
from dataclasses import replace

from flask import Flask

from wizard.application.ports_accounts import DatabaseAwayError
from wizard.editions import Ready, Shop
from wizard.memory import settle
from wizard.settings import Settings
from wizard.store import away
from wizard.store.editions import DatabaseNotReadyError
from wizard.store.engine import open_engine
from wizard.web.site import EXTENSION, exchange

log = logging.getLogger(__name__)

EVERY = 2.0
"""Seconds from one look to the next."""

AFTER_FAILURE = 30.0
"""Seconds until an edition that could not be made ready is tried again."""

LOOKS_LATER = 10
"""So many looks after a change no request has the old edition any more."""

MAKE = "from wizard.cli import main; main()"


class Renewal(threading.Thread):
    """Keeps one application on the newest edition until `stop` is called."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        """Renew `app`, which was made with `settings`."""
        super().__init__(name="renewal", daemon=True)
        self._app = app
        self._engine = away.tell(open_engine(settings.database_url))
        self._shop = Shop(settings, self._engine)
        self._stopped = threading.Event()
        self._away = False
        self._looks_since = 0

    def run(self) -> None:
        """Look again and again."""
        wait = EVERY
        while not self._stopped.wait(wait):
            try:
                self._count_looks(changed=self.look())
                wait, self._away = EVERY, False
            except (DatabaseAwayError, DatabaseNotReadyError) as error:
                wait = EVERY
                self._say_once(error)
            except Exception:
                # Whatever is wrong with the new edition, the old one is served on.
                log.exception("a new edition could not be made ready; the old one stays in force")
                wait = AFTER_FAILURE
        self._engine.dispose()

    def stop(self) -> None:
        """End the thread at its next step."""
        self._stopped.set()

    def look(self) -> bool:
        """Go over to the newest edition if it is another; return whether it was.

        Raises `DatabaseAwayError` or `DatabaseNotReadyError` while that cannot be known.
        """
        newest, present = self._shop.newest(), self._app.extensions[EXTENSION].catalogue
        if newest is None or newest == (present.edition, present.digest):
            return False
        ready = self._shop.fetch(*newest) or self._made_elsewhere(*newest)
        exchange(
            self._app,
            lambda site: replace(site, catalogue=ready.catalogue, words=ready.words),
        )
        log.info("edition %s is in force", ready.catalogue.edition)
        return True

    def _made_elsewhere(self, number: int, digest: str) -> Ready:
        """Return an edition that no node of our version has made ready, made in a process of
        its own: here its seconds of work would keep the visitors waiting."""
        subprocess.run(  # noqa: S603  (our own program)
            [sys.executable, "-P", "-c", MAKE, "search", "index"],
            check=True,
            stdin=subprocess.DEVNULL,
        )
        found = self._shop.fetch(number, digest)
        if found is None:
            raise RuntimeError(f"edition {number} was made ready and is not there")
        return found

    def _count_looks(self, *, changed: bool) -> None:
        """Free the edition before, some looks after a change.

        It was set apart from what the collector looks at, so it would stay for ever.
        """
        if changed:
            self._looks_since = LOOKS_LATER
        elif self._looks_since:
            self._looks_since -= 1
            if not self._looks_since:
                gc.unfreeze()
                settle()

    def _say_once(self, error: Exception) -> None:
        if not self._away:
            log.warning("no new edition can be seen while the database is away: %s", error)
        self._away = True
