"""What a process does with its memory once an edition is in place."""

import ctypes
import gc
import sys


def settle() -> None:
    """Leave what stays alone, and give back to the system what was needed to get there.

    Catalogue and search are some millions of objects: for the garbage collector to look through
    them again and again would make one request in some hundreds wait a third of a second. The C
    library keeps what was freed in the middle of its heap unless it is told.
    """
    gc.collect()
    gc.freeze()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
