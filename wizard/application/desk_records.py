"""What people do with partner desks: add one, change it, remove it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import cast

from wizard.application.ports_accounts import Accounts
from wizard.application.ports_desks import DeskReader, Desks, DeskShelf
from wizard.domain.catalogue import Catalogue
from wizard.domain.desk_start import start_problems
from wizard.domain.desks import Desk, DeskProblem

Faults = tuple[DeskProblem, ...]


RESERVED = frozenset({"new", "counts"})
"""Ids that no desk may have: the staff area has pages of these names beside those of desks."""


class DeskTakenError(ValueError):
    """There is a desk with this id already."""


class ChangedMeanwhileError(Exception):
    """Somebody else changed or removed the desk since it was read."""

    def __init__(self, current: Desk | None) -> None:
        """Keep what stands there now, None if the desk was removed."""
        super().__init__("the desk was removed" if current is None else "the desk was changed")
        self.current = current


@dataclass(frozen=True, slots=True)
class DeskKeeping:
    """The ports with which desks are kept: `shelf` is what pages read, and told of changes."""

    desks: Desks
    reader: DeskReader
    shelf: DeskShelf

    def version(self, desk: Desk) -> str:
        """Return a short text that changes with anything about a desk, its logo too."""
        record = json.dumps(self.reader.write(desk), sort_keys=True).encode()
        return sha256(record + b"\n" + desk.picture).hexdigest()[:20]

    def read(
        self, raw: Mapping[str, object], logo: bytes, catalogue: Catalogue | None
    ) -> Desk | Faults:
        """Return the desk of a record, or all that is wrong with it.

        Its own services must be in `catalogue` and still be usable, and its journey must
        keep the answers of the start; None leaves that out.
        """
        read = self.reader.read(raw, logo)
        lost = _lost(raw, catalogue) if catalogue is not None else ()
        if isinstance(read, Desk):
            start = start_problems(read.start, catalogue.journey) if catalogue is not None else ()
            return (*lost, *start) or read
        told = {one.key for one in lost}
        return (*(one for one in read if one.key not in told), *lost)

    def add(self, desk: Desk, now: datetime) -> None:
        """Store a new desk. Raises `DeskTakenError` if its id is taken, or one of `RESERVED`."""
        if desk.key in RESERVED or not self.desks.add(desk, now):
            raise DeskTakenError(desk.key)
        self.shelf.refresh()

    def change(self, after: Desk, seen: str, now: datetime) -> None:
        """Store `after` in the place of the desk with its id.

        `seen` is the version that its writer had before them. Raises
        `ChangedMeanwhileError` if another one stands there now, so that nobody undoes
        what somebody else has just written without knowing it.
        """
        before = self.desks.by_key(after.key)
        if before is None or self.version(before) != seen:
            raise ChangedMeanwhileError(before)
        if not self.desks.replace(before, after, now):
            raise ChangedMeanwhileError(self.desks.by_key(after.key))
        self.shelf.refresh()

    def remove(self, key: str, accounts: Accounts) -> bool:
        """Remove a desk; returns whether there was one. Its kiosks and frames end with it."""
        gone = remove_desk(self.desks, accounts, key)
        self.shelf.refresh()
        return gone


def remove_desk(desks: Desks, accounts: Accounts, key: str) -> bool:
    """Remove a desk; returns whether there was one.

    The accounts of its staff are disabled first: another desk that is given the same id
    later must not become theirs.
    """
    for one in accounts.all():
        if one.desk == key:
            accounts.manage(one, one.role, one.language, active=False, desk=key)
    return desks.remove(key)


def _lost(raw: Mapping[str, object], catalogue: Catalogue) -> Faults:
    """Return a problem for each service of a record that nobody can use."""
    named = raw.get("first", ())
    keys = cast(list[object], named) if isinstance(named, list) else []
    return tuple(
        DeskProblem(
            f"first.{place}",
            f"«{key}» is no service that can be used now; give the id of another one",
            "unknown-service",
            (("value", str(key)),),
        )
        for place, key in enumerate(keys)
        if not _usable(str(key), catalogue)
    )


def _usable(key: str, catalogue: Catalogue) -> bool:
    service = catalogue.services.get(key)
    return service is not None and service.recommended
