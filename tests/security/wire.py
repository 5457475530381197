"""A request as a server hands it to the application, and the answer as it would go out.

Not through a test client: that would put right what an attacker leaves wrong.
"""

import gzip
import io
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import unquote_to_bytes
from wsgiref.types import WSGIApplication

CONTENT = {"Content-Type": "CONTENT_TYPE", "Content-Length": "CONTENT_LENGTH"}


@dataclass(frozen=True, repr=False)
class Sent:
    """One request: the path and query as they stand in its first line, percent signs and all."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    route: str = field(default="", compare=False)

    def __repr__(self) -> str:
        """Return the first line and the headers, cut to what can be read."""
        line = f"{self.method} {self.path}{'?' if self.query else ''}{self.query}"
        return f"{line[:600]!r} {dict(self.headers)!r:.400} {self.body[:200]!r}"


@dataclass(frozen=True)
class Answer:
    """What came back, unpacked, and how many seconds of this machine's work it took."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    seconds: float

    def all(self, name: str) -> list[str]:
        """Return every value of a header."""
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def first(self, name: str) -> str:
        """Return the first value of a header, «» if there is none."""
        return next(iter(self.all(name)), "")

    @property
    def kind(self) -> str:
        """The media type."""
        return self.first("Content-Type").partition(";")[0]


def environment(sent: Sent, address: str) -> dict[str, Any]:
    """Return the WSGI environment of a request from a network address."""
    environ: dict[str, Any] = {
        "REQUEST_METHOD": sent.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(sent.path.encode("utf-8", "surrogatepass")).decode("latin-1"),
        "QUERY_STRING": sent.query.encode("utf-8", "surrogatepass").decode("latin-1"),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": address,
        "HTTP_HOST": "localhost",
        "CONTENT_LENGTH": str(len(sent.body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(sent.body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in sent.headers.items():
        key = CONTENT.get(name) or f"HTTP_{name.upper().replace('-', '_')}"
        environ[key] = value.encode("utf-8", "surrogatepass").decode("latin-1")
    return environ


def send(app: WSGIApplication, sent: Sent, address: str = "192.0.2.1") -> Answer:
    """Let the application answer a request, to its last byte."""
    got: list[tuple[int, tuple[tuple[str, str], ...]]] = []

    def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> Any:
        got[:] = [(int(status[:3]), tuple(headers))]
        return lambda _data: None

    began = time.thread_time()
    parts: Iterable[bytes] = app(environment(sent, address), start)
    try:
        body = b"".join(parts)
    finally:
        getattr(parts, "close", lambda: None)()
    took = time.thread_time() - began
    ((status, headers),) = got
    answer = Answer(status, headers, body, took)
    if body and answer.first("Content-Encoding") == "gzip":
        answer = replace(answer, body=gzip.decompress(body))
    return answer
