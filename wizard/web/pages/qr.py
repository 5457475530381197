"""A link as a QR code that a page draws itself: one path of squares, sharp at any size."""

from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4
"""Light modules around the code, without which readers do not find it (ISO/IEC 18004)."""


@dataclass(frozen=True, slots=True)
class Qr:
    """`size` is the width of the square in modules, the quiet zone included; `path` its dark parts."""

    size: int
    path: str

    @property
    def version(self) -> int:
        """How dense it is, from 1 (21 modules wide) to 40 (177 modules)."""
        return (self.size - 2 * QUIET - 17) // 4


def qr(text: str) -> Qr:
    """Return the QR code of a link; one in seven modules may be spoilt (level M)."""
    rows = segno.make(text, error="m", micro=False, boost_error=False).matrix
    parts: list[str] = []
    for y, row in enumerate(rows, QUIET):
        x = QUIET
        for dark, run in groupby(row):
            width = len(list(run))
            if dark:
                parts.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    return Qr(len(rows) + 2 * QUIET, "".join(parts))
