"""The counts of referrals, for editors and admins."""

from flask import Response as FileResponse
from werkzeug.wrappers import Response

from wizard.domain.periods import BRUSSELS
from wizard.domain.referral_counts import Figures, Share, figures, shares
from wizard.web.staff import access
from wizard.web.staff.area import blueprint
from wizard.web.staff.here import here
from wizard.web.staff.pages.referrals_counts import referral_counts_file, referral_counts_page
from wizard.web.staff.render import show
from wizard.web.staff.sheet import send_sheet


@blueprint.get("/referrals/counts")
@access.needs("editor")
def referral_counts() -> Response:
    """Show the counts of all months."""
    return show(referral_counts_page(*_counted(), here()))


@blueprint.get("/referrals/counts.csv")
@access.needs("editor")
def referral_counts_csv() -> FileResponse:
    """Give the counts as a file for a spreadsheet."""
    return send_sheet(referral_counts_file(*_counted(), here()), "referrals.csv")


def _counted() -> tuple[tuple[Figures, ...], tuple[Share, ...]]:
    referrals = access.office().referrals
    return figures(referrals.courses(), BRUSSELS), shares(referrals.calls(), BRUSSELS)
