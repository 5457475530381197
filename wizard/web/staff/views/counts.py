"""Counts of calls, as a page and as a file, for editors."""

from flask import Response as FileResponse
from flask import request
from werkzeug.wrappers import Response

from wizard.domain.periods import UNITS, Period, Unit, period
from wizard.web.staff import access
from wizard.web.staff.area import blueprint
from wizard.web.staff.here import Here, here
from wizard.web.staff.pages.counts import Counted, counts_file, counts_page
from wizard.web.staff.render import show
from wizard.web.staff.sheet import send_sheet
from wizard.web.staff.views.calls import read_day

COURSE = 12
"""Periods that are shown: the one asked for and those before it."""


@blueprint.get("/calls/counts")
@access.needs("editor")
def counts() -> Response:
    """Show the counts of a day, week or month."""
    at = here()
    return show(counts_page(_counted(at), at))


@blueprint.get("/calls/counts.csv")
@access.needs("editor")
def counts_csv() -> FileResponse:
    """Give the counts of twelve days, weeks or months as a file for a spreadsheet."""
    at = here()
    counted = _counted(at)
    last = counted[-1][0]
    name = f"calls-{last.unit}-{last.first.isoformat()}.csv"
    return send_sheet(counts_file(counted, at), name)


def _counted(at: Here) -> tuple[Counted, ...]:
    """Return the period asked for and the eleven before it, with their counts, in order."""
    calls = access.office().calls
    return tuple((one, calls.tally(*one.moments())) for one in _periods(at))


def read_period(at: Here, usual: Unit) -> Period:
    """Return the day, week or month that the query asks for; of the kind `usual` if it says none."""
    unit = request.args.get("unit", "")
    return period(unit if unit in UNITS else usual, read_day(request.args.get("on", ""), at))


def _periods(at: Here) -> tuple[Period, ...]:
    found = [read_period(at, "week")]
    while len(found) < COURSE:
        found.insert(0, found[0].before())
    return tuple(found)
