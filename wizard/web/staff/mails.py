"""From a page object to a message: mails have templates too, and see nothing else."""

from collections.abc import Callable
from typing import Protocol

from flask import render_template

from wizard.application.ports_outbox import Message
from wizard.domain.text import Language
from wizard.web.speaking import in_language
from wizard.web.staff.pages.handover_mail import ShortlistMail
from wizard.web.staff.pages.referrals_mail import ReferralMail

MAILS: dict[type[object], tuple[str, ...]] = {
    ShortlistMail: ("mail/shortlist.txt", "mail/shortlist.html"),
    ReferralMail: ("mail/referral.txt",),
}
"""The templates of each mail: plain text, and HTML where there is one."""


class Mail(Protocol):
    """What every mail has beside its own parts."""

    @property
    def subject(self) -> str:
        """The subject, one line."""


def mail_to(address: str, language: Language, build: Callable[[], Mail]) -> Message:
    """Return a mail to `address`, built and written in `language` whatever the page speaks."""
    with in_language(language):
        page = build()
        bodies = [render_template(name, page=page) for name in MAILS[type(page)]]
    text, html = [*bodies, ""][:2]
    return Message("mail", address, text, page.subject, html)


def text_to(number: str, language: Language, build: Callable[[], str]) -> Message:
    """Return a text message to `number`, written in `language` whatever the page speaks."""
    with in_language(language):
        return Message("text", number, build())
