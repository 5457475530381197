"""The lock files as these tests read them."""

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

RUNNING, TESTING = ROOT / "requirements.lock", ROOT / "tests" / "requirements.lock"
HASH = re.compile(r"--hash=(\w+):([0-9a-f]+)")


@dataclass(frozen=True)
class Locked:
    """One package of a lock file, with the hashes of its files."""

    requirement: Requirement
    hashes: tuple[tuple[str, str], ...]

    @property
    def name(self) -> str:
        """The name as registries compare it."""
        return str(canonicalize_name(self.requirement.name))

    @property
    def pins(self) -> list[str]:
        """What is said about the version."""
        return [str(one) for one in self.requirement.specifier]

    @property
    def version(self) -> str:
        """The one version."""
        return self.pins[0].removeprefix("==")

    @property
    def here(self) -> bool:
        """Whether it is wanted on this Python and machine."""
        return self.requirement.marker is None or self.requirement.marker.evaluate()


def read_lock(file: Path) -> list[Locked]:
    """Return what a lock file holds; raises `ValueError` for a line that is no requirement."""
    text = re.sub(r"^\s*#.*$", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    entries = text.replace("\\\n", " ").splitlines()
    return [_read(entry.strip()) for entry in entries if entry.strip()]


def _read(entry: str) -> Locked:
    words, _, _ = entry.partition(" --hash")
    if words.startswith("-"):
        raise ValueError(f"a lock file has no options: {entry[:80]}")
    return Locked(Requirement(words.strip()), tuple(HASH.findall(entry)))
