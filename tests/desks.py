"""Partner desks for the tests: those that ship as examples, on a shelf without a database."""

from pathlib import Path

from wizard.desking import read_desk_file
from wizard.domain.desks import Desk

ROOT = Path(__file__).parent.parent

LEL = "example-lel"
CENTRE = "example-business-centre"
EXAMPLES = (LEL, CENTRE)


class FixedShelf:
    """The adapter of the port `DeskShelf` over some desks that never change."""

    def __init__(self, *desks: Desk) -> None:
        """Hold `desks`."""
        self._desks = {desk.key: desk for desk in desks}

    def get(self, key: str) -> Desk | None:
        """Return the desk with this id, or None."""
        return self._desks.get(key)

    def all(self) -> tuple[Desk, ...]:
        """Return all desks."""
        return tuple(self._desks.values())

    def refresh(self) -> None:
        """Do nothing: they never change."""


def example(key: str) -> Desk:
    """Return one of the desks that ship as examples."""
    read = read_desk_file(ROOT / "catalogue" / "desks" / f"{key}.toml")
    assert isinstance(read, Desk), "\n".join(map(str, read))
    return read


def examples() -> FixedShelf:
    """Return a shelf with the desks that ship as examples."""
    return FixedShelf(*(example(key) for key in EXAMPLES))
