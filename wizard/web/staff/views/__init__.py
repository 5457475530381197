"""The views of the staff area: parse, call one use case, build one page.

Importing this package registers all of them on the blueprint.
"""

from wizard.web.staff.area import blueprint as area
from wizard.web.staff.views import (
    account,
    accounts,
    calls,
    cases,
    counts,
    desk,
    desk_counts,
    drafts,
    flags,
    handover,
    handover_messages,
    oidc,
    partner_desk_form,
    partner_desks,
    referrals,
    referrals_counts,
    sign_in,
)

__all__ = [
    "account",
    "accounts",
    "area",
    "calls",
    "cases",
    "counts",
    "desk",
    "desk_counts",
    "drafts",
    "flags",
    "handover",
    "handover_messages",
    "oidc",
    "partner_desk_form",
    "partner_desks",
    "referrals",
    "referrals_counts",
    "sign_in",
]
