"""The port to a counter that several server processes share, for the limits of visitors."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class CounterAwayError(Exception):
    """The shared counter cannot be reached, or not in time; the message says why."""


class Hits(NamedTuple):
    """So many more of one key in one window; the window is over at `ends`, in seconds since 1970.

    A key holds the name of a limit and a keyed digest: nobody can read a visitor from it.
    """

    key: str
    window: int
    ends: int
    number: int


class HitCounter(Protocol):
    """Adds up what all processes count."""

    def add(self, hits: Sequence[Hits], now: float) -> list[int]:
        """Add each, and return what its key has in its window from then on, in the same order.

        Nothing that another process adds at the same moment is lost. What is long over is
        forgotten. Raises `CounterAwayError`, soon, if that cannot be done.
        """

    def close(self) -> None:
        """Give connections back; nothing is added afterwards."""
