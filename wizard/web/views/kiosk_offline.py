"""What lets a kiosk go on without the network: the worker, and the snapshot that it keeps."""

import gzip
import json

from flask import Blueprint, Response, abort, current_app, request
from werkzeug.wrappers import Response as BaseResponse

from wizard.domain.desks import Desk
from wizard.web.compression import takes_gzip
from wizard.web.own_address import own_address
from wizard.web.pages.kiosk_first import first_screen
from wizard.web.place import KIOSK, desk_here
from wizard.web.render import show
from wizard.web.site import site
from wizard.web.snapshot.data import snapshot_data
from wizard.web.snapshot.manifest import manifest
from wizard.web.snapshot.packed import PackedData
from wizard.web.snapshot.rules import Plain
from wizard.web.snapshot.shell import DATA, SHELL, kept_visit, offline_shell
from wizard.web.snapshot.version import snapshot_version
from wizard.web.speaking import in_language
from wizard.web.static_files import static_files
from wizard.web.views.static import give
from wizard.web.visit import mounted_at, visit

blueprint = Blueprint("kiosk_offline", __name__)

VERSION = "Snapshot-Version"
"""The header by which the worker knows that all parts of a snapshot belong together."""

MADE = "parcours-snapshots"
"""Where the application keeps the data that it has made already."""

OWN = f"/{KIOSK.segment}/<desk>"


@blueprint.get("/kiosk-worker.js")
def worker() -> Response:
    """Give the worker, from the top of the site so that it may answer for all kiosks."""
    return give(static_files().named("kiosk-worker.js"), "no-cache")


@blueprint.get(f"{OWN}/snapshot.json")
def contents(desk: str) -> BaseResponse:
    """Give what belongs to the snapshot; 304 to a kiosk that has this one."""
    del desk
    here = _desk()
    version = _version(here)
    known = Response(status=200)
    known.set_etag(version)
    if request.if_none_match.contains(version):
        return known.make_conditional(request)
    pages = (_first_page(here, version), show(offline_shell(visit(here.languages[0]), version, "")))
    html = "".join(page.get_data(as_text=True) for page in pages)
    response = _json(manifest(here, mounted_at(), version, html), version)
    response.set_etag(version)
    return response


@blueprint.get(f"{OWN}/{SHELL}")
def first(desk: str) -> Response:
    """Show the first screen as the snapshot keeps it."""
    del desk
    here = _desk()
    version = _version(here)
    return _marked(_first_page(here, version), version)


@blueprint.get(f"/<lang:language>{OWN}/{SHELL}")
def shell(language: str, desk: str) -> Response:
    """Show the page from which the kiosk makes all pages of a visit without the network."""
    del desk
    version = _version(_desk(language))
    return _marked(show(offline_shell(visit(language), version, own_address())), version)


@blueprint.get(f"/<lang:language>{OWN}/{DATA}")
def data(language: str, desk: str) -> Response:
    """Give the edition in one language."""
    del desk
    version = _version(_desk(language))
    made: PackedData = current_app.extensions.setdefault(MADE, PackedData())
    packed = made.of(version, language, lambda: _written(snapshot_data(visit(language), version)))
    taken = takes_gzip(request.headers.get("Accept-Encoding", ""))
    response = Response(packed if taken else gzip.decompress(packed), mimetype="application/json")
    response.headers["Vary"] = "Accept-Encoding"
    if taken:
        response.headers["Content-Encoding"] = "gzip"
    return _marked(response, version)


def _desk(language: str = "") -> Desk:
    """Return the desk of the address if it keeps snapshots, also in that language; else 404."""
    here = desk_here()
    if not here.offers("offline") or language not in ("", *here.languages):
        abort(404)
    return here


def _first_page(desk: Desk, version: str) -> Response:
    with in_language(desk.languages[0]):
        return show(first_screen(kept_visit(visit(desk.languages[0]), version)))


def _version(desk: Desk) -> str:
    return snapshot_version(site().catalogue, desk, own_address())


def _json(found: Plain, version: str) -> Response:
    return _marked(Response(_written(found), mimetype="application/json"), version)


def _written(found: Plain) -> str:
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _marked(response: Response, version: str) -> Response:
    response.headers[VERSION] = version
    return response
