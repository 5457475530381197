"""One referral as its adviser sees it: what it is about, its history, what can be noted."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from wizard.application.ports_referrals import Contact, Referral
from wizard.domain.consent import sentence
from wizard.domain.referrals import CLOSED, REASONS, Event, choices, contact_ends
from wizard.domain.text import Language, Picked
from wizard.web import referral_words as words
from wizard.web.languages import OWN_NAMES
from wizard.web.messages import gettext
from wizard.web.staff import access
from wizard.web.staff.carried import carried
from wizard.web.staff.here import Here
from wizard.web.staff.pages.accounts import Choice
from wizard.web.staff.pages.call_words import moment_words
from wizard.web.staff.pages.controls import Hidden, hidden
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.pages.problems import Problem, title_with
from wizard.web.staff.pages.referrals import next_words, waits_for


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of the history: when, what, by whom, and why if it was refused."""

    at: str
    what: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """One referral. `contact` is there only after the adviser has asked for it.

    `statuses` are what can be noted now, none for a closed one. `waits` and `next` are ""
    for a closed one, `contact_until` once the contact data is removed, `forget_url` unless
    it can be deleted apart (of an open one it goes when the caller withdraws). `letter` says how
    far the newest mail is.
    """

    layout: StaffLayout
    number: int
    problems: tuple[Problem, ...]
    service: Picked
    provider: Picked
    need: str
    status: str
    waits: str
    next: str
    letter: str
    answers: tuple[words.Passed, ...]
    caller_name: str
    partner_name: str
    consent_on: str
    consent: str
    consent_language: Language
    contact: Contact | None
    contact_until: str
    contact_url: str
    forget_url: str
    history: tuple[HistoryLine, ...]
    statuses: tuple[Choice, ...]
    reasons: tuple[Choice, ...]
    status_url: str
    again_url: str
    hidden: tuple[Hidden, ...]
    list_url: str
    back_url: str


def referral_page(
    one: Referral,
    history: Sequence[Event],
    at: Here,
    contact: Contact | None = None,
    problems: tuple[Problem, ...] = (),
) -> ReferralPage:
    """Return the page of one referral, with its contact data if that was asked for."""
    matter, carry, over = one.matter, carried(at.state(), at), one.status in CLOSED
    title = title_with(problems, gettext("Referral %(number)s", number=one.id))
    here = f"referrals/{one.id}"
    return ReferralPage(
        layout=staff_layout(title, "referrals", "" if problems else _notice()),
        number=one.id,
        problems=problems,
        service=words.service_title(matter, at.catalogue, at.language),
        provider=words.provider_name(matter.provider, at.catalogue, at.language),
        need=words.need_label(matter.need, at.catalogue, at.language),
        status=words.status_label(one.status),
        waits="" if over else waits_for(one.wait.since, at.now),
        next="" if over else next_words(one),
        letter=_letter(one),
        answers=words.passed_on(matter.answers, at.catalogue, at.language),
        caller_name=OWN_NAMES[matter.caller],
        partner_name=OWN_NAMES[matter.partner],
        consent_on=moment_words(one.consent.at),
        consent=_consent(one, at),
        consent_language=one.consent.language,
        contact=contact,
        contact_until=_contact_until(one),
        contact_url=at.links.path(f"{here}/contact"),
        forget_url=at.links.path(f"{here}/forget") if over and one.has_contact else "",
        history=tuple(_history_line(event) for event in history),
        statuses=() if over else _statuses(one),
        reasons=tuple(Choice(key, words.reason_label(key)) for key in REASONS),
        status_url=at.links.path(f"{here}/status"),
        again_url=at.links.path(f"{here}/again"),
        hidden=hidden(list(carry.pairs)),
        list_url=carry.path("referrals"),
        back_url=carry.back,
    )


def _notice() -> str:
    return {
        "sent": gettext("The referral is made. The partner gets a mail with a link."),
        "noted": gettext("It is noted."),
        "forgotten": gettext("The contact data is deleted. The partner is asked to delete it too."),
        "again": gettext("The partner gets a new link. The older one no longer works."),
    }.get(request.args.get("done", ""), "")


def _letter(one: Referral) -> str:
    date = moment_words(one.letter_at)
    return {
        "waiting": gettext("Waits to be sent since %(date)s", date=date),
        "sending": gettext("Is being sent"),
        "sent": gettext("Sent; written on %(date)s", date=date),
        "failed": gettext("Could not be delivered; written on %(date)s", date=date),
        "": gettext("Written on %(date)s", date=date),
    }[one.delivery]


def _consent(one: Referral, at: Here) -> str:
    """Return the sentence that was read out, as it was."""
    consent = one.consent
    name = words.provider_name(one.matter.provider, at.catalogue, consent.language).words
    return sentence(consent.version, consent.language, name, consent.days)


def _contact_until(one: Referral) -> str:
    if not one.has_contact:
        return ""
    days = min(one.consent.days, access.office().terms.contact_days)
    return words.day_words(contact_ends(one.created_at, one.closed_at, days))


def _history_line(event: Event) -> HistoryLine:
    notes = {
        "opened": gettext("Contact data looked at"),
        "reminded": gettext("Reminder sent"),
        "sent-again": gettext("New link sent"),
        "contact-removed": gettext("Contact data removed"),
    }
    actors = {
        "partner": gettext("partner"),
        "adviser": gettext("adviser"),
        "system": gettext("of itself"),
        "caller": gettext("caller"),
    }
    return HistoryLine(
        at=moment_words(event.at),
        what=notes[event.what] if event.what in notes else words.status_label(event.what),
        by=actors[event.by],
        reason=words.reason_label(event.reason) if event.reason else "",
    )


def _statuses(one: Referral) -> tuple[Choice, ...]:
    labels = {
        "accepted": gettext("The partner takes it on"),
        "contacted": gettext("The partner was in contact with the caller"),
        "helped": gettext("The partner helped the caller"),
        "refused": gettext("The partner refuses"),
        "no-answer": gettext("No answer: close it"),
        "withdrawn": gettext("We withdraw it"),
    }
    return (
        *(Choice(status, labels[status]) for status in choices(one.status, "adviser")),
        Choice("withdrawn-caller", gettext("The caller withdraws: delete the contact data now")),
    )
