"""Taking the list home: a QR code, spoken words, and paper."""

from dataclasses import dataclass
from urllib.parse import urlencode

from wizard.domain.desks import Desk, OpenDay
from wizard.domain.ranking import Ranked
from wizard.domain.service import Service
from wizard.domain.spoken import speak
from wizard.domain.text import Picked
from wizard.web import wording
from wizard.web.messages import gettext
from wizard.web.pages.code import TYPED
from wizard.web.pages.layout import Layout, layout
from wizard.web.pages.qr import Qr, qr
from wizard.web.visit import Visit

DENSEST = 12
"""The highest version of a QR code that telephones still read well from a screen."""


@dataclass(frozen=True, slots=True)
class PaperStep:
    """One service on paper: what it is, who offers it, how to reach them, why it is there."""

    title: Picked
    summary: Picked
    provider: Picked
    phone: str
    address: str
    website: str
    why: str
    own: bool


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of one day of the week, in words."""

    day: str
    times: str


@dataclass(frozen=True, slots=True)
class DeskCard:
    """The desk as it stands on paper; what is not known is empty."""

    name: Picked
    address: Picked
    phone: str
    email: str
    url: str
    hours: tuple[Hours, ...]
    note: Picked


@dataclass(frozen=True, slots=True)
class TakeHomePage:
    """The list as a QR code and as spoken words, with what comes first on paper.

    `code_address` is where the words are typed, `date` the day it was printed.
    """

    layout: Layout
    qr: Qr
    code: tuple[str, ...]
    code_address: str
    answers: tuple[str, ...]
    steps: tuple[PaperStep, ...]
    desk: DeskCard | None
    date: str
    back_url: str


def take_home_page(visit: Visit, address: str, code_address: str) -> TakeHomePage:
    """Return the page.

    `address` is the whole address of the list on the website, `code_address` that of the page
    on which the words of its code are typed.
    """
    code = speak(visit.answers, visit.language)
    answers = wording.answer_lines(visit.answers, visit.catalogue.journey, visit.language)
    desk = visit.place.desk
    return TakeHomePage(
        layout=layout(visit, "take-home", gettext("Take your list home"), indexed=False),
        qr=list_qr(address, code_address, code),
        code=code,
        code_address=code_address.partition("://")[2],
        answers=tuple(answers.values()),
        steps=_steps(visit),
        desk=_desk_card(desk, visit) if desk else None,
        date=wording.date_words(visit.today.isoformat()),
        back_url=visit.links.results(),
    )


def list_qr(address: str, code_address: str, code: tuple[str, ...]) -> Qr:
    """Return the QR code of a list: its address, or that of its code where this is too long.

    A dense code is hard to read with a telephone; the words lead to the same list.
    """
    direct = qr(address)
    if direct.version <= DENSEST or not code:
        return direct
    return qr(f"{code_address}?{urlencode([(TYPED, ' '.join(code))])}")


def _steps(visit: Visit) -> tuple[PaperStep, ...]:
    """Return the desk's own services that may fit, then the first steps, each once."""
    advice = visit.advice()
    own = advice.among(visit.place.own)
    first = [one for one in advice.first_steps if one not in own]
    return tuple(
        _step(one, visit, wording.met_of(advice.verdict(one.service)), own=one in own)
        for one in (*own, *first)
    )


def _step(ranked: Ranked, visit: Visit, met: str, *, own: bool) -> PaperStep:
    service, language = ranked.service, visit.language
    return PaperStep(
        title=service.words.title.pick(language),
        summary=service.words.summary.pick(language),
        provider=visit.catalogue.providers[service.providers[0]].name.pick(language),
        phone=_phone(service, visit),
        address=service.contact.address,
        website=service.contact.url.partition("://")[2].rstrip("/"),
        why=f"{wording.verdict_label(ranked.truth)}: {met}",
        own=own,
    )


def _phone(service: Service, visit: Visit) -> str:
    """Return the telephone number of a service, else of who offers it, else of the advice line."""
    provider = visit.catalogue.providers[service.providers[0]]
    return service.contact.phone or provider.contact.phone or "1819"


def _desk_card(desk: Desk, visit: Visit) -> DeskCard:
    contact = desk.contact
    return DeskCard(
        name=desk.name.pick(visit.language),
        address=contact.address.pick(visit.language),
        phone=contact.phone,
        email=contact.email,
        url=contact.url.partition("://")[2].rstrip("/"),
        hours=tuple(map(_hours, desk.hours)),
        note=desk.hours_note.pick(visit.language),
    )


def _hours(open_day: OpenDay) -> Hours:
    times = gettext(" and ").join(f"{begin}\u2013{end}" for begin, end in open_day.hours)
    return Hours(wording.day_names()[open_day.day], times)
