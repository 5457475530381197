"""Counts that wait in files of the data folder for a database that was away: the port `Spool`."""

import json
import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from wizard.domain.desk_counts import Batch, Spot
from wizard.store.whole_files import write_whole

log = logging.getLogger(__name__)


class FileSpool:
    """Keeps each batch in a file that is named after its id."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`, which is made when it is needed."""
        self._folder = folder

    def keep(self, batch: Batch) -> None:
        """Keep a batch: its file is there whole, or not at all. Raises `OSError`."""
        write_whole(self._file(batch), json.dumps(_record(batch)))

    def all(self) -> Iterator[Batch]:
        """Yield the batches that wait; a file that is none of ours is logged and left alone."""
        for file in sorted(self._folder.glob("*.json")):
            try:
                yield _batch(json.loads(file.read_text(encoding="ascii")))
            except FileNotFoundError:
                log.info("another process has taken up %s", file.name)
            except (ValueError, TypeError, KeyError):
                log.exception("the counts in %s cannot be read", file.name)

    def forget(self, batch: Batch) -> None:
        """Remove the file of a batch, if another process has not."""
        self._file(batch).unlink(missing_ok=True)

    def _file(self, batch: Batch) -> Path:
        return self._folder / f"{batch.id}.json"


def _record(batch: Batch) -> dict[str, object]:
    return {
        "id": batch.id,
        "numbers": [
            [spot.desk, spot.way, spot.day.isoformat(), spot.label, number]
            for spot, number in batch.numbers.items()
        ],
    }


def _batch(raw: dict[str, Any]) -> Batch:
    return Batch(
        raw["id"],
        {
            Spot(desk, way, date.fromisoformat(day), label): int(number)
            for desk, way, day, label, number in raw["numbers"]
        },
    )
