"""What a worker tells of itself every few seconds, for Prometheus."""

import logging
import os
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from wizard.serving.metrics import WorkerGauges
from wizard.web.site import site

log = logging.getLogger(__name__)

EVERY = 5.0
"""Seconds from one telling to the next: Prometheus asks every 15 or so."""

PAGE = os.sysconf("SC_PAGE_SIZE")


class Vitals(threading.Thread):
    """Tells edition, index, counts that wait, and memory, as long as the process lives."""

    def __init__(self, app: Flask, index: Path, gauges: WorkerGauges) -> None:
        """Tell of `app`, whose index lies somewhere in `index`."""
        super().__init__(name="vitals", daemon=True)
        self._app, self._index, self._gauges = app, index, gauges

    def run(self) -> None:
        """Tell again and again."""
        self._gauges.started(time.time())
        while True:
            try:
                self.tell()
            except Exception:
                log.exception("the worker's numbers could not be read")
            time.sleep(EVERY)

    def tell(self) -> None:
        """Tell once."""
        with self._app.app_context():
            here = site()
            self._gauges.edition(here.catalogue.edition)
            self._gauges.waiting(here.tally.waiting())
            published = datetime.fromisoformat(here.catalogue.published_on).replace(tzinfo=UTC)
        self._gauges.published(published.timestamp())
        self._gauges.memory(resident_bytes())
        built = [one.stat().st_mtime for one in self._index.rglob("manifest.json")]
        if built:
            self._gauges.indexed(max(built))


def resident_bytes() -> int:
    """Return the memory that this process has, as Linux counts it."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE
