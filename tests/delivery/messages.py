"""Messages that the tests send."""

from datetime import UTC, datetime

from wizard.application.ports_outbox import Message, Parcel, Taken
from wizard.domain.text import Language

SENDER = "Parcours 1819 <post@example.org>"

WORDS: dict[Language, tuple[str, str]] = {
    "nl": (
        "Steun voor je zaak: één adres",
        "Beste,\n\nje vindt er coördinatie en ideeën voor je café.\n",
    ),
    "fr": (
        "Aide à la création : où s'adresser",
        "Bonjour,\n\nvoici où l'on vous aide, près de chez vous : Anderlecht, à côté.\n",
    ),
    "en": ("Support – “first steps”", "Hello,\n\nthe café’s naïve plan costs 25 000 €.\n"),
}
"""A subject and a text in each language, with letters beyond ASCII."""


def mail(to: str = "jan@example.be", language: Language = "fr", html: str = "") -> Message:
    """Return a mail in one language."""
    subject, text = WORDS[language]
    return Message("mail", to, text, subject, html)


def parcel(to: str = "jan@example.be", language: Language = "fr", html: str = "") -> Parcel:
    """Return a mail ready for the queue."""
    return Parcel(mail(to, language, html), "shortlist", language)


def taken(message: Message, language: Language = "fr") -> Taken:
    """Return a message as a sender has it in hand."""
    moment = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    return Taken(1, "0123456789abcdef@example.org", message, language, moment, 1, "claim")
