"""How workers tell the master that they can serve: their ages, through a pipe."""

import os
import struct

_AGE = struct.Struct("<I")
_AT_ONCE = 1024


class ReadyPipe:
    """A pipe that is made in the master and inherited by all workers.

    The age of a worker is gunicorn's number for it: 1 for the first, one more for each.
    """

    def __init__(self) -> None:
        """Open the pipe."""
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._reader, False)

    def tell(self, age: int) -> None:
        """Say, in a worker, that it can serve."""
        os.write(self._writer, _AGE.pack(age))

    def heard(self) -> set[int]:
        """Return, in the master, the ages that were told since the last time."""
        try:
            told = os.read(self._reader, _AGE.size * _AT_ONCE)
        except BlockingIOError:
            return set()
        # So few bytes are written at once or not at all (POSIX: PIPE_BUF).
        return {age for (age,) in _AGE.iter_unpack(told)}
