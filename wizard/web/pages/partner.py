"""What a partner sees: one referral without an account, and the notes around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import request

from wizard.application.answer_referral import DeadLinkError, Visited
from wizard.application.ports_referrals import Contact, Referral
from wizard.domain.catalogue import Catalogue
from wizard.domain.referrals import REASONS, Terms, choices
from wizard.domain.text import LANGUAGES, Language, Picked
from wizard.web import languages
from wizard.web import referral_words as words
from wizard.web.links import Pair
from wizard.web.messages import gettext
from wizard.web.pages.layout import LanguageLink
from wizard.web.static_files import static_url
from wizard.web.visit import mounted_at


@dataclass(frozen=True, slots=True)
class PartnerLayout:
    """What surrounds a partner's page: no menu, no search, nothing that leads away."""

    language: Language
    title: str
    root: str
    languages: tuple[LanguageLink, ...]

    def static(self, file: str) -> str:
        """Return the address of a static file."""
        return static_url(self.root, file)


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that a partner can say, or one reason for it."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """One referral. `contact` is there only after somebody has asked for it.

    `address` is that of this very page, the link for the next step, when the partner has
    just answered; `thanks` are the words for that, and `next_step` what comes now.
    `contact_gone` says why there is no contact data ("" if there is).
    """

    layout: PartnerLayout
    number: int
    thanks: str
    next_step: str
    mailed: bool
    address: str
    problem: str
    service: Picked
    provider: Picked
    need: str
    caller: str
    sent_on: str
    status: str
    answers: tuple[words.Passed, ...]
    action: str
    show_action: str
    contact: Contact | None
    contact_gone: str
    choices: tuple[Answer, ...]
    reasons: tuple[Answer, ...]
    days: int


@dataclass(frozen=True, slots=True)
class PartnerNote:
    """A page with a few words: thank you, or why a link does not work and what to do."""

    layout: PartnerLayout
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a partner sent with a form, and what is wrong with it ("" if nothing)."""

    status: str = ""
    reason: str = ""
    problem: str = ""


NOTHING_SAID = Said()


def partner_page(
    visited: Visited,
    token: str,
    catalogue: Catalogue,
    terms: Terms,
    *,
    contact: Contact | None = None,
    said: Said = NOTHING_SAID,
) -> PartnerPage:
    """Return the page of a link that works, with what was said if it cannot be noted."""
    referral, language, root = visited.referral, languages.current(), mounted_at()
    matter, here = referral.matter, f"{root}/partner/{token}"
    done = request.args.get("done", "")
    thanks = _thanks(done)
    title = gettext("Referral %(number)s", number=referral.id)
    if said.problem:
        title = gettext("Error: %(title)s", title=title)
    return PartnerPage(
        layout=_layout(title, here, [("done", done)] if thanks else []),
        number=referral.id,
        thanks=thanks,
        next_step=_next_step(referral),
        mailed=referral.letter_at >= referral.wait.since,
        address=f"{referral.site}/partner/{token}" if thanks else "",
        problem=said.problem,
        service=words.service_title(matter, catalogue, language),
        provider=words.provider_name(matter.provider, catalogue, language),
        need=words.need_label(matter.need, catalogue, language),
        caller=_speaks(matter.caller),
        sent_on=words.day_words(referral.created_at),
        status=words.status_label(referral.status),
        answers=words.passed_on(matter.answers, catalogue, language),
        action=here,
        show_action=f"{here}/contact",
        contact=contact,
        contact_gone="" if referral.has_contact else gettext("The contact data is removed."),
        choices=_choices(referral, said.status),
        reasons=tuple(
            Answer(one, words.reason_label(one), chosen=one == said.reason) for one in REASONS
        ),
        days=terms.partner_days,
    )


def done_page(answer: str) -> PartnerNote:
    """Return the thanks after the last answer; nothing is left to do."""
    lines = {
        "helped": (
            gettext("We have noted that you helped this person. The referral is closed."),
            gettext("The contact data here will be deleted. Keep no more of it than you need."),
        ),
        "refused": (
            gettext("We have noted that it does not work out. The referral is closed."),
            gettext("Please delete what you noted about this person, if you do not need it."),
        ),
    }
    here = f"{mounted_at()}/partner/done"
    return PartnerNote(
        _layout(gettext("Thank you"), here, [("answer", answer)] if answer in lines else []),
        gettext("Thank you"),
        lines.get(answer, (gettext("We have noted your answer."),)),
    )


def dead_page(dead: DeadLinkError, token: str, terms: Terms) -> PartnerNote:
    """Return what to do with a link that does not work."""
    title, *lines = _over(dead.kind) or _another(dead.kind, terms.partner_days)
    if dead.referral is not None:
        number = dead.referral.id
        lines.append(gettext("Questions? Call 1819 and name referral %(number)s.", number=number))
    return PartnerNote(_layout(title, f"{mounted_at()}/partner/{token}"), title, tuple(lines))


def wait_page() -> PartnerNote:
    """Return the page for an address that tried too many links that do not exist."""
    title = gettext("Too many links that do not work")
    line = gettext("Wait ten minutes, then open the link of our mail.")
    return PartnerNote(_layout(title, f"{mounted_at()}/partner/done"), title, (line,))


def _over(kind: str) -> tuple[str, ...]:
    """Return a title and lines for a link after which nothing is left to do; else nothing."""
    return {
        "withdrawn": (
            gettext("This referral was withdrawn"),
            gettext("There is nothing more to do. Please delete what you noted from it."),
        ),
        "used": (
            gettext("You have answered with this link"),
            gettext("Your answer is noted. A link works for one answer only."),
            gettext("If there is a next step, its link is in the newest mail from us."),
        ),
        "closed": (
            gettext("This referral is closed"),
            gettext("It was closed in the meantime. If you can help after all, call us."),
        ),
    }.get(kind, ())


def _another(kind: str, days: int) -> tuple[str, ...]:
    """Return a title and lines for a link in whose place another one is needed."""
    return {
        "replaced": (
            gettext("There is a newer link"),
            gettext("We have sent you a newer mail about this referral. Use the link in it."),
        ),
        "expired": (
            gettext("This link is too old"),
            gettext("A link works for %(days)s days.", days=days),
            gettext("The next reminder brings a new one. If you call us, you get it at once."),
        ),
        "unknown": (
            gettext("This link does not work"),
            gettext("Perhaps a part is missing. Copy the whole link from the mail and try again."),
            gettext("If it still does not work, call 1819."),
        ),
    }[kind]


def _layout(title: str, path: str, more: Sequence[Pair] = ()) -> PartnerLayout:
    return PartnerLayout(
        language=languages.current(),
        title=title,
        root=mounted_at(),
        languages=tuple(
            LanguageLink(
                code,
                languages.OWN_NAMES[code],
                f"{path}?{urlencode([('language', code), *more])}",
                code == languages.current(),
            )
            for code in LANGUAGES
        ),
    )


def _thanks(done: str) -> str:
    return {
        "accepted": gettext("Thank you. We have noted that you take this on."),
        "contacted": gettext("Thank you. We have noted that you are in contact."),
    }.get(done, "")


def _next_step(referral: Referral) -> str:
    return {
        "sent": gettext("Do you take this on? Please answer within a few days."),
        "accepted": gettext("Now contact the person. Then tell us here that you have."),
        "contacted": gettext("When it is over, tell us here how it ended."),
    }[referral.status]


def _choices(referral: Referral, chosen: str) -> tuple[Answer, ...]:
    labels = {
        "accepted": gettext("Yes, we take it on"),
        "contacted": gettext("We have been in contact with this person"),
        "helped": gettext("We have helped this person"),
        "refused": gettext("No, it does not work out"),
    }
    offered = choices(referral.status, "partner")
    return tuple(
        Answer(one, labels[one], chosen=one == chosen)
        for one in offered
        if referral.status != "sent" or one != "helped"
    )


def _speaks(caller: Language) -> str:
    return {
        "nl": gettext("The person speaks Dutch"),
        "fr": gettext("The person speaks French"),
        "en": gettext("The person speaks English"),
    }[caller]
