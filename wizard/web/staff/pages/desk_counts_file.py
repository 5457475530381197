"""The counts of a desk as a file: whole months only, and no small number can be worked out.

A month that is not over yet is left out: the same month in two files would differ by what
was counted in between, and that may be one person.
"""

from collections.abc import Iterable
from datetime import date

from wizard.domain.catalogue import Catalogue
from wizard.domain.desk_count_table import count_lines
from wizard.domain.desk_counts import DETAILED, DeskSums, possible_values
from wizard.domain.periods import Period, period
from wizard.domain.text import Language
from wizard.web.staff.pages.desk_counts_words import value_name
from wizard.web.staff.sheet import Cell, sheet

Month = tuple[Period, DeskSums]


def whole_months(first: date | None, last: date, today: date) -> tuple[Period, ...]:
    """Return the months from that of one day to that of another that are over, in order."""
    months: list[Period] = []
    month = period("month", first or today)
    while month.after <= today and month.first <= last:
        months.append(month)
        month = month.following()
    return tuple(months)


def desk_counts_file(
    months: Iterable[Month], offered: int, catalogue: Catalogue, language: Language
) -> str:
    """Return months as CSV: kiosk, frame («embed») and together, with the words of one language.

    `offered` is how many languages the desk offers.
    """
    possible = {kind: len(possible_values(kind, catalogue)) for kind in DETAILED}
    possible["language"] = offered
    rows: list[list[Cell]] = [["month", "what", "key", "label", "kiosk", "embed", "together"]]
    for month, sums in months:
        rows += (
            [
                f"{month.first:%Y-%m}",
                one.kind,
                one.value,
                value_name(one.kind, one.value, catalogue, language) if one.value else "",
                *one.cells,
            ]
            for one in count_lines(sums, possible)
        )
    return sheet(rows)
