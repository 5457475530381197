"""Pages that a browser or a cache has already: 304 before anything of the page is built.

A public page follows from little: the program, the edition, the day, where the site is, and
the address asked for. A digest of these is its ETag, so whether a copy is still right is known
without the page (RFC 9110, 13.1.2). Whoever adds something on which a public page depends adds
it to `said`; whoever shows less than the whole for a while calls `unlike_itself`.
"""

from hashlib import blake2b
from http import HTTPStatus
from wsgiref.types import WSGIEnvironment

from flask import Flask, Request, Response, request
from flask.globals import request_ctx

from wizard.web.program import program
from wizard.web.site import site

KEYED = frozenset(
    {
        "api.code",
        "api.description",
        "api.results",
        "api.search",
        "api.service",
        "api.services",
        "api.suggest",
        "code.enter",
        "health.robots",
        "pages.category",
        "pages.package",
        "pages.packages",
        "pages.provider",
        "pages.providers",
        "pages.search",
        "pages.service",
        "pages.services",
        "pages.start",
        "pages.suggest",
        "pages.text",
        "partners.partners",
        "web.category_results",
        "web.not_fitting",
        "web.question",
        "web.results",
    }
)
"""Endpoints whose pages follow from what `said` names and from nothing else."""

BY_CONTENT = frozenset({"partners.embed", "partners.kiosk"})
"""Public pages with the list of partner desks, which may change at any moment: they are built,
and the ETag is a digest of what came out."""

ONWARD = frozenset({"pages.without_slash", "web.answer", "web.journey"})
"""Public addresses that only lead on; where to follows from the same things."""

PUBLIC = KEYED | BY_CONTENT | ONWARD
"""All that a cache between us and the browser may keep for everybody. An endpoint that is not
here is kept by nobody unless its view says so, so a new one is never kept by mistake."""

READING = ("GET", "HEAD")
DIGEST_BYTES = 12

TAG = "parcours.etag"
"""Where the ETag of a request's page stands in its environment, "" if it is to have none."""


def install(app: Flask) -> None:
    """Answer 304 where that is known beforehand; reads the program's own files once."""
    program()
    app.before_request(_known_beforehand)


def has(tag: str, asked: Request) -> bool:
    """Return whether the request `asked` says that it has what has the ETag `tag`, with quotes.

    The comparison is the weak one, as for all reading. A tag holds no quotes, so it stands in
    a list of tags exactly if it stands there in its quotes.
    """
    known: str = asked.environ.get("HTTP_IF_NONE_MATCH", "")
    return tag in known or known.strip() == "*"


def unlike_itself() -> None:
    """Say that the page in the making is not what its address stands for: it gets no ETag."""
    request.environ[TAG] = ""


def mark(response: Response, asked: Request) -> None:
    """Set the ETag of the public answer to `asked`; make it a 304 if it turns out to be known.

    The tag is a weak one: compressed or not, the page is the same.
    """
    tag: str | None = asked.environ.get(TAG)
    if tag is None:
        tag = _quoted(response.get_data())
    if not tag:
        return
    response.headers.add("ETag", f"W/{tag}")
    if response.status_code == HTTPStatus.OK and has(tag, asked):
        response.status_code = HTTPStatus.NOT_MODIFIED
        response.set_data(b"")


def _known_beforehand() -> Response | None:
    # The request itself instead of Flask's stand-in, whose every use looks for it anew.
    asked = request_ctx.request
    if asked.endpoint not in KEYED or asked.method not in READING:
        return None
    environ = asked.environ
    tag = environ[TAG] = _quoted(said(environ).encode())
    # «*» asks whether there is such a page at all: only building it tells.
    return Response(status=304) if tag in environ.get("HTTP_IF_NONE_MATCH", "") else None


def _quoted(content: bytes) -> str:
    return f'"{blake2b(content, digest_size=DIGEST_BYTES).hexdigest()}"'


def said(environ: WSGIEnvironment) -> str:
    """Return everything that a public page depends on.

    None but the path may hold a line break, and it stands last: so no two requests say the same.
    Host and scheme are in it because the API and the guide write whole addresses.
    """
    here = site()
    catalogue = here.catalogue
    host = environ.get("HTTP_HOST") or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
    return (
        f"{program()}\n{here.public_url}\n{catalogue.edition}\n{catalogue.digest}\n"
        f"{catalogue.published_on}\n{here.today().isoformat()}\n{environ['wsgi.url_scheme']}\n"
        f"{host}\n{environ.get('SCRIPT_NAME', '')}\n{environ.get('QUERY_STRING', '')}\n"
        f"{environ.get('PATH_INFO', '')}"
    )
