"""A column of small numbers, one a service, in a single Python integer.

Each number has a lane of 16 bits, so adding two columns is one addition of two
integers and weighing a set of services is one multiplication, however many services
there are (the idea is Lamport's, «Multiple byte processing with full-word instructions»,
1975). A column is the sum of number times 65,536 to the power of the place, so negative
numbers add up as usual; only when a column is read is each lane made whole.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass

LANE = 16
"""Bits of a lane: numbers from -32,768 to 32,767."""

_WHOLE = (1 << LANE) - 1
_SIGN = 1 << (LANE - 1)
_DIGITS = bytes(digit & 1 for digit in range(256))
"""The signs 0 and 1 as the numbers 0 and 1."""


@dataclass(frozen=True, slots=True)
class Lanes:
    """Columns of `number` places; `ones` is the column of ones.

    >>> lanes = Lanes.of(3)
    >>> lanes.read(lanes.column([5, -2, 0]) + 10 * lanes.spread(0b110))
    (5, 8, 10)
    """

    number: int
    ones: int

    @classmethod
    def of(cls, number: int) -> "Lanes":
        """Return the lanes for so many services."""
        return cls(number, int.from_bytes(b"\1\0" * number, "little"))

    def spread(self, bits: int) -> int:
        """Return the column with a one for each service of a bit set, else nought."""
        digits = format(bits, f"0{self.number}b").encode("utf-16-be")
        return int.from_bytes(digits, "big") & self.ones

    def column(self, numbers: Iterable[int], chosen: int | None = None) -> int:
        """Return the column of these numbers, one for each service in order.

        `chosen` is a column of ones and noughts: where it is nought, the result is.
        Raises `struct.error` for a number that no lane can hold, or too few or many.
        """
        lanes = int.from_bytes(struct.pack(f"<{self.number}h", *numbers), "little")
        if chosen is not None:
            lanes &= chosen * _WHOLE
        signs = self.ones * _SIGN
        return (lanes ^ signs) - signs

    def read(self, column: int) -> tuple[int, ...]:
        """Return the numbers of a column, one for each service in order."""
        signs = self.ones * _SIGN
        lanes = (column + signs) ^ signs
        whole: tuple[int, ...] = struct.unpack(
            f"<{self.number}h", lanes.to_bytes(self.number * LANE // 8, "little")
        )
        return whole


def bit_set(places: Iterable[int]) -> int:
    """Return the integer in which the bits at these places are set.

    One pass over bytes: setting bit after bit in an integer copies it each time.
    """
    found = bytearray()
    for place in places:
        byte = place >> 3
        if byte >= len(found):
            found.extend(bytes(byte + 1 - len(found)))
        found[byte] |= 1 << (place & 7)
    return int.from_bytes(found, "little")


def digits(bits: int, number: int) -> bytes:
    """Return a bit set of `number` services as a byte 0 or 1 for each service in order."""
    signs = format(bits, f"0{number}b")[: -number - 1 : -1]
    return signs.encode().translate(_DIGITS)
