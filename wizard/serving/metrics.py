"""What a worker counts for Prometheus, in files that all workers' numbers are added up from.

Of prometheus-client's ways for several processes: each worker writes its own numbers into
mapped files, whoever is asked reads all of them. Labels only have values from short lists.
"""

import logging
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from wizard.web.logged import Seen

log = logging.getLogger(__name__)

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that tells prometheus-client, when it is imported, where its files are."""

KINDS = ("counter", "histogram", "gauge_liveall")
FILE_BYTES = 1024 * 1024
"""Of one file: three times what all labels together can take, so that it never grows."""

METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds: a results page takes one thousandth, a database that is away five."""


def clean_folder(folder: Path) -> None:
    """Make the folder of the files, empty, and tell prometheus-client of it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True)
    os.environ[FOLDER] = str(folder)


def forget_worker(folder: Path, pid: int) -> None:
    """Remove what a worker that has ended said of itself; what it counted stays."""
    (folder / f"gauge_liveall_{pid}.db").unlink(missing_ok=True)


def reserve_files(folder: Path) -> None:
    """Make this process's files, with their room on the disk. Raises `OSError`.

    Writing into a mapped file that finds no room on a full disk does not fail, it ends the
    process; with the room reserved it cannot happen.
    """
    for kind in KINDS:
        with (folder / f"{kind}_{os.getpid()}.db").open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, FILE_BYTES)


class RequestCounts:
    """Requests by route, method, status and channel, and how long they took by route."""

    def __init__(self) -> None:
        """Count from nothing; the files of this process must be reserved."""
        # Imported here: where its files are is decided at the import, per process.
        from prometheus_client import CollectorRegistry, Counter, Histogram  # noqa: PLC0415  (see above)

        registry = CollectorRegistry()
        self._requests = Counter(
            "parcours_requests",
            "Requests that were answered.",
            ("route", "method", "status", "channel"),
            registry=registry,
        )
        self._seconds = Histogram(
            "parcours_request_seconds",
            "Time from the whole request to the whole answer, without what the client took.",
            ("route",),
            buckets=BOUNDS,
            registry=registry,
        )
        self._count: dict[tuple[str, str, str, str], Callable[[], None]] = {}
        self._observe: dict[str, Callable[[float], None]] = {}

    def add(self, seen: Seen, method: str, status: str, seconds: float) -> None:
        """Count one request; `status` has three digits."""
        route, known = seen.route or "none", method if method in METHODS else "other"
        labels = (route, known, f"{status[:1]}xx", seen.channel)
        if labels not in self._count:
            # Finding what belongs to labels costs more than counting, so it is done once.
            self._count[labels] = self._requests.labels(*labels).inc
            self._observe[route] = self._seconds.labels(route).observe
        self._count[labels]()
        self._observe[route](seconds)


class WorkerGauges:
    """What a worker says of itself, one number each."""

    def __init__(self) -> None:
        """Say nothing yet; the files of this process must be reserved."""
        from prometheus_client import CollectorRegistry, Gauge  # noqa: PLC0415  (see above)

        registry = CollectorRegistry()

        def gauge(name: str, about: str) -> Callable[[float], None]:
            tell: Callable[[float], None] = Gauge(
                f"parcours_{name}", about, registry=registry, multiprocess_mode="liveall"
            ).set
            return tell

        self.edition = gauge("edition", "Number of the edition that the worker serves.")
        self.published = gauge(
            "edition_published_timestamp_seconds", "Day on which that edition was published."
        )
        self.indexed = gauge(
            "index_built_timestamp_seconds", "When the index on the disk was built."
        )
        self.waiting = gauge("counts_waiting", "Counts of desks that are not in the database yet.")
        self.memory = gauge("worker_memory_bytes", "Memory of the worker (resident).")
        self.started = gauge("worker_start_timestamp_seconds", "When the worker could serve.")
