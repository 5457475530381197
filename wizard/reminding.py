"""Reminding partners outside any request: a letter needs words and names, but no site."""

from datetime import datetime

from wizard.application.ports_referrals import Referrals, Referring
from wizard.application.refer import Reminded, remind
from wizard.content.load import load_catalogue
from wizard.domain.catalogue import Catalogue
from wizard.domain.referrals import Terms
from wizard.settings import Settings
from wizard.store.editions import DatabaseEditions
from wizard.store.engine import open_engine
from wizard.web.bare import bare_app
from wizard.web.partner_letters import MailLetters
from wizard.web.partner_links import SignedLinks


def remind_partners(
    settings: Settings, referrals: Referrals, terms: Terms, now: datetime
) -> Reminded:
    """Send the reminders that are due `now` (UTC), and give up what stays without answer.

    Raises `RuntimeError` if there is no edition of the catalogue to name partners by.
    """
    parts = Referring(
        referrals=referrals,
        links=SignedLinks(settings.secret(), lambda: now),
        letters=MailLetters(_catalogue(settings), lambda: now, terms.partner_days),
        terms=terms,
    )
    with bare_app().app_context():
        return remind(parts, now)


def _catalogue(settings: Settings) -> Catalogue:
    engine = open_engine(settings.database_url)
    try:
        edition = DatabaseEditions(engine).latest()
    finally:
        engine.dispose()
    found = load_catalogue(edition.files, personas=False).catalogue if edition else None
    if found is None:
        raise RuntimeError("there is no catalogue to name partners by; publish one first")
    return found
