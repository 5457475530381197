"""People who do something all the time beside what a test does."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager


@contextmanager
def going_on(over: threading.Event, jobs: Iterable[Callable[[], None]]) -> Iterator[None]:
    """Let each job run in a thread of its own as long as the block lasts; then `over` is set.

    A job looks at `over` often, and ends when it is set.
    """
    threads = [threading.Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()
