"""The ports of the partner desks: where they are kept, and how their records are read."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from wizard.domain.desks import Desk, DeskProblem


class DeskReader(Protocol):
    """Turns a record into a desk, and a desk into a record."""

    def read(self, raw: Mapping[str, object], logo: bytes = b"") -> Desk | tuple[DeskProblem, ...]:
        """Return the desk of a record as its file holds it, or all that is wrong with it.

        `logo` is the picture that the record's table `logo` names.
        """

    def restore(
        self, raw: Mapping[str, object], logo: bytes = b""
    ) -> Desk | tuple[DeskProblem, ...]:
        """Return the desk of a record that `write` made; only its form is checked again."""

    def write(self, desk: Desk) -> dict[str, object]:
        """Return the record of a desk, which `read` takes again with the desk's logo."""


class Desks(Protocol):
    """Where desks are kept. All methods raise `DatabaseAwayError` if that is away."""

    def all(self) -> tuple[Desk, ...]:
        """Return all desks by their ids."""

    def by_key(self, key: str) -> Desk | None:
        """Return the desk with this id, or None."""

    def add(self, desk: Desk, now: datetime) -> bool:
        """Store a new desk; False, and nothing is stored, if its id is taken."""

    def replace(self, before: Desk, after: Desk, now: datetime) -> bool:
        """Store `after` in the place of `before`, which has the same id.

        False, and nothing is stored, if another desk stands there now, or none.
        """

    def save(self, desk: Desk, now: datetime) -> bool:
        """Store a desk, in the place of one with the same id; returns whether it is new."""

    def remove(self, key: str) -> bool:
        """Remove a desk; returns whether there was one."""


class DeskNotes(Protocol):
    """Where the desks known last are written down, for a start while the database is away."""

    def keep(self, desks: Iterable[Desk]) -> None:
        """Write down all desks. Raises `OSError` if there is no room for them."""

    def known(self) -> tuple[Desk, ...]:
        """Return the desks that were written down last, none if there are none."""


class DeskShelf(Protocol):
    """The desks as every request sees them: from memory."""

    def get(self, key: str) -> Desk | None:
        """Return the desk with this id, or None."""

    def all(self) -> tuple[Desk, ...]:
        """Return all desks by their ids."""

    def refresh(self) -> None:
        """Read the desks again now, after a change of our own."""
