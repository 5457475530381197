"""One connection: its socket, what came in, what is to go out, and how long that may take."""

import socket
from collections import deque
from typing import Any, Literal

from wizard.serving.incoming import BodyLimits, Incoming

Phase = Literal["idle", "head", "body", "served", "answer", "closing"]
"""Between two requests; a request is coming; a thread has it; its answer goes; the end."""

AT_ONCE = 64 * 1024
"""So many bytes of an answer are gathered before they are sent: its head goes with its body."""

PIECES = 64
"""So many pieces are given to the system at once; it takes 1,024."""


class Line:
    """A connection as the worker has it, and the socket as gunicorn's parser and answers see it.

    Nothing here ever waits: what is asked for and has not come does not come any more, and
    what the client does not take is kept for the worker to send. A line belongs to
    a thread while it is `served`, to the worker's main loop else.
    """

    # gunicorn's `handle` asks these of every connection: nothing is left to be prepared.
    initialized = data_ready = True
    is_http2 = False

    def __init__(self, real: socket.socket, client: Any, server: Any, bodies: BodyLimits) -> None:
        """Keep a connected, non-blocking socket, with both of its addresses."""
        self.real, self.client, self.server = real, client, server
        self.incoming = Incoming(bodies)
        self.parser: Any = None
        self.phase: Phase = "head"
        self.since = self.until = 0.0
        self.watched = self.keep = self.dry = False
        self.discarded = 0
        self._out: deque[memoryview] = deque()

    @property
    def sock(self) -> "Line":
        """The socket, for gunicorn."""
        return self

    @property
    def waiting(self) -> int:
        """Bytes of an answer that are not sent yet."""
        return sum(map(len, self._out))

    @property
    def held(self) -> int:
        """Bytes of memory that the client keeps us from giving back."""
        return len(self.incoming.data) + self.waiting

    def init(self) -> None:
        """Prepare nothing; gunicorn calls this."""

    def recv(self, size: int) -> bytes:
        """Return what has come, b"" (the end) if that was all."""
        taken = self.incoming.take(size)
        self.dry = self.dry or not taken
        return taken

    def send(self, data: bytes) -> int:
        """Leave out «100 Continue», all that gunicorn sends so: it was said before."""
        return len(data)

    def sendall(self, data: bytes) -> None:
        """Keep a piece of an answer, and send what has gathered if that is enough."""
        if data:
            self._out.append(memoryview(data))
            if len(data) >= AT_ONCE or len(self._out) >= PIECES:
                self.flush()

    def flush(self) -> None:
        """Send what the client takes without being waited for. Raises `OSError` if it is gone."""
        while self._out:
            pieces = [self._out[n] for n in range(min(PIECES, len(self._out)))]
            try:
                sent = self.real.sendmsg(pieces)
            except BlockingIOError:
                return
            self._forget(sent)

    def _forget(self, sent: int) -> None:
        while sent:
            first = self._out.popleft()
            if len(first) > sent:
                self._out.appendleft(first[sent:])
                return
            sent -= len(first)

    def next_request(self) -> None:
        """Keep for the next request what gunicorn's parser has read beyond this one."""
        if self.parser is not None:
            self.incoming.put_back(self.parser.unreader.take_buffered())
            self.parser = None

    def fileno(self) -> int:
        """Return the number of the real socket."""
        return self.real.fileno()

    def gettimeout(self) -> float:
        """Return that nothing waits."""
        return 0.0

    def settimeout(self, _seconds: float | None) -> None:
        """Wait no longer than before: never."""

    def setblocking(self, _blocking: bool) -> None:
        """Wait no longer than before: never."""

    def shutdown(self, how: int) -> None:
        """End one direction of the real socket. Raises `OSError`."""
        self.real.shutdown(how)

    def close(self) -> None:
        """Leave the closing to the worker, which knows what is still to be sent."""
