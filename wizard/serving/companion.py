"""A process beside the workers, which the master keeps alive."""

import sys
import time
from collections.abc import Sequence
from subprocess import DEVNULL, Popen, TimeoutExpired

BREATH = 5.0
"""Seconds from one start to the next, if it dies at once."""

GRACE = 10.0
"""Seconds that it has to finish what it is doing."""


class Companion:
    """Python code in a process of its own."""

    def __init__(self, name: str, code: str, *arguments: str) -> None:
        """Run `code`, which finds `arguments` in `sys.argv`; `name` says in the log what it is.

        With «-P» it never takes for ours what lies in the folder in which it happens to start.
        """
        self.name = name
        self._command: Sequence[str] = (sys.executable, "-P", "-c", code, *arguments)
        self._process: Popen[bytes] | None = None
        self._started = 0.0

    def keep(self) -> bool:
        """Start it if it does not run; return whether it had stopped by itself."""
        stopped = self._process is not None
        if self._process is not None and self._process.poll() is None:
            return False
        if stopped and time.monotonic() - self._started < BREATH:
            return False
        self._started = time.monotonic()
        self._process = Popen(self._command, stdin=DEVNULL)  # noqa: S603  (our own)
        return stopped

    def tell_to_stop(self) -> None:
        """Ask it to finish what it is doing and end."""
        if self._process is not None:
            self._process.terminate()

    def wait(self) -> None:
        """Wait until it has ended, which is forced after a while."""
        if self._process is None:
            return
        try:
            self._process.wait(GRACE)
        except TimeoutExpired:
            # A message in its hands is not lost: another sender takes it when the lease ends.
            self._process.kill()
            self._process.wait()
