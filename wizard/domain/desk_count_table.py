"""The numbers of one desk in one month as they leave the house: small ones cannot be worked out.

The rows are what is counted, the columns kiosk, frame, and both together. Kiosk and frame
are guarded each for itself by `wizard.domain.small_numbers`; the sum of both stands there
only where both stand there, so that it tells nothing that the reader could not add up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wizard.domain.desk_counts import DETAILED, PLAIN, WAYS, WHOLE, DeskSums, Way
from wizard.domain.small_numbers import HIDDEN, guarded, guarded_parts

Parts = dict[str, str] | None


@dataclass(frozen=True, slots=True)
class CountLine:
    """One row: a kind, its value ("" for a whole, or for parts that are all left out).

    `cells` are the numbers at the kiosk, in the frame, and together, "" if that is not said.
    """

    kind: str
    value: str
    cells: tuple[str, str, str]


def count_lines(sums: DeskSums, possible: Mapping[str, int]) -> tuple[CountLine, ...]:
    """Return the rows of a month; a value that nowhere has a number is absent.

    `possible` says how many values each kind of `DETAILED` can have.
    """
    return (
        *(_line(kind, "", [guarded(sums.of(kind, way)) for way in WAYS]) for kind in PLAIN),
        *(line for kind in DETAILED for line in _detailed(kind, sums, possible[kind])),
    )


def _detailed(kind: str, sums: DeskSums, possible: int) -> Iterator[CountLine]:
    columns = [_parts(kind, sums, way, possible) for way in WAYS]
    shown = [value for value in sums.values(kind) if any(value in (one or {}) for one in columns)]
    for value in shown:
        yield _line(kind, value, [_cell(one, value) for one in columns])
    if not shown and None in columns:
        yield _line(kind, "", [_cell(one, "") for one in columns])


def _parts(kind: str, sums: DeskSums, way: Way, possible: int) -> Parts:
    counts = sums.values(kind, way)
    if kind not in WHOLE:
        # They add up to nothing that is written anywhere.
        return {value: guarded(count) for value, count in counts.items()}
    return guarded_parts(sums.of(WHOLE[kind], way), counts, possible)


def _cell(parts: Parts, value: str) -> str:
    return HIDDEN if parts is None else parts.get(value, "0")


def _line(kind: str, value: str, cells: list[str]) -> CountLine:
    kiosk, embed = cells
    both_said = kiosk.isdecimal() and embed.isdecimal()
    return CountLine(kind, value, (kiosk, embed, str(int(kiosk) + int(embed)) if both_said else ""))
