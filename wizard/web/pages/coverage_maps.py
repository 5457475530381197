"""Heat maps as shapes: where each cell stands, how dark it is, what it says."""

import textwrap
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from wizard.domain.coverage.cells import Grid
from wizard.domain.coverage.thin import ENOUGH
from wizard.web.messages import gettext
from wizard.web.pages.coverage_words import Speaker

CELL = 46
"""The width of a cell in the drawing's units, which are pixels on the screen."""
ROW = 34
LETTER = 7.2
"""About the width of a letter of the labels."""
LABEL_LETTERS = 26
"""Longer labels of rows take two lines."""


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A number with its place; `shade` is 0 (nothing), 1 (few) to 4 (most)."""

    x: int
    number: int
    shade: int
    title: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row of cells; `lines` is its label in pieces that fit, each with its height."""

    label: str
    lines: tuple[tuple[int, str], ...]
    y: int
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatColumn:
    """The label over a column, and the point where it begins."""

    label: str
    x: int


@dataclass(frozen=True, slots=True)
class Shade:
    """One step of the scale: its number and the counts that it stands for."""

    number: int
    label: str


@dataclass(frozen=True, slots=True)
class HeatMap:
    """One drawing: stages from left to right, the other vocabulary from top to bottom."""

    name: str
    title: str
    text: str
    width: int
    height: int
    head: int
    label_width: int
    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]
    shades: tuple[Shade, ...]


def heat_map(grid: Grid, speaker: Speaker) -> HeatMap:
    """Return the drawing of a table of numbers, in the language of the page."""
    names = [speaker.term("stage", key) for key in grid.rows]
    labels = [speaker.term(grid.columns, key) for key in grid.column_keys]
    longest = max(map(len, names), default=0)
    head = round(longest * LETTER * 0.87) + 16
    label_width = round(min(LABEL_LETTERS, max(map(len, labels), default=0)) * LETTER) + 16
    steps = _steps(grid)
    rows = tuple(
        _row(label, head + at * ROW, _column(grid, at), names, steps, label_width)
        for at, label in enumerate(labels)
    )
    title, text = _words(grid)
    return HeatMap(
        name=grid.name,
        title=title,
        text=text,
        width=label_width + len(names) * CELL + round(longest * LETTER * 0.5),
        height=head + len(labels) * ROW,
        head=head,
        label_width=label_width,
        columns=tuple(
            HeatColumn(name, label_width + at * CELL + CELL // 2) for at, name in enumerate(names)
        ),
        rows=rows,
        shades=_shades(steps, max((n for row in grid.numbers for n in row), default=0)),
    )


def _row(
    label: str, y: int, numbers: list[int], names: list[str], steps: tuple[int, ...], left: int
) -> HeatRow:
    pieces = textwrap.wrap(label, LABEL_LETTERS) or [label]
    middle = y + ROW // 2 + 4
    lines = tuple(
        (middle + round((at - (len(pieces) - 1) / 2) * 14), piece)
        for at, piece in enumerate(pieces)
    )
    cells = tuple(
        HeatCell(left + at * CELL, number, _shade(number, steps), f"{names[at]}, {label}: {number}")
        for at, number in enumerate(numbers)
    )
    return HeatRow(label, lines, y, cells)


def _column(grid: Grid, at: int) -> list[int]:
    return [row[at] for row in grid.numbers]


def _steps(grid: Grid) -> tuple[int, ...]:
    """Return where the shades of enough begin: its smallest number, and those at the thirds."""
    enough = sorted(number for row in grid.numbers for number in row if number >= ENOUGH)
    if not enough:
        return ()
    thirds = {enough[0], enough[len(enough) // 3], enough[2 * len(enough) // 3]}
    return tuple(sorted(thirds))


def _shade(number: int, steps: tuple[int, ...]) -> int:
    if number < ENOUGH:
        return min(number, 1)
    return 1 + bisect_right(steps, number)


def _shades(steps: tuple[int, ...], most: int) -> tuple[Shade, ...]:
    found = [Shade(0, gettext("no service")), Shade(1, gettext("1 or 2"))]
    for number, (low, after) in enumerate(pairwise((*steps, most + 1)), 2):
        same = low == after - 1
        label = str(low) if same else gettext("%(low)s to %(high)s", low=low, high=after - 1)
        found.append(Shade(number, label))
    return tuple(found)


def _words(grid: Grid) -> tuple[str, str]:
    return {
        "category": (
            gettext("Stage and category"),
            gettext("The services on offer when only the stage is known."),
        ),
        "sector": (
            gettext("Stage and sector"),
            gettext(
                "The services on offer when stage and sector are known, with those for all sectors."
            ),
        ),
        "sector-own": (
            gettext("Stage and sector: made for the sector"),
            gettext("Of those, only the services that name this sector."),
        ),
    }[grid.name]
