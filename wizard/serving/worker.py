"""A worker in which slow clients cost memory, never a thread.

gunicorn's own worker with threads gives each new connection to a thread, which waits for the
request, for its body, and for the client to take the answer: as many slow clients as there
are threads stop it. Here the main loop waits for all of them at once, each step with a time
limit, and a thread only gets a request that is whole. So do nginx and waitress.
"""

import errno
import selectors
import socket
import time
from concurrent.futures import Future
from functools import partial
from typing import Any

from gunicorn import http
from gunicorn.workers.gthread import ThreadWorker

from wizard.serving.incoming import BodyLimits, RefusedError
from wizard.serving.line import Line, Phase

HEAD = 10.0
"""Seconds for the first line and the headers: a phone on a bad network needs one or two."""

IDLE = 75.0
"""Seconds that a connection may wait for its next request; nginx gives up before, after 60."""

SLOWEST = 64 * 1024
"""Bytes a second that a long body must come in, beyond the seconds that each one has."""

CLOSING = 2.0
"""Seconds that a client has to read the end, as in gunicorn."""

LOOK = 1.0
"""Seconds from one look for connections that have had their time to the next."""

AT_ONCE = 64 * 1024
"""Bytes that are read at once."""

KERNEL_BYTES = 256 * 1024
"""Bytes of an answer that the system holds for one client, where it would take four million."""

MOST_HELD = 64 * 1024 * 1024
"""Bytes of requests and answers that wait for clients in one worker; beyond, the oldest go."""

MOST_DISCARDED = 1024 * 1024
"""Bytes of a refused request that are read to the end, so that its client sees the answer."""

NO_ROOM = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
NOBODY = {errno.EAGAIN, errno.EWOULDBLOCK, errno.ECONNABORTED}


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn carries no types
    """Gunicorn's worker with threads, waiting for clients in its main loop."""

    def __init__(self, *about: Any, **more: Any) -> None:
        """Begin without connections; gunicorn calls this, in the master."""
        super().__init__(*about, **more)
        limits = self.app.limits
        self._bodies: BodyLimits = limits.bodies
        self._seconds: dict[Phase, float] = {
            "idle": IDLE,
            "head": min(HEAD, limits.request_seconds),
            "body": limits.request_seconds,
            "answer": limits.answer_seconds,
            "closing": CLOSING,
        }
        self._lines: set[Line] = set()
        self._next_look = 0.0

    def run(self) -> None:
        """Tell the master that this worker can serve, and serve."""
        self.app.begin(self)
        super().run()

    def accept(self, listener: socket.socket) -> None:
        """Take a connection; if that is one too many, end the one that waits longest."""
        try:
            real, client = listener.accept()
        except OSError as error:
            if error.errno in NO_ROOM:
                self._end_oldest()
            elif error.errno not in NOBODY:
                raise
            return
        real.setblocking(False)
        real.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BYTES)
        line = Line(real, client, listener.getsockname(), self._bodies)
        self._lines.add(line)
        self.nr_conns += 1
        self._enter(line, "head")
        self._read(line, real)
        if self.nr_conns >= self.worker_connections:
            self._end_oldest()

    def handle(self, line: Line) -> bool:
        """Answer a whole request, in a thread; return whether another one may follow."""
        line.dry = False
        line.parser = http.get_parser(self.cfg, line, line.client)
        keep = super().handle(line)
        line.next_request()
        line.flush()
        return bool(keep) and not line.dry

    def finish_request(self, line: Line, done: "Future[bool]") -> None:
        """Go on with a line that a thread has given back."""
        error = None if done.cancelled() else done.exception()
        if error is None and not done.cancelled():
            line.keep = done.result()
            self._send(line)
            return
        if error is not None and not isinstance(error, OSError):
            self.log.error("a connection was given up", exc_info=error)
        # Else its client has gone while it was answered.
        self._close(line)

    def murder_keepalived(self, force: bool = False) -> None:
        """End what has had its time, or everything with `force`; gunicorn calls this often."""
        now = time.monotonic()
        if not force and now < self._next_look:
            return
        self._next_look = now + LOOK
        for line in [one for one in self._lines if force or one.until <= now]:
            if force or line.phase not in {"head", "body"} or not line.incoming.data:
                self._close(line)
            else:
                self._refuse(line, RefusedError(408, "Request Timeout"))
        while sum(line.held for line in self._lines) > MOST_HELD and self._end_oldest():
            pass

    def murder_pending(self) -> None:
        """Do nothing: `murder_keepalived` has done it."""

    def _cap_keepalive(self, deadline: float) -> None:
        for line in self._lines:
            if line.phase in {"idle", "head"} and not line.incoming.data:
                line.until = min(line.until, deadline)

    def _enter(self, line: Line, phase: Phase) -> None:
        line.phase, line.since = phase, time.monotonic()
        line.until = line.since + self._seconds.get(phase, float("inf"))
        if phase == "body":
            line.until += line.incoming.wanted / SLOWEST

    def _watch(self, line: Line, events: int, react: Any) -> None:
        change = self.poller.modify if line.watched else self.poller.register
        change(line.real, events, partial(react, line))
        line.watched = True

    def _unwatch(self, line: Line) -> None:
        if line.watched:
            self.poller.unregister(line.real)
            line.watched = False

    def _read(self, line: Line, _real: socket.socket) -> None:
        """Take what has come; whole requests go to a thread."""
        try:
            data = line.real.recv(AT_ONCE)
        except BlockingIOError:
            self._wait(line)
            return
        except OSError:
            data = b""
        if not data:
            self._close(line)
            return
        line.incoming.data += data
        self._consider(line)

    def _wait(self, line: Line) -> None:
        if not line.watched:
            self._watch(line, selectors.EVENT_READ, self._read)

    def _consider(self, line: Line) -> None:
        """Find out whether the next request of a line is whole."""
        try:
            stage = line.incoming.stage()
            if stage == "body" and line.phase != "body" and line.incoming.expects:
                line.real.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        except RefusedError as refusal:
            self._refuse(line, refusal)
        except OSError:
            self._close(line)
        else:
            if stage == "whole":
                self._unwatch(line)
                self._enter(line, "served")
                self.enqueue_req(line)
                return
            if line.phase != stage:
                self._enter(line, stage)
            self._wait(line)

    def _refuse(self, line: Line, refusal: RefusedError) -> None:
        """Answer without the site, which is never asked; the connection ends."""
        words = f"{refusal.status} {refusal.reason}"
        self.log.refused(refusal.status, refusal.reason)
        line.sendall(
            f"HTTP/1.1 {words}\r\nConnection: close\r\nContent-Type: text/plain\r\n"
            f"Content-Length: {len(words)}\r\n\r\n{words}".encode("ascii")
        )
        line.keep = False
        self._send(line)

    def _send(self, line: Line, _real: socket.socket | None = None) -> None:
        """Send what the client takes of an answer; what follows it begins when all is taken."""
        try:
            line.flush()
        except OSError:
            self._close(line)
            return
        if line.waiting:
            if line.phase != "answer":
                self._enter(line, "answer")
                self._watch(line, selectors.EVENT_WRITE, self._send)
        elif not line.keep:
            self._say_goodbye(line)
        else:
            self._begin_again(line)

    def _begin_again(self, line: Line) -> None:
        self._unwatch(line)
        if line.incoming.data:
            self._enter(line, "head")
            self._consider(line)
            return
        self._enter(line, "idle")
        if not self.alive:
            line.until = min(line.until, line.since + CLOSING)
        self._wait(line)

    def _say_goodbye(self, line: Line) -> None:
        """End our direction, and wait for the client to end its own (RFC 9112, 9.6)."""
        try:
            line.real.shutdown(socket.SHUT_WR)
        except OSError:
            self._close(line)
            return
        self._enter(line, "closing")
        self._watch(line, selectors.EVENT_READ, self._discard)

    def _discard(self, line: Line, _real: socket.socket) -> None:
        try:
            gone = len(line.real.recv(AT_ONCE))
        except BlockingIOError:
            return
        except OSError:
            gone = 0
        line.discarded += gone
        if not gone or line.discarded > MOST_DISCARDED:
            self._close(line)

    def _end_oldest(self) -> bool:
        """End the line that waits longest for its client; return whether there is one."""
        waiting = [line for line in self._lines if line.phase != "served"]
        if waiting:
            self._close(min(waiting, key=lambda line: line.since))
        return bool(waiting)

    def _close(self, line: Line) -> None:
        if line not in self._lines:
            # Ended a moment ago, when the system had already told of something on it.
            return
        self._unwatch(line)
        line.real.close()
        self._lines.discard(line)
        self.nr_conns -= 1
