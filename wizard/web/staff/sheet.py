"""A table as a file for a spreadsheet, in which no text is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Response

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet carries out instead of showing it (OWASP)."""

Cell = str | int | float


def sheet(rows: Iterable[Sequence[Cell]]) -> str:
    """Return rows as CSV with semicolons, as spreadsheets here read it."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerows([_shown(cell) for cell in row] for row in rows)
    return target.getvalue()


def send_sheet(text: str, name: str) -> Response:
    """Return the answer that gives a table as a file called `name`."""
    # The mark at the beginning tells spreadsheets that it is UTF-8.
    answer = Response("\ufeff" + text, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _shown(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
