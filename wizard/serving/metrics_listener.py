"""The process that Prometheus asks: it adds up what the workers wrote, and counts the mails.

A process of its own, so that a database that hangs keeps no worker and not the master.
"""

import os
import signal
import sys
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from wizard import logs
from wizard.application.ports_accounts import DatabaseAwayError
from wizard.settings import Settings
from wizard.store import away
from wizard.store.engine import Engine
from wizard.store.watched import queue_lengths

SIGNALS = {signal.SIGTERM, signal.SIGINT}


class Mails(Collector):
    """How many mails and text messages wait, and whether the database says so at all."""

    def __init__(self, engine: Engine) -> None:
        """Ask `engine`, which tells when it is away."""
        self._engine = engine

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the numbers; those of the queue are left out while the database is away."""
        there = GaugeMetricFamily("parcours_database_up", "1 if the database answers, else 0.")
        queue = GaugeMetricFamily(
            "parcours_mails", "Mails and text messages in the queue.", labels=["state"]
        )
        try:
            for state, number in queue_lengths(self._engine).items():
                queue.add_metric([state], number)
            there.add_metric([], 1)
            yield queue
        except DatabaseAwayError:
            there.add_metric([], 0)
        yield there


def main() -> None:
    """Answer at the host and port of the command line, over a folder, while the parent lives."""
    host, port, folder = sys.argv[1:4]
    parent, settings = os.getppid(), Settings.from_environment()
    logs.configure(settings.serving.log_format, settings.serving.log_level)
    # Before there are threads, which take over what is kept back here.
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    registry = CollectorRegistry()
    MultiProcessCollector(registry, folder)  # type: ignore[no-untyped-call]  # it has no types
    registry.register(Mails(away.open_told(settings.database_url)))
    start_http_server(int(port), host, registry)
    while signal.sigtimedwait(SIGNALS, 1.0) is None and os.getppid() == parent:
        pass
