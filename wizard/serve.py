"""The production server: gunicorn, set up from here instead of a file, and the post beside it."""

import sys
import time
from subprocess import DEVNULL, Popen, TimeoutExpired
from typing import Any
from wsgiref.types import WSGIApplication

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger

from wizard.app import create_app, settled
from wizard.web.logged import logged_path

ACCESS_LOG = '%(t)s "%(m)s %(U)s" %(s)s %(B)s %(D)sus'
"""The path without its query (%(U)s), because the query holds the answers; no address."""


SENDER = ["-P", "-c", "from wizard.commands.post import post; post()", "run", "--with-parent"]
"""What Python runs to send what is queued: `wizard post run` without the rest of the program.

With «-P» it never takes for ours what lies in the folder in which it happens to be started.
"""

BREATH = 5
"""Seconds from one start of the sender to the next, if it dies at once."""

GRACE = 10
"""Seconds that the sender has to finish its message."""


class QuietLogger(Logger):  # type: ignore[misc]  # gunicorn carries no types
    """Leaves out the line on requests that cannot be read: it holds address and query."""

    def atoms(self, *about: Any) -> dict[str, Any]:
        """Return what a line of the access log may hold; a partner's link is a secret."""
        found: dict[str, Any] = super().atoms(*about)
        found["U"] = logged_path(str(found["U"]))
        return found

    def warning(self, msg: str, *args: object, **kwargs: object) -> None:
        """Log a warning unless it quotes a request."""
        if not msg.startswith("Invalid request"):
            super().warning(msg, *args, **kwargs)

    def exception(self, msg: str, *args: object, **kwargs: object) -> None:
        """Log what went wrong with a request without its address: that has the query."""
        if msg.startswith("Error handling request"):
            msg, args = "Error handling request", ()
        super().exception(msg, *args, **kwargs)


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn carries no types
    """Gunicorn with several workers, each with its own application."""

    def __init__(self, host: str, port: int, workers: int, *, post: bool = False) -> None:
        """Serve on `host`:`port` with `workers` processes of four threads each.

        With `post` a process beside them sends mails and text messages.
        """
        self._post = post
        self._options: dict[str, Any] = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": workers,
            "threads": 4,
            "worker_class": "gthread",
            "accesslog": "-",
            "access_log_format": ACCESS_LOG,
            "timeout": 30,
            "graceful_timeout": 10,
            "limit_request_line": 4094,
            "control_socket_disable": True,
            "logger_class": QuietLogger,
            # No header of a request may say where the site is mounted: a redirect would follow it.
            "forwarder_headers": "",
            "forwarded_allow_ips": "",
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand the options to gunicorn; it calls this itself."""
        for name, value in self._options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> WSGIApplication:
        """Return the application of one worker; gunicorn calls this itself."""
        return settled(create_app())

    def run(self) -> None:
        """Serve until the process is told to stop."""
        (WithPost if self._post else Arbiter)(self).run()


class WithPost(Arbiter):  # type: ignore[misc]  # gunicorn carries no types
    """Gunicorn's master, which keeps one more process alive: the sender."""

    _sender: Popen[bytes] | None = None
    _started = 0.0

    def manage_workers(self) -> None:
        """Keep the workers, then the sender; gunicorn calls this at least once a second."""
        super().manage_workers()
        if self._sender is not None and self._sender.poll() is None:
            return
        if self._sender is None or time.monotonic() - self._started >= BREATH:
            if self._sender is not None:
                self.log.warning("The sender of mails had stopped: starting it again")
            self._started = time.monotonic()
            self._sender = Popen([sys.executable, *SENDER], stdin=DEVNULL)  # noqa: S603  (our own)

    def stop(self, graceful: bool = True) -> None:
        """Stop the workers, and the sender after its message."""
        sender, self._sender = self._sender, None
        if sender is not None:
            sender.terminate()
        super().stop(graceful)
        if sender is not None:
            try:
                sender.wait(GRACE)
            except TimeoutExpired:
                # Its message is not lost: another sender takes it when the lease ends.
                sender.kill()


def serve(host: str, port: int, workers: int, *, post: bool = True) -> None:
    """Serve until the process is told to stop; with `post` send mails and text messages too."""
    Server(host, port, workers, post=post).run()
