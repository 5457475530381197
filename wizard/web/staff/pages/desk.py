"""The desk: every question on the left, the list in the middle, one service on the right."""

from dataclasses import dataclass

from wizard.application.answer_call import Consultation
from wizard.application.ports_calls import Draft
from wizard.domain.calls import OUTCOMES
from wizard.domain.text import LANGUAGES
from wizard.domain.tokens import begun_at
from wizard.web.languages import OWN_NAMES
from wizard.web.messages import gettext
from wizard.web.staff.here import Here
from wizard.web.staff.pages.board import Board, board
from wizard.web.staff.pages.call_names import channel_names, outcome_names
from wizard.web.staff.pages.calls import call_notices, draft_count
from wizard.web.staff.pages.cases import CasePart
from wizard.web.staff.pages.controls import Control, ControlOption, Hidden, controls, hidden
from wizard.web.staff.pages.drafts import draft_row
from wizard.web.staff.pages.flags import flag_reasons
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.pages.shortcuts import Shortcut, shortcuts
from wizard.web.staff.state import CallState


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of the call on the line, and of others of the same adviser.

    `draft` is the call as it was last kept, `unfinished` are the other drafts, the newest
    first, `case` what earlier calls under the same reference told. `done` is the key of
    what was just done, `saved` the number of a call that was just saved ("" for none).
    """

    draft: Draft | None
    unfinished: tuple[Draft, ...]
    case: CasePart | None
    done: str = ""
    saved: str = ""


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A call that was begun and not saved: the newest, and the way to all."""

    title: str
    about: str
    continue_url: str
    count: str
    all_url: str


@dataclass(frozen=True, slots=True)
class Live:
    """What of the desk changes with each answer.

    `carried` are the values of the call that no control shows, `call` all of them, for
    saving; `referred` are the providers of what was named.
    """

    controls: tuple[Control, ...]
    carried: tuple[Hidden, ...]
    call: tuple[Hidden, ...]
    referred: tuple[ControlOption, ...]
    clear_url: str
    hand_over_url: str
    case_url: str
    board: Board


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The whole desk.

    `action` takes the form by GET, `board_url` gives what is `live` alone. `saved_url`
    leads to the call that was just saved. `elapsed` is how many seconds the call lasts
    already, `single_keys` whether a key without Ctrl or Alt does something.
    """

    layout: StaffLayout
    live: Live
    reasons: tuple[ControlOption, ...]
    action: str
    board_url: str
    query: str
    callers: tuple[ControlOption, ...]
    channels: tuple[ControlOption, ...]
    new_url: str
    save_url: str
    draft_url: str
    outcomes: tuple[ControlOption, ...]
    elapsed: int
    notes: str
    unfinished: Unfinished | None
    case: CasePart | None
    saved_url: str
    shortcuts: tuple[Shortcut, ...]
    single_keys: bool


@dataclass(frozen=True, slots=True)
class BoardPart:
    """What the desk's script asks for after each answer."""

    layout: StaffLayout
    live: Live
    reasons: tuple[ControlOption, ...]


def desk_page(done: Consultation, state: CallState, kept: Kept, at: Here) -> DeskPage:
    """Return the desk for the call."""
    links, record = at.links, kept.draft.record if kept.draft else None
    outcome = record.outcome if record else OUTCOMES[0]
    return DeskPage(
        layout=staff_layout(gettext("Desk"), "desk", call_notices().get(kept.done, "")),
        live=_live(done, state, at, record.referred if record else ()),
        reasons=flag_reasons(),
        action=links.desk,
        board_url=links.path("desk/board"),
        query=state.query,
        callers=tuple(
            ControlOption(code, OWN_NAMES[code], code == state.caller) for code in LANGUAGES
        ),
        channels=tuple(
            ControlOption(key, label, key == state.channel) for key, label in channel_names()
        ),
        new_url=links.desk,
        save_url=links.path("calls"),
        draft_url=links.path("calls/draft"),
        outcomes=tuple(ControlOption(key, label, key == outcome) for key, label in outcome_names()),
        elapsed=_elapsed(state, at),
        notes=record.notes if record else "",
        unfinished=_unfinished(kept, state, at),
        case=kept.case,
        saved_url=links.path(f"calls/{kept.saved}") if kept.saved else "",
        shortcuts=shortcuts(),
        single_keys=at.account.shortcuts,
    )


def board_part(done: Consultation, state: CallState, at: Here) -> BoardPart:
    """Return the board for the call, with what else of the page depends on it."""
    return BoardPart(
        staff_layout(gettext("Desk"), "desk"), _live(done, state, at, ()), flag_reasons()
    )


def _live(done: Consultation, state: CallState, at: Here, referred: tuple[str, ...]) -> Live:
    """Return what changes; `referred` are the providers to whom the caller was sent."""
    return Live(
        controls=controls(at.catalogue, state.answers, at.language, state.caller),
        carried=_carried(state),
        call=hidden(state.pairs()),
        referred=_referred(state, referred, at),
        clear_url=_clear_url(state, at),
        hand_over_url=at.links.path("handover", state.pairs()),
        case_url=at.links.path("cases", state.pairs()),
        board=board(done, state, at),
    )


def _unfinished(kept: Kept, state: CallState, at: Here) -> Unfinished | None:
    if not kept.unfinished:
        return None
    row = draft_row(kept.unfinished[0], at)
    return Unfinished(
        row.title,
        row.about,
        row.continue_url,
        draft_count(len(kept.unfinished)),
        at.links.path("calls/drafts", state.pairs()),
    )


def _referred(state: CallState, chosen: tuple[str, ...], at: Here) -> tuple[ControlOption, ...]:
    """Return the providers of what was named, to tick those to whom the caller was sent."""
    named = (at.catalogue.services[key] for key in state.named)
    keys = dict.fromkeys([*chosen, *(key for one in named for key in one.providers)])
    return tuple(
        ControlOption(key, at.catalogue.providers[key].name.pick(at.language).words, key in chosen)
        for key in keys
        if key in at.catalogue.providers
    )


def _elapsed(state: CallState, at: Here) -> int:
    begun = begun_at(state.call, at.now)
    return int((at.now - begun).total_seconds()) if begun else 0


def _carried(state: CallState) -> tuple[Hidden, ...]:
    """Return what of the call travels along hidden, because no control of the desk shows it."""
    own = {"q", "caller", "channel"}
    answered = {key for key, _ in state.answers}
    return hidden([pair for pair in state.pairs() if pair[0] not in own | answered])


def _clear_url(state: CallState, at: Here) -> str:
    """Return the same call without any answer or words."""
    kept = [pair for pair in state.pairs(show=False) if pair[0] in {"caller", "channel", "call"}]
    return at.links.path("desk", kept)
