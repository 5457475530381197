"""What belongs to a snapshot: the addresses that a kiosk fetches together."""

import re
from collections.abc import Iterable

from wizard.domain.desks import Desk
from wizard.web.place import KIOSK
from wizard.web.snapshot.links import kept
from wizard.web.snapshot.rules import Plain
from wizard.web.snapshot.shell import DATA, SHELL
from wizard.web.static_files import static_files

STATIC = re.compile(r'(?:src|href)="([^"?]*/static/([^"?]+))\?snapshot=')
"""A static file as the pages of a snapshot name it: its address, and its hashed name."""

DESK_FILE = re.compile(r'(?:src|href)="([^"?]*/desks/[^"?]+)"')
"""The colours and the logo of a desk, whose addresses change with them."""


def manifest(desk: Desk, root: str, version: str, html: str) -> Plain:
    """Return what a kiosk of `desk` is to keep of the site mounted at `root`.

    `html` is that of its pages in one language: what they load is what all of them load.
    """
    home = f"{root}{KIOSK.path(desk.key)}"
    inner = [f"{root}{KIOSK.path(desk.key, one)}" for one in desk.languages]
    pages = [f"{home}/{SHELL}", *(f"{one}/{name}" for one in inner for name in (SHELL, DATA))]
    return {
        "version": version,
        "pages": [kept(one, version) for one in pages],
        "files": [*_files(STATIC.findall(html), version), *_desk_files(html)],
    }


def _files(found: Iterable[tuple[str, str]], version: str) -> list[Plain]:
    """Return the static files with their digests: half a new program is never kept."""
    files = {one.hashed: one for one in static_files().files.values()}
    return [
        {"url": kept(address, version), "sha256": files[name].sha256}
        for address, name in dict.fromkeys(found)
    ]


def _desk_files(html: str) -> list[Plain]:
    return [{"url": one, "sha256": ""} for one in dict.fromkeys(DESK_FILE.findall(html))]
