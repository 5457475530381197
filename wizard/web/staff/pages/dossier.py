"""The dossier: what the caller takes home on paper, in the caller's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from wizard.domain.advice import Advice
from wizard.domain.answers import Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.matching import Verdict
from wizard.domain.service import Service, Statement
from wizard.domain.text import Language, Picked
from wizard.domain.truth import Truth
from wizard.web import wording
from wizard.web.messages import gettext, ngettext
from wizard.web.pages.qr import Qr, qr
from wizard.web.staff.here import Here
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.sharing import code_address, list_link
from wizard.web.staff.state import CallState


@dataclass(frozen=True, slots=True)
class GivenLine:
    """One question with what was answered."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class CheckLine:
    """Something to check with the provider; `source` says where it is written, "" for nowhere."""

    text: Picked
    source: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One service on paper.

    `met` are the conditions that hold, `open` those not known yet and `unmet` those that
    do not hold; `first` are the titles of services that are needed before this one.
    """

    title: Picked
    provider: Picked
    summary: Picked
    verdict: str
    verdict_label: str
    cautions: tuple[str, ...]
    first: tuple[Picked, ...]
    met: tuple[str, ...]
    open: tuple[str, ...]
    unmet: tuple[str, ...]
    checks: tuple[CheckLine, ...]
    apply: tuple[str, ...]
    ready: tuple[str, ...]
    phone: str
    email: str
    web: str
    address: str
    age: str


@dataclass(frozen=True, slots=True)
class Toolbar:
    """What stands above the dossier on screen, in the adviser's language; never on paper."""

    language: Language
    back_url: str
    back: str
    print: str


@dataclass(frozen=True, slots=True)
class DossierPage:
    """The whole dossier; its layout, and every word but the toolbar's, is the caller's."""

    layout: StaffLayout
    toolbar: Toolbar
    date: str
    headline: str
    answers: tuple[GivenLine, ...]
    sheets: tuple[Sheet, ...]
    link: str
    qr: Qr
    code: tuple[str, ...]
    code_page: str
    edition: str


def toolbar(state: CallState, at: Here) -> Toolbar:
    """Return the toolbar; it must be made in the adviser's language."""
    return Toolbar(
        language=at.language,
        back_url=at.links.path("handover", state.pairs()),
        back=gettext("Back"),
        print=gettext("Print, or save as PDF"),
    )


def dossier_page(
    services: Sequence[Service],
    code: tuple[str, ...],
    bar: Toolbar,
    advice: Advice,
    state: CallState,
    at: Here,
) -> DossierPage:
    """Return the dossier; it must be made, and shown, in the caller's language."""
    link = list_link(state)
    return DossierPage(
        layout=staff_layout(gettext("Support for your business")),
        toolbar=bar,
        date=wording.date_words(at.today.isoformat()),
        headline=_headline(len(services)),
        answers=given_lines(state.answers, at.catalogue, state.caller),
        sheets=tuple(_sheet(one, advice.verdict(one), state, at.catalogue) for one in services),
        link=link,
        qr=qr(link),
        code=code,
        code_page=code_address(state),
        edition=gettext(
            "Catalogue edition %(number)s of %(date)s.",
            number=at.catalogue.edition,
            date=wording.date_words(at.catalogue.published_on or at.today.isoformat()),
        ),
    )


def given_lines(
    answers: Answers, catalogue: Catalogue, language: Language
) -> tuple[GivenLine, ...]:
    """Return what was answered, in the journey's order."""
    journey = catalogue.journey
    return tuple(
        GivenLine(
            question.short.pick(language).words,
            wording.answer_text(question, answers, journey, language),
        )
        for question in journey.questions
        if question.key in answers
    )


def _headline(number: int) -> str:
    return ngettext(
        "%(num)s service that an adviser of 1819 looked up with you",
        "%(num)s services that an adviser of 1819 looked up with you",
        number,
    )


def _sheet(service: Service, verdict: Verdict, state: CallState, catalogue: Catalogue) -> Sheet:
    language, words = state.caller, service.words
    return Sheet(
        title=words.title.pick(language),
        provider=catalogue.providers[service.providers[0]].name.pick(language),
        summary=words.summary.pick(language),
        verdict=verdict.truth.key,
        verdict_label=wording.verdict_label(verdict.truth),
        cautions=_cautions(service, catalogue, language),
        first=tuple(
            catalogue.services[key].words.title.pick(language)
            for key in service.relations.requires
            if catalogue.services[key].recommended
        ),
        met=_reasons(verdict, Truth.YES, state, catalogue),
        open=_reasons(verdict, Truth.UNKNOWN, state, catalogue),
        unmet=_reasons(verdict, Truth.NO, state, catalogue),
        checks=tuple(_check(one, service, catalogue, language) for one in service.checks),
        apply=words.apply.exact(language),
        ready=service.spoken.have_ready.exact(language),
        phone=service.contact.phone,
        email=service.contact.email,
        web=service.contact.url,
        address=service.contact.address,
        age=wording.closed_on(service) or wording.as_of(service),
    )


def _cautions(service: Service, catalogue: Catalogue, language: Language) -> tuple[str, ...]:
    found = (wording.status_note(service, catalogue, language), wording.apply_before(service))
    return tuple(filter(None, found))


def _reasons(
    verdict: Verdict, truth: Truth, state: CallState, catalogue: Catalogue
) -> tuple[str, ...]:
    return tuple(
        wording.reason(one, state.answers, catalogue.journey, state.caller).text
        for one in verdict.reasons
        if one.truth is truth
    )


def _check(one: Statement, service: Service, catalogue: Catalogue, language: Language) -> CheckLine:
    said = wording.according_to(service.source(one.source), catalogue, language)
    return CheckLine(one.text.pick(language), said)
