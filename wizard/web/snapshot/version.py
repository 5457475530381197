"""Which snapshot it is: one value for the edition, the desk, and the program that made it."""

from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from wizard import resources
from wizard.domain.catalogue import Catalogue
from wizard.domain.desks import Desk

LENGTH = 16
"""Hexadecimal digits; enough that two snapshots of one kiosk are never taken for each other."""


def snapshot_version(catalogue: Catalogue, desk: Desk, own_address: str) -> str:
    """Return the version of a desk's snapshot, the same in every process that would give the same.

    It changes with the edition, with anything of the desk, with the program's own files
    and with `own_address`, the beginning of the addresses that a visitor takes home.
    """
    seen = repr((catalogue.edition, catalogue.digest, catalogue.published_on, own_address))
    said = f"{program()} {seen} {_facts(desk)}"
    return sha256(said.encode()).hexdigest()[:LENGTH]


@cache
def program() -> str:
    """Return the SHA-256 of all files that the pages are made of: code, templates, words, assets."""
    total = sha256()
    for file in sorted(_files()):
        total.update(file.name.encode())
        total.update(file.read_bytes())
    return total.hexdigest()


def _files() -> set[Path]:
    code = Path(resources.__file__).parent
    return {
        *code.rglob("*.py"),
        *resources.folder("templates").rglob("*.html"),
        *(one for one in resources.folder("static").rglob("*") if one.suffix in (".css", ".js")),
        *resources.folder("translations").rglob("*.mo"),
    }


def _facts(desk: Desk) -> str:
    """Return all of a desk in words that do not depend on the order of a set."""
    return f"{replace(desk, features=frozenset())!r} {sorted(desk.features)}"
