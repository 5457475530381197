"""Answers compressed with gzip for whoever takes it (RFC 9110, 8.4 and 12.5.3).

Never below `/staff` and `/partner`: those pages hold tokens beside words that a request brings,
and from the length of a compressed page such a token can be guessed sign by sign (BREACH,
breachattack.com). The public pages hold no secret.
"""

import re
import zlib
from functools import lru_cache

from flask import Request, Response

LEVEL = 3
"""Of 1 (fast) to 9 (small). A list of results (352 kB) takes 1.3 ms and becomes 38.5 kB; level 1
takes 1.1 ms for 41.1, level 6 takes 4.5 for 32.0. The levels up to 3 search with the same cheap
way; the next one costs half as much again for a tenth of the bytes."""

LEAST = 1024
"""Bytes below which an answer fits into one packet anyway."""

GZIP_FRAME = 31
"""What zlib calls a gzip header and trailer around the widest window; without a date in it."""

SECRET = ("/staff", "/partner/")
"""What the addresses of pages begin with that hold tokens."""

WORDS = ("text/", "application/json", "application/problem+json", "image/svg")
"""Media types that become smaller."""

REFUSED = re.compile(r"q\s*=\s*0(\.0*)?")


@lru_cache(maxsize=256)
def takes_gzip(accepted: str) -> bool:
    """Return whether whoever sent the header Accept-Encoding with `accepted` takes gzip.

    >>> takes_gzip("br, gzip;q=0.8"), takes_gzip("gzip;q=0"), takes_gzip("*"), takes_gzip("")
    (True, False, False, False)
    """
    for one in accepted.lower().split(","):
        name, _, weight = one.partition(";")
        if name.strip() in ("gzip", "x-gzip"):
            return not REFUSED.fullmatch(weight.strip())
    return False


def compress(response: Response, request: Request) -> None:
    """Compress the whole answer to `request`, if it becomes smaller by it and may be.

    An answer that comes in pieces stays as it is: it would have to be held back.
    """
    headers = response.headers
    if (
        response.status_code in (204, 206, 304)
        or response.direct_passthrough
        or response.is_streamed
        or "Content-Encoding" in headers
        or not headers.get("Content-Type", "").startswith(WORDS)
        or request.path.startswith(SECRET)
    ):
        return
    if "Vary" not in headers:
        headers.add("Vary", "Accept-Encoding")
    else:
        response.vary.add("Accept-Encoding")
    if not takes_gzip(request.environ.get("HTTP_ACCEPT_ENCODING", "")):
        return
    body = response.get_data()
    if len(body) >= LEAST:
        response.set_data(zlib.compress(body, LEVEL, GZIP_FRAME))
        headers.add("Content-Encoding", "gzip")
