"""gunicorn's master, which never lets the last workers that can serve go.

Three things are different. On SIGHUP old workers serve until as many new ones can: gunicorn
ends them at once, and for the seconds of a start nobody answers. A worker that cannot start
(the database is away) is tried again while others serve, where gunicorn would end the server.
And there are processes beside the workers, which are started again when they end.
"""

import time
from collections.abc import Sequence
from typing import Any

from gunicorn.arbiter import Arbiter
from gunicorn.errors import HaltServer

from wizard.serving.companion import Companion
from wizard.serving.ready import ReadyPipe

PAUSE = 5.0
"""Seconds until a worker that could not start is tried again."""

TRY_AGAIN = "a worker could not start; trying again in %d s"


class Master(Arbiter):  # type: ignore[misc]  # gunicorn carries no types
    """The process that keeps workers and companions alive."""

    def __init__(self, server: Any, ready: ReadyPipe, companions: Sequence[Companion]) -> None:
        """Serve `server`, whose workers tell `ready` when they can serve."""
        self._pipe = ready
        self._companions = tuple(companions)
        self._ready: set[int] = set()
        self._retired = 0
        self._spawn_from = 0.0
        super().__init__(server)

    def reload(self) -> None:
        """Start new workers beside the old ones; gunicorn calls this on SIGHUP."""
        self.app.reload()
        self.setup(self.app)
        self.log.reopen_files()
        self._retired = self.worker_age
        for _ in range(self.num_workers):
            self.spawn_worker()

    def manage_workers(self) -> None:
        """Keep as many workers as there must be; gunicorn calls this at least once a second."""
        self._ready |= self._pipe.heard()
        ages = {worker.age for worker in self.WORKERS.values()}
        new = {age for age in ages if age > self._retired}
        pause = time.monotonic() < self._spawn_from
        if ages - new and len(new & self._ready) < self.num_workers:
            for _ in range(0 if pause else self.num_workers - len(new)):
                self.spawn_worker()
        elif not pause or len(ages) >= self.num_workers:
            super().manage_workers()
        for companion in self._companions:
            if companion.keep():
                self.log.warning("%s had stopped: starting it again", companion.name)

    def reap_workers(self) -> None:
        """Take note of workers that have ended; gunicorn calls this, also on SIGCHLD.

        Raises `HaltServer` if the very first ones cannot start.
        """
        while True:
            try:
                super().reap_workers()
            except HaltServer:
                self._ready |= self._pipe.heard()
                if not self._ready:
                    raise
                self._spawn_from = time.monotonic() + PAUSE
                self.log.error(TRY_AGAIN, PAUSE)  # noqa: TRY400  (the worker has told why)
            else:
                return

    def stop(self, graceful: bool = True) -> None:
        """Stop the workers, and the companions after what they are doing."""
        companions, self._companions = self._companions, ()
        for companion in companions:
            companion.tell_to_stop()
        super().stop(graceful)
        for companion in companions:
            companion.wait()
