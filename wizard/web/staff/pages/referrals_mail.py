"""The mails to a partner about a referral; they say nothing about the caller."""

from dataclasses import dataclass
from datetime import datetime

from wizard.application.ports_referrals import LetterKind
from wizard.web.messages import gettext
from wizard.web.referral_words import day_words


@dataclass(frozen=True, slots=True)
class ReferralMail:
    """A mail to a partner. `link` is "" in a mail that asks for nothing any more."""

    subject: str
    lines: tuple[str, ...]
    link: str
    until: str


def referral_mail(
    kind: LetterKind, number: int, provider: str, link: str, until: datetime
) -> ReferralMail:
    """Return the mail about referral `number` in the language of the block around it."""
    return ReferralMail(
        subject=_subject(kind, number),
        lines=_lines(kind, number, provider),
        link=link,
        until=day_words(until) if link else "",
    )


def _subject(kind: LetterKind, number: int) -> str:
    return {
        "new": gettext("1819 refers somebody to you (referral %(number)s)", number=number),
        "again": gettext("New link for referral %(number)s", number=number),
        "reminder": gettext("Referral %(number)s waits for your answer", number=number),
        "next": gettext("Referral %(number)s: link for the next step", number=number),
        "withdrawn": gettext("Referral %(number)s was withdrawn", number=number),
        "forget": gettext("Referral %(number)s: please delete the data", number=number),
    }[kind]


def _lines(kind: LetterKind, number: int, provider: str) -> tuple[str, ...]:
    if kind in ("withdrawn", "forget"):
        return _end(kind, number)
    look = gettext("This page shows what it is about, and takes your answer. You need no account:")
    first = gettext(
        "An adviser of 1819, the advice line for entrepreneurs in Brussels, refers"
        " somebody to you (%(provider)s), with that person's consent. It is referral"
        " %(number)s.",
        provider=provider,
        number=number,
    )
    return {
        "new": (first, look),
        "again": (gettext("Here is a new link for referral %(number)s.", number=number), look),
        "reminder": (
            gettext("We have not heard from you about referral %(number)s yet.", number=number),
            gettext("The person counts on hearing from you. If it does not work out, tell us too:"),
        ),
        "next": (
            gettext("Thank you for your answer about referral %(number)s.", number=number),
            gettext("When there is more to tell, do it here:"),
        ),
    }[kind]


def _end(kind: LetterKind, number: int) -> tuple[str, ...]:
    """Return the lines of a letter after which nothing is left to do but to forget."""
    if kind == "withdrawn":
        return (
            gettext("Referral %(number)s was withdrawn. You need do nothing more.", number=number),
            gettext("Please delete what you noted about this person. Our links no longer work."),
        )
    return (
        gettext(
            "The person of referral %(number)s asks for the contact data to be deleted."
            " We have deleted it.",
            number=number,
        ),
        gettext("Please delete it too, unless a law obliges you to keep it."),
    )
