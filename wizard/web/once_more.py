"""The address of the current request, for a page that says to try it once more."""

from urllib.parse import quote

from flask import request

from wizard.web.visit import mounted_at


def this_address() -> str:
    """Return path and query as they were asked for, always an address of this site."""
    # The path is decoded here, and may begin with two slashes like another host's address.
    path = f"{mounted_at()}/{quote(request.path.lstrip('/'))}"
    query = quote(request.query_string, safe="%&=+-._~")
    return f"{path}?{query}" if query else path
