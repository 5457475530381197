"""The line that the server logs of each request, and what it counts of it.

Never a query, an address, a cookie, a form or a token: what is not named here is not logged.
"""

import json
import logging
import time
from datetime import timedelta
from typing import Any

from gunicorn.glogging import Logger

from wizard.logs import lines, moment
from wizard.serving.metrics import RequestCounts
from wizard.settings.serving import LogFormat
from wizard.web.logged import SEEN, Seen, logged_path
from wizard.web.request_ids import REQUEST_ID

UNSEEN = Seen("", "none", "", 0)
"""Of a request that never reached the site."""

QUOTING = "%s %s"
"""How gunicorn logs method and path of each request, when it is told to log all."""


class QuietLogger(Logger):  # type: ignore[misc]  # gunicorn carries no types
    """gunicorn's log: a line of ours for each request, and nothing that quotes one.

    `form` is how lines look; `counts`, if there are any, are told of each request too.
    """

    form: LogFormat = "text"
    counts: RequestCounts | None = None

    def setup(self, cfg: Any) -> None:
        """Set the log up as gunicorn does, with lines of our form; gunicorn calls this."""
        super().setup(cfg)
        self.access_log.setLevel(self.loglevel)
        for handler in self.error_log.handlers:
            handler.setFormatter(lines(self.form))

    def access(
        self, resp: Any, _req: object, environ: dict[str, Any], request_time: timedelta
    ) -> None:
        """Log and count a request that was answered."""
        seen: Seen = environ.get(SEEN, UNSEEN)
        status, seconds = str(resp.status)[:3], request_time.total_seconds()
        if self.counts is not None:
            self.counts.add(seen, environ["REQUEST_METHOD"], status, seconds)
        if self.access_log.isEnabledFor(logging.INFO):
            about = _about(environ, seen, status, getattr(resp, "sent", 0) or 0, seconds)
            self.access_log.info(_json(about) if self.form == "json" else _text(about))

    def refused(self, status: int, reason: str) -> None:
        """Log and count a request that the site was never asked about."""
        if self.counts is not None:
            self.counts.add(UNSEEN, "other", str(status), 0.0)
        self.info("a request was refused: %d %s", status, reason)

    def debug(self, msg: str, *args: object, **kwargs: object) -> None:
        """Log a detail unless it is the address of a request: a partner's link is a secret."""
        if msg != QUOTING:
            super().debug(msg, *args, **kwargs)

    def warning(self, msg: str, *args: object, **kwargs: object) -> None:
        """Log a warning unless it quotes a request that cannot be read: it has the address."""
        if not msg.startswith("Invalid request"):
            super().warning(msg, *args, **kwargs)

    def exception(self, msg: str, *args: object, **kwargs: object) -> None:
        """Log what went wrong with a request without its address: that has the query."""
        if msg.startswith("Error handling request"):
            msg, args = "Error handling request", ()
        super().exception(msg, *args, **kwargs)


def _about(
    environ: dict[str, Any], seen: Seen, status: str, sent: int, seconds: float
) -> dict[str, Any]:
    return {
        "time": moment(time.time()),
        "request": environ.get(REQUEST_ID, "-"),
        "method": environ["REQUEST_METHOD"],
        "path": logged_path(environ.get("PATH_INFO", "-")),
        "status": int(status),
        "bytes": sent,
        "ms": round(seconds * 1000, 2),
        "route": seen.route or "none",
        "channel": seen.channel,
        "language": seen.language or "-",
        "edition": seen.edition,
    }


def _json(about: dict[str, Any]) -> str:
    return json.dumps({"level": "info", "logger": "access", **about})


def _text(about: dict[str, Any]) -> str:
    return (
        '[{time}] [{request}] "{method} {path}" {status} {bytes} bytes {ms} ms'
        " route={route} channel={channel} language={language} edition={edition}"
    ).format_map(about)
