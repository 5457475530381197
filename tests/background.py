"""Servers of the standard library that answer in a thread of the tests."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import BaseServer

LOOKS = 0.02
"""Seconds between two looks of a server whether it shall end; half a second is usual."""


@contextmanager
def answering(server: BaseServer) -> Iterator[None]:
    """Let a server answer as long as the block lasts, and close it."""
    thread = threading.Thread(target=server.serve_forever, args=(LOOKS,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
