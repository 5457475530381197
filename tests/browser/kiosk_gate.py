"""A gate between a kiosk and its server: open, closed, slow, failing, or cut in the middle."""

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal
from urllib.parse import urlsplit

from tests.background import answering

Way = Literal["open", "closed", "slow", "failing"]

NOT_PASSED_ON = {"connection", "transfer-encoding", "keep-alive", "content-length", "host"}


@dataclass
class Gate:
    """What happens to requests: `way` to all; answers whose path contains `cut` end in the
    middle, those with `spoilt` are of another content.

    `upstream` is the address of the server behind it, which may be another one later.
    `asked` are the paths that came, in order; `bodies` what was posted. `before_each` is
    called before a request is passed on.
    """

    upstream: str
    way: Way = "open"
    cut: str = ""
    spoilt: str = ""
    before_each: "Callable[[Gate], None] | None" = None
    address: str = ""
    asked: list[str] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)

    def close(self) -> None:
        """Let nothing through: every connection ends without an answer."""
        self.way = "closed"

    def open(self) -> None:
        """Let everything through, what waits included."""
        self.way, self.cut, self.spoilt = "open", "", ""
        self.let_go.set()

    def slow(self) -> None:
        """Take requests and answer none before the gate opens."""
        self.let_go.clear()
        self.way = "slow"

    def failing(self) -> None:
        """Answer everything with 500."""
        self.way = "failing"

    def pages(self) -> list[str]:
        """Return the paths of pages that were asked for, without files and the snapshot's parts."""
        parts = ("/static/", "/desks/", "snapshot", "/kiosk-worker.js", "/offline", "/counts")
        return [path for path in self.asked if not any(part in path for part in parts)]


@contextmanager
def gate_before(upstream: str) -> Iterator[Gate]:
    """Put a gate before the server at `upstream` as long as the block lasts."""
    gate = Gate(upstream)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Passage", (_Passage,), {"gate": gate}))
    server.daemon_threads = True
    gate.address = f"http://127.0.0.1:{server.server_port}"
    with answering(server):
        try:
            yield gate
        finally:
            gate.let_go.set()


class _Passage(BaseHTTPRequestHandler):
    """Passes one request on, or does what the gate says."""

    gate: Gate

    def do_GET(self) -> None:
        """Answer a request for something."""
        self._pass_on(b"")

    def do_POST(self) -> None:
        """Answer a request that brings something."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.gate.bodies.append(body)
        self._pass_on(body)

    def _pass_on(self, body: bytes) -> None:
        self.gate.asked.append(self.path)
        if self.gate.way == "slow":
            self.gate.let_go.wait()
        if self.gate.way == "closed":
            self.close_connection = True
        elif self.gate.way == "failing":
            self.send_error(500)
        else:
            self._answer(body)

    def _answer(self, body: bytes) -> None:
        if self.gate.before_each is not None:
            self.gate.before_each(self.gate)
        to = http.client.HTTPConnection(urlsplit(self.gate.upstream).netloc, timeout=60)
        spoils = bool(self.gate.spoilt) and self.gate.spoilt in self.path
        # What is added behind a compressed answer, a browser does not read.
        held_back = {*NOT_PASSED_ON, "accept-encoding"} if spoils else NOT_PASSED_ON
        kept = {k: v for k, v in self.headers.items() if k.lower() not in held_back}
        to.request(self.command, self.path, body or None, {**kept, "Host": self.headers["Host"]})
        answer = to.getresponse()
        whole = answer.read()
        if spoils:
            whole += b"/* of another program */"
        to.close()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in NOT_PASSED_ON:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(whole)))
        self.end_headers()
        half = self.gate.cut != "" and self.gate.cut in self.path
        self.wfile.write(whole[: len(whole) // 2] if half else whole)
        self.close_connection = True

    def handle(self) -> None:
        """Answer; a browser that goes away meanwhile is none of our business."""
        try:
            super().handle()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: Any) -> None:
        """Write nothing."""
