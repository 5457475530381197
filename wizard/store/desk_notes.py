"""The desks known last, in a file of the data folder: the port `DeskNotes`.

A server that starts while the database is away has them from there, so its kiosks and frames go on.
"""

import json
import logging
from base64 import b64decode, b64encode
from collections.abc import Iterable
from pathlib import Path

from wizard.application.ports_desks import DeskReader
from wizard.domain.desks import Desk
from wizard.store.whole_files import write_whole

log = logging.getLogger(__name__)


class FileDeskNotes:
    """Keeps the records of all desks, and their logos, in one file."""

    def __init__(self, file: Path, reader: DeskReader) -> None:
        """Use `file`, whose folder is made when it is needed."""
        self._file, self._reader = file, reader

    def keep(self, desks: Iterable[Desk]) -> None:
        """Write down the desks; the file is there whole, old or new. Raises `OSError`."""
        told = json.dumps([self._record(desk) for desk in desks])
        if self._read() == told:
            # Each worker of each server tells the same when it starts.
            return
        write_whole(self._file, told)

    def known(self) -> tuple[Desk, ...]:
        """Return the desks that were written down last; none if there is no sound file."""
        try:
            read = [
                self._reader.restore(raw["record"], b64decode(raw["logo"]))
                for raw in json.loads(self._read() or "[]")
            ]
        except (ValueError, TypeError, KeyError) as error:
            log.warning("the desks known last cannot be read from %s: %s", self._file, error)
            return ()
        return tuple(one for one in read if isinstance(one, Desk))

    def _read(self) -> str:
        try:
            return self._file.read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            return ""

    def _record(self, desk: Desk) -> dict[str, object]:
        logo = b64encode(desk.picture).decode("ascii")
        return {"record": self._reader.write(desk), "logo": logo}
