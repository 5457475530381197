"""Log lines: text for people or JSON for machines, each with the id of its request.

Plain `logging` with a formatter of ours, because gunicorn, SQLAlchemy and the rest speak
through it anyway (see the decisions).
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

from wizard.settings.serving import LogFormat, LogLevel
from wizard.web.request_ids import current_request_id


class TextLines(logging.Formatter):
    """One line a message: moment, process, weight, id of the request if there is one, words."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and the lines of a traceback below it."""
        one = current_request_id()
        about = f"[{moment(record.created)}] [{record.process}] [{record.levelname}]"
        words = f"{about} [{one}]" if one else about
        words = f"{words} {record.getMessage()}"
        return f"{words}\n{_traceback(record)}" if record.exc_info else words


class JsonLines(logging.Formatter):
    """One JSON object a message, on one line, tracebacks too."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        about: dict[str, Any] = {
            "time": moment(record.created),
            "level": record.levelname.lower(),
            "process": record.process,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if one := current_request_id():
            about["request"] = one
        if record.exc_info:
            about["traceback"] = _traceback(record)
        return json.dumps(about)


def lines(form: LogFormat) -> logging.Formatter:
    """Return the formatter of a form."""
    return JsonLines() if form == "json" else TextLines()


def moment(seconds: float) -> str:
    """Return seconds since 1970 as ISO 8601 with milliseconds, in UTC.

    >>> moment(0.5)
    '1970-01-01T00:00:00.500+00:00'
    """
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")


def configure(form: LogFormat, level: LogLevel) -> None:
    """Send what this program logs to the standard error, from `level` on.

    Libraries speak from warnings on only: what some of them tell beyond that has whole
    requests in it.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(lines(form))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger("wizard").setLevel(level.upper())


def _traceback(record: logging.LogRecord) -> str:
    found = record.exc_info
    return "".join(traceback.format_exception(*found)).rstrip() if found and found[0] else ""
