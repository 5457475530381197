"""What takes long to make, made by the first worker that wants it, for all of a run."""

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from wizard.editions import IN_FORCE

READY = ("index", "ready")
"""The folders with what was made of an edition, which only its files decide."""


def made_once(shared: Path, name: str, make: Callable[[Path], None]) -> Path:
    """Return the folder `name` in `shared`; `make` fills it if nobody has before."""
    place = shared / name
    with (shared / f"{name}.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            half = Path(mkdtemp(dir=shared))
            make(half)
            half.rename(place)
    return place


def lay_ready(published: Path, data: Path) -> Path:
    """Let a data folder have the shipped edition ready, though not published; return it."""
    for name in READY:
        shutil.copytree(published / name, data / name, ignore=lambda *_: {IN_FORCE})
    return data
