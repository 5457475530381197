"""Saving a call with which something is the matter: its notes, or its reference."""

from dataclasses import dataclass

from wizard.application.ports_calls import NewCall
from wizard.domain.calls import OUTCOMES
from wizard.web.messages import gettext
from wizard.web.staff.carried import carried
from wizard.web.staff.here import Here
from wizard.web.staff.pages.call_words import outcome_name
from wizard.web.staff.pages.controls import ControlOption, Hidden, hidden
from wizard.web.staff.pages.layout import StaffLayout, staff_layout
from wizard.web.staff.pages.problems import Problem, title_with
from wizard.web.staff.state import CallState


@dataclass(frozen=True, slots=True)
class CallSavePage:
    """The question before a call is saved: `warnings` are what in the notes may tell who it is.

    `case` is what was typed as the reference; it is only asked again if it is wrong.
    """

    layout: StaffLayout
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]
    action: str
    hidden: tuple[Hidden, ...]
    outcomes: tuple[ControlOption, ...]
    notes: str
    case: str
    case_wrong: bool
    back_url: str


def call_save_page(
    new: NewCall,
    state: CallState,
    at: Here,
    problems: tuple[Problem, ...],
    warnings: tuple[str, ...],
) -> CallSavePage:
    """Return the page that asks what to do about problems and warnings."""
    carry = carried(state, at)
    case_wrong = any(one.field == "case" for one in problems)
    kept = [pair for pair in carry.pairs if not (case_wrong and pair[0] == "case")]
    kept += [("referred", key) for key in new.record.referred]
    title = gettext("The call is not saved yet")
    return CallSavePage(
        layout=staff_layout(title_with(problems, title), "desk"),
        problems=problems,
        warnings=warnings,
        action=at.links.path("calls"),
        hidden=hidden(kept),
        outcomes=tuple(
            ControlOption(key, outcome_name(key), key == new.record.outcome) for key in OUTCOMES
        ),
        notes=new.record.notes,
        case=state.case,
        case_wrong=case_wrong,
        back_url=carry.back,
    )
