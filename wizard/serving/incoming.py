"""What has come of a request so far, read just far enough to know when all of it is there.

gunicorn's parser alone decides what a request says. This only decides when it is asked: a
wrong guess costs the client its connection, never a thread, and never changes a request.
"""

import re
from dataclasses import dataclass
from typing import Literal

MOST_HEAD = 32 * 1024
"""Of one request's line and headers together, in bytes; what nginx takes by default."""

_LENGTH = re.compile(rb"\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r\n", re.IGNORECASE)
_CHUNKED = re.compile(rb"\ntransfer-encoding[ \t]*:", re.IGNORECASE)
_EXPECTS = re.compile(rb"\nexpect:[ \t]*100-continue[ \t]*\r\n", re.IGNORECASE)

Stage = Literal["head", "body", "whole"]
"""What is still coming: a part of the head, a part of the body, nothing."""


@dataclass(frozen=True, slots=True)
class BodyLimits:
    """The longest bodies that are waited for, in bytes: in general, and below some paths."""

    usual: int
    below: tuple[tuple[bytes, int], ...] = ()

    def of(self, head: bytes) -> int:
        """Return the limit of the request whose head begins so."""
        target = head[:4096].partition(b" ")[2]
        return next((most for path, most in self.below if target.startswith(path)), self.usual)


class RefusedError(Exception):
    """A request that is not read on; `status` and `reason` are those of the answer."""

    def __init__(self, status: int, reason: str) -> None:
        """Refuse with a status and its words."""
        super().__init__(reason)
        self.status, self.reason = status, reason


class Incoming:
    """The bytes of one connection that no answer has used up yet."""

    __slots__ = ("_limits", "data", "expects", "wanted")

    def __init__(self, limits: BodyLimits) -> None:
        """Wait for bodies within `limits`.

        A longer one is not waited for: the site is asked at once, and refuses it with its
        own page. `wanted` is the length of the whole request, 0 until that is known.
        """
        self.data = bytearray()
        self.expects = False
        self._limits, self.wanted = limits, 0

    def stage(self) -> Stage:
        """Return what the first request lacks. Raises `RefusedError`."""
        if not self.wanted:
            self._read_head()
        if not self.wanted:
            return "head"
        return "whole" if len(self.data) >= self.wanted else "body"

    def take(self, size: int) -> bytes:
        """Return at most `size` bytes, which are used up."""
        taken = bytes(self.data[:size])
        del self.data[:size]
        return taken

    def put_back(self, rest: bytes) -> None:
        """Begin the next request, which `rest` is the start of."""
        self.data[:0] = rest
        self.wanted, self.expects = 0, False

    def _read_head(self) -> None:
        end = self.data.find(b"\r\n\r\n")
        if end < 0:
            if len(self.data) > MOST_HEAD:
                raise RefusedError(431, "Request Header Fields Too Large")
            # No line may end so. The parser says it, rather than the time limit.
            self.wanted = len(self.data) if b"\n\n" in self.data else 0
            return
        head = bytes(self.data[: end + 4])
        if len(head) > MOST_HEAD:
            raise RefusedError(431, "Request Header Fields Too Large")
        if _CHUNKED.search(head):
            # Allowed by RFC 9110, 15.5.12. Browsers never send one to us, proxies hold the
            # body and count it; without them there is one way less to hide a request in another.
            raise RefusedError(411, "Length Required")
        self.expects = bool(_EXPECTS.search(head))
        found = _LENGTH.search(head)
        length = int(found[1]) if found else 0
        self.wanted = len(head) + (length if length <= self._limits.of(head) else 0)
