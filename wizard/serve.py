"""The production server: gunicorn, set up from here instead of a file."""

from typing import Any
from wsgiref.types import WSGIApplication

from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from wizard.app import create_app

ACCESS_LOG = '%(t)s "%(m)s %(U)s" %(s)s %(B)s %(D)sus'
"""The path without its query (%(U)s), because the query holds the answers; no address."""


class QuietLogger(Logger):  # type: ignore[misc]  # gunicorn carries no types
    """Leaves out the line on requests that cannot be read: it holds address and query."""

    def warning(self, msg: str, *args: object, **kwargs: object) -> None:
        """Log a warning unless it quotes a request."""
        if not msg.startswith("Invalid request"):
            super().warning(msg, *args, **kwargs)


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn carries no types
    """Gunicorn with several workers, each with its own application."""

    def __init__(self, host: str, port: int, workers: int) -> None:
        """Serve on `host`:`port` with `workers` processes of four threads each."""
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
        return create_app()


def serve(host: str, port: int, workers: int) -> None:
    """Serve until the process is told to stop."""
    Server(host, port, workers).run()
