"""Run as a program: the tags and digests of all pages that may be kept, as another process has them."""

import json
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

from flask import Flask

from tests.conftest import ROOT
from tests.desks import examples
from tests.sites import app_over
from tests.web.kept_pages import KEPT
from wizard.content.folder import read_folder
from wizard.content.load import load_catalogue
from wizard.search import ensure_index
from wizard.web.site import Site


def digests(app: Flask) -> dict[str, tuple[str, str]]:
    """Return address -> ETag and SHA-256 of the page, of all pages that a cache may keep."""
    found = {}
    for address in KEPT:
        answer = app.test_client().get(address)
        found[address] = (answer.headers["ETag"], sha256(answer.data).hexdigest())
    return found


def site(index: Path, day: date) -> Site:
    """Return the site over the shipped catalogue on `day`, its index built in the folder `index`.

    Raises `ValueError` if the catalogue has errors.
    """
    files = read_folder(ROOT / "catalogue")
    catalogue = load_catalogue(files, edition=1, published_on=day.isoformat()).catalogue
    if catalogue is None:
        raise ValueError("the catalogue has errors; run `wizard catalogue check`")
    return Site(catalogue, ensure_index(catalogue, index), lambda: day, desks=examples())


if __name__ == "__main__":
    app = app_over(site(Path(sys.argv[1]), date.fromisoformat(sys.argv[2])))
    json.dump(digests(app), sys.stdout)
