"""Harm to files: bytes turned around, and what would run if somebody believed it."""

import hashlib
import json
import pickle
import random
from collections.abc import Callable
from pathlib import Path
from zlib import compress

from wizard.editions import FILE
from wizard.search.generations import MANIFEST

HOSTILE_SIGN = "was-run"
"""The file that a hostile pickle makes beside the manifest, if it is run."""

Harm = Callable[[Path, random.Random], None]


def flip(path: Path, chance: random.Random) -> None:
    """Turn one bit of a file around."""
    content = bytearray(path.read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


def flip_all(folder: Path, chance: random.Random) -> None:
    """Turn one bit of each file of the generation that counts around."""
    for path in sorted(folder.glob("generation-*/*")):
        if path.stat().st_size:
            flip(path, chance)


def cut(folder: Path, chance: random.Random) -> None:
    """Leave of the largest file only its beginning."""
    path = max(folder.glob("generation-*/*"), key=lambda one: one.stat().st_size)
    path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size)])


def remove_some(folder: Path, chance: random.Random) -> None:
    """Delete one of the files, or the manifest."""
    chance.choice([folder / MANIFEST, *sorted(folder.glob("generation-*/*"))]).unlink()


def plant_hostile(folder: Path, _chance: random.Random) -> None:
    """Put a pickle that runs something in the place of the edition, with the right hash of it."""
    plant(folder, compress(pickle.dumps(Hostile(folder / HOSTILE_SIGN))))


def plant(folder: Path, packed: bytes) -> None:
    """Put bytes in the place of the edition made ready, and their hash into its manifest."""
    manifest = json.loads((folder / MANIFEST).read_bytes())
    (folder / manifest["generation"] / FILE).write_bytes(packed)
    manifest["files"][FILE] = hashlib.sha256(packed).hexdigest()
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


class Hostile:
    """Makes a file when it is read from a pickle."""

    def __init__(self, sign: Path) -> None:
        """Make `sign`."""
        self._sign = sign

    def __reduce__(self) -> tuple[Callable[[Path], None], tuple[Path]]:
        """Say what is run to read it."""
        return Path.touch, (self._sign,)
