"""From a page object of the staff area to HTML: each has one template, and sees nothing else."""

from typing import Protocol

from flask import Response

from wizard.web.render import rendered
from wizard.web.staff.pages.account import AccountPage, PasswordPage
from wizard.web.staff.pages.accounts import (
    AccountsPage,
    ManagePage,
    NewAccountPage,
    StartPasswordPage,
)
from wizard.web.staff.pages.call import CallPage
from wizard.web.staff.pages.call_save import CallSavePage
from wizard.web.staff.pages.calls import CallsPage
from wizard.web.staff.pages.cases import CaseRemovalPage, CasesPage
from wizard.web.staff.pages.counts import CountsPage
from wizard.web.staff.pages.desk import BoardPart, DeskPage
from wizard.web.staff.pages.desk_counts import DeskCountsPage
from wizard.web.staff.pages.desk_counts_all import AllDeskCountsPage
from wizard.web.staff.pages.dossier import DossierPage
from wizard.web.staff.pages.drafts import DraftsPage
from wizard.web.staff.pages.error import StaffErrorPage
from wizard.web.staff.pages.flags import FlagPage, FlagsPage
from wizard.web.staff.pages.handover import HandoverPage
from wizard.web.staff.pages.handover_messages import MessagesPage
from wizard.web.staff.pages.layout import StaffLayout
from wizard.web.staff.pages.partner_desk import PartnerDeskPage
from wizard.web.staff.pages.partner_desk_form import PartnerDeskFormPage
from wizard.web.staff.pages.partner_desks import PartnerDeskRemovalPage, PartnerDesksPage
from wizard.web.staff.pages.referrals import ReferralsPage
from wizard.web.staff.pages.referrals_counts import ReferralCountsPage
from wizard.web.staff.pages.referrals_new import NewReferralPage
from wizard.web.staff.pages.referrals_one import ReferralPage
from wizard.web.staff.pages.sign_in import SignInPage

TEMPLATES: dict[type[object], str] = {
    SignInPage: "staff/sign-in.html",
    AccountPage: "staff/account.html",
    PasswordPage: "staff/password.html",
    AccountsPage: "staff/accounts.html",
    NewAccountPage: "staff/account-new.html",
    ManagePage: "staff/account-manage.html",
    StartPasswordPage: "staff/start-password.html",
    StaffErrorPage: "staff/error.html",
    DeskPage: "staff/desk.html",
    HandoverPage: "staff/handover.html",
    MessagesPage: "staff/handover-messages.html",
    DossierPage: "staff/dossier.html",
    BoardPart: "staff/board.html",
    CallsPage: "staff/calls.html",
    CallPage: "staff/calls-one.html",
    CallSavePage: "staff/calls-save.html",
    DraftsPage: "staff/calls-drafts.html",
    CountsPage: "staff/counts.html",
    DeskCountsPage: "staff/desk-counts.html",
    AllDeskCountsPage: "staff/desk-counts-all.html",
    CasesPage: "staff/cases.html",
    CaseRemovalPage: "staff/cases-remove.html",
    FlagsPage: "staff/flags.html",
    FlagPage: "staff/flags-new.html",
    PartnerDesksPage: "staff/partner-desks.html",
    PartnerDeskPage: "staff/partner-desk.html",
    PartnerDeskFormPage: "staff/partner-desk-form.html",
    PartnerDeskRemovalPage: "staff/partner-desk-remove.html",
    ReferralsPage: "staff/referrals.html",
    NewReferralPage: "staff/referrals-new.html",
    ReferralPage: "staff/referrals-one.html",
    ReferralCountsPage: "staff/referrals-counts.html",
}
"""The template of each page object of the staff area."""


class StaffPage(Protocol):
    """A page object of the staff area."""

    @property
    def layout(self) -> StaffLayout:
        """What surrounds it."""


def show(page: StaffPage, status: int = 200) -> Response:
    """Return the response that shows `page`."""
    return rendered(TEMPLATES[type(page)], page, page.layout.language, status)


def show_wait(page: StaffPage, seconds: int) -> Response:
    """Return the response that shows `page` and says that nothing counts for so many seconds."""
    response = show(page, 429)
    response.headers["Retry-After"] = str(seconds)
    return response
