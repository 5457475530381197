"""Writing the letters to partners: the same machinery as the other mails, in the partner's language."""

from collections.abc import Callable
from datetime import datetime, timedelta

from wizard.application.ports_referrals import Letter, LetterKind, Matter
from wizard.domain.catalogue import Catalogue
from wizard.web import referral_words
from wizard.web.staff.mails import mail_to
from wizard.web.staff.pages.referrals_mail import referral_mail


class MailLetters:
    """Words letters with gettext and a template; works without a request."""

    def __init__(self, catalogue: Catalogue, now: Callable[[], datetime], days: int) -> None:
        """Name partners as `catalogue` does; a link made `now` works for `days` days."""
        self._catalogue, self._now, self._days = catalogue, now, days

    def write(
        self, kind: LetterKind, number: int, matter: Matter, address: str, link: str
    ) -> Letter:
        """Return a letter; `link` is the whole address of the partner's page ("" for none)."""
        until = self._now() + timedelta(days=self._days)
        provider = referral_words.provider_name(matter.provider, self._catalogue, matter.partner)
        message = mail_to(
            address,
            matter.partner,
            lambda: referral_mail(kind, number, provider.words, link, until),
        )
        return Letter(message.to, message.subject, message.text, matter.partner)
