"""The production server: gunicorn, set up from here instead of a file, and what runs beside it."""

import logging
import os
import resource
import sys
from dataclasses import dataclass, replace
from typing import Any
from wsgiref.types import WSGIApplication

from gunicorn.app.base import BaseApplication

from wizard import logs
from wizard.memory import settle
from wizard.serving.access import QuietLogger
from wizard.serving.companion import Companion
from wizard.serving.incoming import BodyLimits
from wizard.serving.master import Master
from wizard.serving.metrics import (
    RequestCounts,
    WorkerGauges,
    clean_folder,
    forget_worker,
    reserve_files,
)
from wizard.serving.ready import ReadyPipe
from wizard.serving.vitals import Vitals
from wizard.serving.worker import PatientWorker
from wizard.settings import Settings
from wizard.settings.serving import MOST_BYTES, MOST_UPLOAD_BYTES, ServingSettings

log = logging.getLogger(__name__)

SENDER = "from wizard.commands.post import post; post()"
"""What Python runs to send what is queued: `wizard post run` without the rest of the program."""

LISTENER = "from wizard.serving.metrics_listener import main; main()"

BODIES = BodyLimits(MOST_BYTES, ((b"/staff/", MOST_UPLOAD_BYTES),))

MORE_FILES = 256
"""Open files of a worker beside its connections: index, database, logs, metrics."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a worker takes of a client: lengths of bodies, and seconds for either direction."""

    bodies: BodyLimits
    request_seconds: int
    answer_seconds: int


class JsonLogger(QuietLogger):
    """The log in JSON."""

    form = "json"


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn carries no types
    """Several workers, each with its own application."""

    def __init__(self, host: str, port: int, settings: Settings, *, post: bool = False) -> None:
        """Serve on `host`:`port`; with `post` a process beside sends mails and text messages."""
        serving = settings.serving
        self._settings, self._post = settings, post
        self._ready = ReadyPipe()
        self._measured = settings.data / f"metrics-{port}"
        self.limits = Limits(BODIES, serving.request_seconds, serving.answer_seconds)
        self._options = _options(host, port, serving)
        if serving.metrics is not None:
            self._options["child_exit"] = self._forget
        super().__init__()

    def load_config(self) -> None:
        """Hand the options to gunicorn; it calls this itself."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIApplication:
        """Return the application of one worker; gunicorn calls this itself."""
        from wizard.app import create_app, settled  # noqa: PLC0415  (see `share_program`)

        return settled(create_app(self._settings))

    def begin(self, worker: PatientWorker) -> None:
        """Start what a worker does beside serving, and tell the master that it can serve."""
        from wizard.renewal import Renewal  # noqa: PLC0415  (see `share_program`)

        if self._settings.serving.metrics is not None:
            self._measure(worker)
        Renewal(worker.wsgi, self._settings).start()
        self._ready.tell(worker.age)

    def run(self) -> None:
        """Serve until the process is told to stop."""
        if self._settings.serving.metrics is not None:
            clean_folder(self._measured)
        Master(self, self._ready, self._companions()).run()

    def _companions(self) -> list[Companion]:
        found = []
        if self._post:
            found.append(Companion("The sender of mails", SENDER, "run", "--with-parent"))
        if self._settings.serving.metrics is not None:
            host, port = self._settings.serving.metrics
            about = (host, str(port), str(self._measured))
            found.append(Companion("The listener for metrics", LISTENER, *about))
        return found

    def _measure(self, worker: PatientWorker) -> None:
        try:
            reserve_files(self._measured)
        except OSError as error:
            # The site is worth more than its numbers.
            log.error("this worker counts nothing: %s", error)  # noqa: TRY400  (said in full)
            return
        worker.log.counts = RequestCounts()
        Vitals(worker.wsgi, self._settings.index, WorkerGauges()).start()

    def _forget(self, _master: Master, worker: PatientWorker) -> None:
        forget_worker(self._measured, worker.pid)


def _options(host: str, port: int, serving: ServingSettings) -> dict[str, Any]:
    """Return what gunicorn is told, beside its own defaults."""
    return {
        "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
        "workers": serving.workers,
        "threads": serving.threads,
        "worker_connections": serving.connections,
        "worker_class": PatientWorker,
        "accesslog": "-",
        "loglevel": serving.log_level,
        # A worker says every second that it lives, whatever its threads do.
        "timeout": 30,
        "graceful_timeout": serving.stop_seconds,
        "limit_request_line": 4094,
        "limit_request_fields": 64,
        "sendfile": False,
        "control_socket_disable": True,
        "logger_class": JsonLogger if serving.log_format == "json" else QuietLogger,
        # No header of a request may say where the site is mounted: a redirect would follow it.
        "forwarder_headers": "",
        "forwarded_allow_ips": "",
    }


def serve(host: str, port: int, settings: Settings, *, post: bool = True) -> None:
    """Serve until the process is told to stop; with `post` send mails and text messages too."""
    logs.configure(settings.serving.log_format, settings.serving.log_level)
    _allow_files(settings.serving.connections + MORE_FILES)
    share_program()
    Server(host, port, settings, post=post).run()


def share_program() -> None:
    """Load the program before there are workers: they share its memory, and start in half the time.

    Who serves something else, as some tests and benches do, has no use for it.
    """
    # Numpy's algebra, which nothing here uses, would start threads, and those do not go along.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from wizard import app, renewal  # noqa: F401, PLC0415  (only here, as said above)

    # The collector would write to each object that it looks at, and so make a copy of the page.
    settle()


MASTER = "from wizard.serving.server import main; main()"


def serve_afresh(host: str, port: int, settings: Settings, *, post: bool) -> None:
    """Serve as `serve` does, in the place of this program, which does not come back.

    Who has just prepared an edition holds some hundred megabytes of the making, of which each
    worker would keep a copy: a program that begins anew has none. Settings that are not
    in the environment go along as arguments.
    """
    serving = settings.serving
    more = (host, str(port), str(serving.workers), str(serving.threads), "post" if post else "")
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-P", "-c", MASTER, *more])  # noqa: S606  (our own)


def main() -> None:
    """Serve as the arguments of the process say, which `serve_afresh` wrote."""
    host, port, workers, threads, post = sys.argv[1:]
    settings = Settings.from_environment()
    serving = replace(settings.serving, workers=int(workers), threads=int(threads))
    serve(host, int(port), replace(settings, serving=serving), post=bool(post))


def _allow_files(wanted: int) -> None:
    """Let this process and its workers open so many files, as far as the system permits."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
