"""The ports of counting at partner desks: where it is told, where it is kept and read."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Literal, Protocol

from wizard.domain.desk_counts import Batch, DeskSums, Way

Taken = Literal["counted", "known", "too-many"]
"""What became of a batch: counted, counted earlier already, or refused as one too many."""


class DeskTally(Protocol):
    """Who is told what happens at the desks."""

    def add(self, desk: str, way: Way, day: date, labels: Iterable[str]) -> None:
        """Count each label once more. It takes no time, and never fails for the visitor."""

    def deliver(self, batch: Batch) -> Taken:
        """Count what a kiosk reports, at once: what is «counted» is safe.

        Raises `DatabaseAwayError` if it cannot be kept now.
        """

    def waiting(self) -> int:
        """Return how many different numbers are in memory only."""


class DeskCounts(Protocol):
    """Where the numbers are kept. All methods raise `DatabaseAwayError` if that is away."""

    def add(self, batch: Batch, now: datetime, most: int | None = None) -> Taken:
        """Add a batch whole, or not at all; one whose id is known changes nothing.

        With `most` no more than so many batches of its desk are taken within an hour.
        """

    def sums(self, desk: str, first: date, after: date) -> DeskSums:
        """Return the numbers of a desk from one day to before another."""

    def by_day(self, desk: str, first: date, after: date) -> Mapping[date, DeskSums]:
        """Return visits and journeys of a desk for each day that has any."""

    def of_all(self, first: date, after: date) -> Mapping[str, DeskSums]:
        """Return what is only counted (`PLAIN`), for each desk that has any."""

    def first_day(self, desk: str) -> date | None:
        """Return the first day that has a number of a desk, or None."""

    def forget_batches(self, before: datetime) -> int:
        """Forget the ids of batches that were taken earlier; return how many there were."""


class Spool(Protocol):
    """Where batches wait that could not be added before the server stopped."""

    def keep(self, batch: Batch) -> None:
        """Keep a batch, safe from a crash. Raises `OSError` if that is not possible."""

    def all(self) -> Iterator[Batch]:
        """Yield the batches that wait."""

    def forget(self, batch: Batch) -> None:
        """Forget a batch that was added, also one that another process has forgotten."""
