"""Giving it to the caller: link, code, mail, text message and paper, all on one page."""

from dataclasses import dataclass

from wizard.application.hand_over import MOST_GIVEN, Proposed
from wizard.application.ports_outbox import Medium, Trace
from wizard.domain.advice import Advice
from wizard.domain.text import Language, Picked
from wizard.web import wording
from wizard.web.languages import OWN_NAMES
from wizard.web.messages import gettext
from wizard.web.pages.qr import Qr, qr
from wizard.web.staff.here import Here
from wizard.web.staff.links import StaffLinks
from wizard.web.staff.pages.controls import Hidden, hidden
from wizard.web.staff.pages.handover_sent import SentLine, sent_lines
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.pages.problems import Problem, title_with
from wizard.web.staff.sharing import code_address, list_link
from wizard.web.staff.state import CallState


@dataclass(frozen=True, slots=True)
class GiveOption:
    """One service that may be given, ticked or not."""

    key: str
    title: Picked
    provider: Picked
    verdict: str
    verdict_label: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed and is shown again; `give` is None as long as nothing was chosen."""

    to: str = ""
    number: str = ""
    give: tuple[str, ...] | None = None
    asked_mail: bool = False
    asked_text: bool = False
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    """What stands in the fields, and what is to be mended.

    `wrong` are the ids of the fields to mend, `start` that of the field to begin at.
    """

    to: str
    number: str
    asked_mail: bool
    asked_text: bool
    problems: tuple[Problem, ...]
    wrong: tuple[str, ...]
    start: str


@dataclass(frozen=True, slots=True)
class Ways:
    """Where each way of giving begins, and the way back to the call."""

    back_url: str
    mail_url: str
    text_url: str
    dossier_url: str
    messages_url: str


@dataclass(frozen=True, slots=True)
class Code:
    """The spoken code: its words, and the sentence that says where to type them.

    Both are in the caller's language.
    """

    words: tuple[str, ...]
    say: str


@dataclass(frozen=True, slots=True)
class HandoverPage:
    """All ways of giving it to the caller. `most` is how many services may be ticked.

    `caller` is the caller's language and `caller_name` its own name; `trial_mail` and
    `trial_text` say that messages only become files. `single_keys` is whether a key
    without Ctrl or Alt does something.
    """

    layout: StaffLayout
    call: tuple[Hidden, ...]
    ways: Ways
    caller: Language
    caller_name: str
    link: str
    qr: Qr
    code: Code
    options: tuple[GiveOption, ...]
    most: int
    entered: Entered
    trial_mail: bool
    trial_text: bool
    sent: tuple[SentLine, ...]
    single_keys: bool


@dataclass(frozen=True, slots=True)
class Handed:
    """What the page shows beside the call: what may be given, what was sent, what is a trial."""

    advice: Advice
    proposed: tuple[Proposed, ...]
    code: Code
    sent: tuple[Trace, ...]
    trial: frozenset[Medium]


def handover_page(
    found: Handed, state: CallState, at: Here, typed: Typed | None = None, done: str = ""
) -> HandoverPage:
    """Return the page; `done` is the key of what was just done."""
    typed, link = typed or Typed(), list_link(state)
    title = title_with(typed.problems, gettext("Give it to the caller"))
    return HandoverPage(
        layout=staff_layout(title, "desk", _notice(done)),
        call=hidden(state.pairs()),
        ways=_ways(state, at.links),
        caller=state.caller,
        caller_name=OWN_NAMES[state.caller],
        link=link,
        qr=qr(link),
        code=found.code,
        options=_options(found, typed, at),
        most=MOST_GIVEN,
        entered=_entered(typed),
        trial_mail="mail" in found.trial,
        trial_text="text" in found.trial,
        sent=sent_lines(found.sent),
        single_keys=at.account.shortcuts,
    )


def _ways(state: CallState, links: StaffLinks) -> Ways:
    return Ways(
        back_url=links.path("desk", state.pairs()),
        mail_url=links.path("handover/mail"),
        text_url=links.path("handover/text"),
        dossier_url=links.path("handover/dossier"),
        messages_url=links.path("messages"),
    )


def _entered(typed: Typed) -> Entered:
    return Entered(
        to=typed.to,
        number=typed.number,
        asked_mail=typed.asked_mail,
        asked_text=typed.asked_text,
        problems=typed.problems,
        wrong=tuple(one.field for one in typed.problems),
        start=_start(typed),
    )


def code_for(words: tuple[str, ...], state: CallState) -> Code:
    """Return the code with what to say to the caller; it must be made in the caller's language."""
    say = gettext("Go to %(address)s and type these words:", address=code_address(state))
    return Code(words, say)


def too_many(limit: str) -> Problem:
    """Return what to say when a message was not taken because there were too many."""
    if limit == "call":
        return Problem("to", gettext("That is enough messages for one call. Begin a new call."))
    return Problem("to", gettext("You have sent many messages this hour. Try again later."))


def _start(typed: Typed) -> str:
    """Return the id of the first field to mend that can be typed in, else of the first field."""
    fields = ("to", "asked-mail", "number", "asked-text")
    return next((one.field for one in typed.problems if one.field in fields), fields[0])


def _notice(done: str) -> str:
    words = {
        "mail": gettext("The e-mail is on its way."),
        "text": gettext("The text message is on its way."),
    }
    return words.get(done, "")


def _options(found: Handed, typed: Typed, at: Here) -> tuple[GiveOption, ...]:
    catalogue = found.advice.catalogue
    proposed = {one.service.key: one.first for one in found.proposed}
    wanted = [key for key in typed.give or () if key in catalogue.services]
    ticked = {key for key, first in proposed.items() if first}
    chosen = ticked if typed.give is None else set(wanted)
    return tuple(
        _option(key, key in chosen, found, at) for key in dict.fromkeys([*proposed, *wanted])
    )


def _option(key: str, ticked: bool, found: Handed, at: Here) -> GiveOption:
    service = found.advice.catalogue.services[key]
    verdict = found.advice.verdict(service)
    return GiveOption(
        key,
        service.words.title.pick(at.language),
        at.catalogue.providers[service.providers[0]].name.pick(at.language),
        verdict.truth.key,
        wording.verdict_label(verdict.truth),
        ticked,
    )
