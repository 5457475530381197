"""The path of a case: what was told in earlier calls; and how a reference is made and removed."""

from dataclasses import dataclass, replace
from datetime import datetime

from wizard.application.cases import CasePath, TooManyMissesError
from wizard.application.ports_referrals import Referral
from wizard.domain.calls import Call
from wizard.domain.references import Fault, WrongReferenceError, said
from wizard.domain.text import Language
from wizard.web.messages import gettext, ngettext
from wizard.web.pages.layout import Link
from wizard.web.referral_words import status_label
from wizard.web.speaking import in_language
from wizard.web.staff.carried import Carried, carried
from wizard.web.staff.here import Here
from wizard.web.staff.pages.call_words import (
    answers_line,
    date_words,
    outcome_name,
    provider_name,
    service_links,
    service_name,
)
from wizard.web.staff.pages.controls import Hidden, hidden
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.pages.problems import Problem, title_with
from wizard.web.staff.state import CallState


@dataclass(frozen=True, slots=True)
class CaseCall:
    """One earlier call: when, what the caller said, what was named, how it ended."""

    day: str
    answers: str
    services: tuple[Link, ...]
    referred: str
    outcome: str


@dataclass(frozen=True, slots=True)
class CasePart:
    """What is known of a case; with `problem` (why nothing is) all the rest is empty."""

    reference: str
    problem: str
    since: str
    calls: tuple[CaseCall, ...]
    referrals: tuple[str, ...]
    remove_url: str


@dataclass(frozen=True, slots=True)
class CasesPage:
    """Looking a reference up, and making one.

    `ask` and `give` are said to the caller, in the caller's language: the question whether
    they want a reference, and the words with which it is given. `give` is "" unless one
    was made just now. `use_url` takes the reference to the call, `again_url` also the
    answers of earlier calls and the language of the newest ("" if there is none).
    """

    layout: StaffLayout
    problems: tuple[Problem, ...]
    action: str
    hidden: tuple[Hidden, ...]
    typed: str
    part: CasePart | None
    caller: Language
    ask: str
    give: str
    use_url: str
    again_url: str
    back_url: str
    new: bool


@dataclass(frozen=True, slots=True)
class CaseRemovalPage:
    """The question before a reference is removed."""

    layout: StaffLayout
    action: str
    hidden: tuple[Hidden, ...]
    reference: str
    code: str
    keep_url: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked about a case: the reference as typed, what came of it, what is wrong."""

    typed: str = ""
    path: CasePath | None = None
    problems: tuple[Problem, ...] = ()


def cases_page(asked: Asked, state: CallState, at: Here, months: int, done: str = "") -> CasesPage:
    """Return the page about references.

    `months` is how long one is kept, `done` the key of what was just done.
    """
    carry = carried(state, at)
    title = title_with(asked.problems, gettext("Earlier calls"))
    code = asked.path.case.reference if asked.path else ""
    rest = [pair for pair in carry.pairs if pair[0] != "case"]
    with in_language(state.caller):
        ask, give = _ask(months), _give(code) if code and done == "made" else ""
    return CasesPage(
        layout=staff_layout(title, "desk", _notices().get(done, "")),
        problems=asked.problems,
        action=at.links.path("cases"),
        hidden=hidden(rest),
        typed=asked.typed,
        part=case_part(asked.path, carry) if asked.path else None,
        caller=state.caller,
        ask=ask,
        give=give,
        use_url=at.links.path("desk", [*rest, ("case", code)]) if code else "",
        again_url=_again(asked.path, state, at) if asked.path and asked.path.calls else "",
        back_url=carry.back,
        new=asked.path is None,
    )


def _again(path: CasePath, state: CallState, at: Here) -> str:
    """Return the call on the line with all that was told before: what was said last counts."""
    raw: dict[str, tuple[str, ...]] = {}
    for call in reversed(path.calls):
        raw |= call.record.answers.raw()
    answers = at.catalogue.journey.replay(raw | state.answers.raw()).answers
    language = path.calls[0].record.language
    same = replace(state, answers=answers, caller=language, case=path.case.reference)
    return at.links.path("desk", same.pairs())


def case_part(path: CasePath, carry: Carried) -> CasePart:
    """Return what is known of a case, for its own page and for the desk."""
    code = path.case.reference
    return CasePart(
        reference=said(code),
        problem="",
        since=gettext("Kept since %(date)s", date=date_words(path.case.agreed_at)),
        calls=tuple(_call(one, carry) for one in path.calls),
        referrals=tuple(_referral(one, carry.at) for one in path.referrals),
        remove_url=carry.path("cases/remove", [("reference", code)]),
    )


def no_part(typed: str, problem: str) -> CasePart:
    """Return what the desk shows of a reference with which there is something wrong."""
    return CasePart(typed, problem, "", (), (), "")


def removal_page(code: str, state: CallState, at: Here) -> CaseRemovalPage:
    """Return the question whether a reference shall be removed."""
    carry = carried(state, at)
    return CaseRemovalPage(
        layout=staff_layout(gettext("Remove the reference"), "desk"),
        action=at.links.path("cases/remove"),
        hidden=hidden([pair for pair in carry.pairs if pair[0] != "case"]),
        reference=said(code),
        code=code,
        keep_url=carry.path("cases", [("reference", code)]),
    )


def fault_words(error: WrongReferenceError) -> str:
    """Return why something typed is no reference, and what to do."""
    words: dict[Fault, str] = {
        "empty": gettext("Type the reference"),
        "sign": gettext("A reference never has the sign «%(sign)s»", sign=error.sign),
        "length": gettext("A reference has seven signs"),
        "check": gettext("One sign is wrong: let the caller read it out again"),
    }
    return words[error.fault]


def wait_words(error: TooManyMissesError, now: datetime) -> str:
    """Return that too many references were wrong, and how long to wait."""
    minutes = max(1, round((error.until - now).total_seconds() / 60))
    return ngettext(
        "Too many references that do not exist. Wait %(num)s minute.",
        "Too many references that do not exist. Wait %(num)s minutes.",
        minutes,
    )


def _notices() -> dict[str, str]:
    return {
        "made": gettext("The reference is made"),
        "removed": gettext("The reference is removed; nothing links those calls any more"),
    }


def _ask(months: int) -> str:
    return gettext(
        "Shall I give you a reference? With it we see, when you call again, what we told you. "
        "We do not keep your name with it. It is deleted %(months)s months after your last "
        "call, or sooner if you ask us.",
        months=months,
    )


def _give(code: str) -> str:
    return gettext(
        "Please note this reference: %(reference)s. Give it when you call again.",
        reference=" ".join(code),
    )


def _call(call: Call, carry: Carried) -> CaseCall:
    return CaseCall(
        day=date_words(call.begun),
        answers=answers_line(call.record.answers, carry.at),
        services=service_links(call.record.named, carry),
        referred=", ".join(provider_name(key, carry.at) for key in call.record.referred),
        outcome=outcome_name(call.record.outcome),
    )


def _referral(one: Referral, at: Here) -> str:
    return gettext(
        "%(date)s: %(provider)s, for %(service)s: %(status)s",
        date=date_words(one.created_at),
        provider=provider_name(one.matter.provider, at),
        service=service_name(one.matter.service, at),
        status=status_label(one.status),
    )
