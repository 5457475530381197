"""The files of the folder `static`: for a year under their hashed names, shorter under others."""

from flask import Flask, Response, abort, request

from wizard.web.compression import takes_gzip
from wizard.web.conditional import has
from wizard.web.headers import FROZEN_CACHE, STATIC_CACHE
from wizard.web.static_files import StaticFile, static_files

OTHER_VERSION_CACHE = "public, max-age=60"
"""For a hashed name of which this process has another content. It must not be kept: in a minute
the right one may be there, when all servers have the same program."""


def install(app: Flask) -> None:
    """Add the address of static files to `app`, and read them all."""
    static_files()
    app.add_url_rule("/static/<path:filename>", "static", file)


def file(filename: str) -> Response:
    """Give a file under its hashed name, its plain one, or one that it had or will have."""
    files = static_files()
    found = files.exactly(filename)
    if found is not None:
        return give(found, FROZEN_CACHE)
    other = files.any_version(filename)
    if other is None:
        abort(404)
    return give(other, STATIC_CACHE if other.name == filename else OTHER_VERSION_CACHE)


def give(found: StaticFile, kept: str) -> Response:
    """Return the answer with a file, compressed if the request takes that; 304 to who has it.

    `kept` is its Cache-Control. A part of it (Range) is given of the plain bytes only: nobody
    goes on with a file of some kilobytes, and a part of compressed bytes is of no use alone.
    Raises 416 for a part that it does not have.
    """
    packed = bool(found.packed) and takes_gzip(request.headers.get("Accept-Encoding", ""))
    tag = f'"{found.sha256}{"-gzip" if packed else ""}"'
    known = has(tag, request)
    response = Response(b"" if known else found.packed if packed else found.body)
    response.headers["Content-Type"] = found.kind
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = kept
    if found.packed:
        response.headers["Vary"] = "Accept-Encoding"
    if known:
        response.status_code = 304
    elif packed:
        response.headers["Content-Encoding"] = "gzip"
    else:
        response.make_conditional(request, accept_ranges=True, complete_length=len(found.body))
        # The server writes the date itself, and would write a second one.
        del response.headers["Date"]
    return response
