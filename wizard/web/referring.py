"""What the use cases of referrals work with, put together from the site of the application."""

from flask import current_app

from wizard.application.ports_referrals import Referring
from wizard.web.partner_letters import MailLetters
from wizard.web.partner_links import SignedLinks
from wizard.web.site import site
from wizard.web.staff.access import office


def referring() -> Referring:
    """Return the parts; works within a request, and within an application's context."""
    ours = office()
    return Referring(
        referrals=ours.referrals,
        links=SignedLinks(str(current_app.secret_key), ours.now),
        letters=MailLetters(site().catalogue, ours.now, ours.terms.partner_days),
        terms=ours.terms,
    )
