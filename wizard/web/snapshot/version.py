"""Which snapshot it is: one value for the edition, the desk, and the program that made it."""

from dataclasses import replace
from hashlib import sha256

from wizard.domain.catalogue import Catalogue
from wizard.domain.desks import Desk
from wizard.web.program import program

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


def _facts(desk: Desk) -> str:
    """Return all of a desk in words that do not depend on the order of a set."""
    return f"{replace(desk, features=frozenset())!r} {sorted(desk.features)}"
