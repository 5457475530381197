"""What changes with every answer: proposals, questions to ask, the list, near misses, one service."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wizard.application.answer_call import Consultation
from wizard.application.ports import Proposal
from wizard.domain.inquiry import Outlook
from wizard.domain.matching import Verdict
from wizard.domain.nearness import NearMiss
from wizard.domain.service import Service
from wizard.domain.text import Picked
from wizard.domain.truth import Truth
from wizard.web import wording
from wizard.web.messages import gettext, ngettext
from wizard.web.staff.here import Here
from wizard.web.staff.pages.detail import Detail, detail
from wizard.web.staff.pages.verdicts import verdict_key, verdict_label
from wizard.web.staff.state import ROWS, CallState

ASKED = 3
"""Questions that would settle most, shown at once."""


@dataclass(frozen=True, slots=True)
class Chip:
    """An answer proposed from the words typed; following `url` confirms it."""

    label: str
    option: str
    said: str
    url: str


@dataclass(frozen=True, slots=True)
class AskNext:
    """A question worth asking: its control, how to say it to the caller, what it brings."""

    key: str
    number: int
    label: str
    aloud: Picked
    effect: str


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One service in the list; `why` is what is open or what excludes it."""

    key: str
    url: str
    title: Picked
    provider: Picked
    verdict: str
    verdict_label: str
    why: str
    caution: str
    opened: bool
    named: bool


@dataclass(frozen=True, slots=True)
class NearRow:
    """One service that does not fit: which answer excludes it, what would change that."""

    key: str
    url: str
    title: Picked
    why: str
    flip: str
    opened: bool


@dataclass(frozen=True, slots=True)
class DeskList:
    """Services under a title; `empty` says what to do if there is none, `more_url` shows more."""

    title: str
    rows: tuple[DeskRow, ...]
    empty: str = ""
    more_url: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """The part of the desk that is sent anew after each answer.

    `lists` are the services by the words typed and by the answers, the more useful list
    first; `read_as` says how mistyped words were understood, `hint` where something
    belongs that is not ours.
    """

    headline: str
    chips: tuple[Chip, ...]
    all_chips_url: str
    asks: tuple[AskNext, ...]
    read_as: str
    hint: str
    lists: tuple[DeskList, ...]
    near: tuple[NearRow, ...]
    excluded: str
    every_url: str
    detail: Detail | None


def board(done: Consultation, state: CallState, at: Here) -> Board:
    """Return the board for what is known of the call."""
    counts = done.advice.counts
    chips = tuple(_chip(one, state, at) for one in done.proposals)
    return Board(
        headline=_headline(counts.yes, counts.unknown),
        chips=chips,
        all_chips_url=_all_chips(done.proposals, state, at) if len(chips) > 1 else "",
        asks=tuple(_ask(one, state, at) for one in done.advice.outlooks[:ASKED]),
        read_as=_read_as(done),
        hint=done.found.hint.pick(at.language).words if done.found else "",
        lists=_lists(done, state, at),
        near=tuple(_near(one, state, at) for one in done.nearest),
        excluded=ngettext("%(num)s service does not fit", "%(num)s services do not fit", counts.no),
        every_url=_every(counts.no, len(done.nearest), state, at),
        detail=detail(state.show, done.advice, state, at) if state.show else None,
    )


def _headline(yes: int, unknown: int) -> str:
    fits = ngettext("%(num)s fits", "%(num)s fit", yes)
    return f"{fits}, " + ngettext("%(num)s possible", "%(num)s possible", unknown)


def _chip(one: Proposal, state: CallState, at: Here) -> Chip:
    journey = at.catalogue.journey
    question = journey.question(one.question)
    label = question.short.pick(at.language).words if question else one.question
    option = (
        wording.option_label(question, one.option, journey, at.language) if question else one.option
    )
    return Chip(label, option, one.said, _desk(_with([one], state, at), at))


def _all_chips(proposals: Iterable[Proposal], state: CallState, at: Here) -> str:
    return _desk(_with(proposals, state, at), at)


def _with(proposals: Iterable[Proposal], state: CallState, at: Here) -> CallState:
    """Return the call with the proposals confirmed: added where several answers are taken."""
    raw = state.answers.raw()
    for one in proposals:
        question = at.catalogue.journey.question(one.question)
        kept = raw.get(one.question, ()) if question and question.kind == "many" else ()
        kept = tuple(key for key in kept if question and key not in question.exclusive)
        raw[one.question] = (*kept, one.option)
    return state.with_answers(at.catalogue.journey.replay(raw).answers)


def _ask(one: Outlook, state: CallState, at: Here) -> AskNext:
    questions = [question.key for question in at.catalogue.journey.questions]
    effect = (
        ngettext(
            "settles up to %(num)s service", "settles up to %(num)s services", one.could_settle
        )
        if one.could_settle
        else gettext("only orders")
    )
    return AskNext(
        one.question.key,
        questions.index(one.question.key) + 1,
        one.question.short.pick(at.language).words,
        one.question.said.pick(state.caller),
        effect,
    )


def _read_as(done: Consultation) -> str:
    if done.found is None or done.found.suggestion is None:
        return ""
    return gettext("Read as: %(words)s", words=done.found.suggestion)


def _lists(done: Consultation, state: CallState, at: Here) -> tuple[DeskList, ...]:
    """Return the lists: what the words look for comes first, unless they describe the caller."""
    answers = DeskList(
        title=gettext("By the answers"),
        rows=tuple(_judged(one.service, done, state, at) for one in done.fitting[: state.rows]),
        empty=gettext(
            "Nothing fits these answers. Look at the near misses below, or take an answer back."
        ),
        more_url=_more(len(done.fitting), state, at),
    )
    if done.found is None:
        return (answers,)
    words = DeskList(
        title=gettext("By the words typed"),
        rows=tuple(_judged(one.service, done, state, at) for one in done.hits),
        empty=gettext("No service has these words."),
    )
    return (answers, words) if done.described else (words, answers)


def _judged(service: Service, done: Consultation, state: CallState, at: Here) -> DeskRow:
    return _row(service, done.advice.verdict(service), state, at)


def _row(service: Service, verdict: Verdict, state: CallState, at: Here) -> DeskRow:
    return DeskRow(
        key=service.key,
        url=opening(service.key, state, at),
        title=service.words.title.pick(at.language),
        provider=at.catalogue.providers[service.providers[0]].name.pick(at.language),
        verdict=verdict_key(service, verdict.truth),
        verdict_label=verdict_label(service, verdict.truth),
        why=why(verdict, state, at),
        caution=wording.status_note(service, at.catalogue, at.language),
        opened=service.key == state.show,
        named=service.key in state.named,
    )


def why(verdict: Verdict, state: CallState, at: Here) -> str:
    """Return in a few words what excludes a service, or which questions are open."""
    journey = at.catalogue.journey
    keys: dict[str, None] = {}
    wanted = Truth.NO if verdict.truth is Truth.NO else Truth.UNKNOWN
    for reason in verdict.reasons:
        if reason.truth is wanted:
            keys.update(dict.fromkeys(reason.excluded_by or reason.tell_us))
    questions = [one for one in journey.questions if one.key in keys]
    if verdict.truth is Truth.NO:
        return "; ".join(_excluding(one.key, state, at) for one in questions)
    names = ", ".join(one.short.pick(at.language).words for one in questions)
    if names:
        return gettext("open: %(questions)s", questions=names)
    return gettext("a detail decides: ask the provider") if verdict.truth is Truth.UNKNOWN else ""


def _excluding(key: str, state: CallState, at: Here) -> str:
    journey = at.catalogue.journey
    question = journey.question(key)
    if question is None:
        return ""
    short = question.short.pick(at.language).words
    said = wording.answer_text(question, state.answers, journey, at.language)
    if not said:
        return gettext("%(question)s: not asked for", question=short)
    return f"{gettext('%(label)s:', label=short)} {said}"


def _near(one: NearMiss, state: CallState, at: Here) -> NearRow:
    return NearRow(
        key=one.service.key,
        url=opening(one.service.key, state, at),
        title=one.service.words.title.pick(at.language),
        why=why(one.verdict, state, at),
        flip=wording.flip(one.flip, at.catalogue.journey, at.language),
        opened=one.service.key == state.show,
    )


def _more(total: int, state: CallState, at: Here) -> str:
    return _desk(replace(state, rows=state.rows + 2 * ROWS), at) if total > state.rows else ""


def _every(total: int, shown: int, state: CallState, at: Here) -> str:
    return _desk(replace(state, every=True), at) if total > shown else ""


def opening(key: str, state: CallState, at: Here) -> str:
    """Return the address that opens a service; on a small screen it leads down to it."""
    return f"{_desk(state.showing(key), at)}#detail"


def _desk(state: CallState, at: Here) -> str:
    return at.links.path("desk", state.pairs())
