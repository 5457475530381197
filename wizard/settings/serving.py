"""How the server works: processes, time limits, logs, metrics."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast
from urllib.parse import urlsplit

from wizard.settings.values import SettingsError, number, one_of

LogFormat = Literal["text", "json"]
LogLevel = Literal["debug", "info", "warning", "error"]

MOST_BYTES = 256 * 1024
"""Of one request's body: more than the longest form of ours, little enough to hold in memory."""

MOST_UPLOAD_BYTES = 8 * 1024 * 1024
"""Of one body sent to the staff area, where logos come from: the site refuses what is too much."""

FORMATS = ("text", "json")
LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True, slots=True)
class ServingSettings:
    """How `wizard run` serves.

    `workers`: processes; `threads`: requests that each of them answers at the same time.
    `connections`: how many each of them holds open; beyond, the one that waits longest goes.
    `request_seconds`: in so many a request must have come, `answer_seconds`: an answer be taken.
    `stop_seconds`: what a server that is told to stop gives the requests that it has begun.
    `log_format`, `log_level`: how log lines look, and which there are.
    `metrics`: host and port at which Prometheus finds the metrics, None for nowhere.
    """

    workers: int = 2
    threads: int = 4
    connections: int = 1000
    request_seconds: int = 30
    answer_seconds: int = 120
    stop_seconds: int = 10
    log_format: LogFormat = "text"
    log_level: LogLevel = "info"
    metrics: tuple[str, int] | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "ServingSettings":
        """Return the settings of the variables; raises `SettingsError` if one has no sense."""
        return cls(
            workers=number(environment, "WIZARD_WORKERS", 2, most=64),
            threads=number(environment, "WIZARD_THREADS", 4, most=64),
            connections=number(environment, "WIZARD_CONNECTIONS", 1000, least=100, most=50_000),
            request_seconds=number(environment, "WIZARD_REQUEST_SECONDS", 30, most=600),
            answer_seconds=number(environment, "WIZARD_ANSWER_SECONDS", 120, most=3600),
            stop_seconds=number(environment, "WIZARD_STOP_SECONDS", 10, most=600),
            log_format=cast(LogFormat, one_of(environment, "WIZARD_LOG_FORMAT", FORMATS, "text")),
            log_level=cast(LogLevel, one_of(environment, "WIZARD_LOG_LEVEL", LEVELS, "info")),
            metrics=_address(environment, "WIZARD_METRICS"),
        )


def _address(environment: Mapping[str, str], name: str) -> tuple[str, int] | None:
    """Return host and port of an address such as «127.0.0.1:9400» or «[::1]:9400»."""
    words = environment.get(name, "").strip()
    if not words:
        return None
    try:
        found = urlsplit(f"//{words}")
        host, port = found.hostname, found.port
    except ValueError:
        host, port = None, None
    if not host or not port or found.netloc != words or "@" in words:
        raise SettingsError(f"{name} is a host and a port such as 127.0.0.1:9400, not {words!r}")
    return host, port
