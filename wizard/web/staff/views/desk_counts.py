"""Counts of partner desks: of one, for its staff and 1819, and of all, for editors."""

from flask import Response as FileResponse
from werkzeug.wrappers import Response

from wizard.domain.periods import period
from wizard.web.staff import access
from wizard.web.staff.area import blueprint
from wizard.web.staff.here import here
from wizard.web.staff.pages.desk_counts import Shown, desk_counts_page
from wizard.web.staff.pages.desk_counts_all import all_desk_counts_page
from wizard.web.staff.pages.desk_counts_file import desk_counts_file, whole_months
from wizard.web.staff.render import show
from wizard.web.staff.sheet import send_sheet
from wizard.web.staff.views.counts import read_period

MONTHS = 12
"""Months that the file has, the last that are over."""


@blueprint.get("/desks/counts")
@access.needs("editor")
def all_desk_counts() -> Response:
    """Show the counts of all desks in a day, week or month."""
    at = here()
    shown = read_period(at, "month")
    counted = access.office().desk_counts.of_all(shown.first, shown.after)
    return show(all_desk_counts_page(access.partners().desks.all(), counted, shown, at))


@blueprint.get("/desks/<key>/counts")
@access.needs("desk")
def desk_counts(key: str) -> Response:
    """Show the counts of one desk in a day, week or month."""
    desk, at = access.own_desk_or_403(key), here()
    shown, counts = read_period(at, "month"), access.office().desk_counts
    found = Shown(
        shown,
        counts.sums(key, shown.first, shown.after),
        counts.by_day(key, shown.first, shown.after),
        counts.first_day(key),
    )
    return show(desk_counts_page(desk, found, at))


@blueprint.get("/desks/<key>/counts.csv")
@access.needs("desk")
def desk_counts_csv(key: str) -> FileResponse:
    """Give the counts of a desk in the last months that are over, for a spreadsheet."""
    desk, at = access.own_desk_or_403(key), here()
    counts = access.office().desk_counts
    months = whole_months(counts.first_day(key), at.today, at.today)[-MONTHS:]
    counted = [(one, counts.sums(key, one.first, one.after)) for one in months]
    text = desk_counts_file(counted, len(desk.languages), at.catalogue, at.language)
    until = period("month", at.today).before().first
    return send_sheet(text, f"{key}-{until:%Y-%m}.csv")
