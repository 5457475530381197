"""A tally for the tests that remembers what it was told."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from wizard.application.ports_accounts import DatabaseAwayError
from wizard.application.ports_desk_counts import Taken
from wizard.domain.desk_counts import Batch, Way


class RecordingTally:
    """The adapter of the port `DeskTally` that keeps everything in memory."""

    def __init__(self) -> None:
        """Begin without anything."""
        self.told: list[tuple[str, Way, date, str]] = []
        self.batches: list[Batch] = []
        self.answer: Taken = "counted"
        self.away = False

    def add(self, desk: str, way: Way, day: date, labels: Iterable[str]) -> None:
        """Remember each label."""
        self.told += ((desk, way, day, label) for label in labels)

    def deliver(self, batch: Batch) -> Taken:
        """Remember a batch, and give the answer that the test has set."""
        if self.away:
            raise DatabaseAwayError("for the test")
        self.batches.append(batch)
        return self.answer

    def labels(self, way: Way) -> Counter[str]:
        """Return what was told of one way, and forget everything."""
        found = Counter(label for _, one, _, label in self.told if one == way)
        self.told.clear()
        return found
