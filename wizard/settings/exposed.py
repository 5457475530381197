"""Secrets in files that others on the machine can read: said at the start, not refused.

Refusing would stop containers, whose orchestrators mount secrets readable by all.
"""

import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from wizard.settings import Settings

KEYS = ("secret", "sealing.key")
"""Files of the data folder that nobody else may read."""


def exposed(settings: Settings, environment: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Return a sentence for each secret that every user of the machine can read."""
    return tuple(
        f"every user of this machine can read {path} ({why}): chmod {change} {path}"
        for path, why, change in _looked_at(settings, environment)
        if _open_to_all(path)
    )


def _looked_at(
    settings: Settings, environment: Mapping[str, str]
) -> Iterator[tuple[Path, str, str]]:
    yield settings.data, "contact data, notes of calls", "700"
    for name in KEYS:
        yield settings.data / name, "a key", "600"
    for name, file in sorted(environment.items()):
        if name.startswith("WIZARD_") and name.endswith("_FILE") and file:
            yield Path(file).expanduser(), name, "o-r"


def _open_to_all(path: Path) -> bool:
    """Return whether somebody who is neither owner nor of the group can come to it and read."""
    try:
        steps = [path, *path.resolve().parents]
        modes = [one.stat().st_mode for one in steps]
    except OSError:
        return False  # It is not there, and whoever needs it says so.
    way_there = all(mode & stat.S_IXOTH for mode in modes[1:])
    return way_there and bool(modes[0] & stat.S_IROTH)
