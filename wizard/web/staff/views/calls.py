"""Calls: saved, listed, corrected."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from flask import abort, request
from werkzeug.wrappers import Response

from wizard.application.calls import correct_call, keep_draft, save_call
from wizard.application.ports_calls import (
    NewCall,
    NotYoursError,
    RecordClosedError,
    SavedAlreadyError,
)
from wizard.domain.calls import Call, CallRecord
from wizard.domain.periods import period
from wizard.web.staff import access
from wizard.web.staff.area import blueprint
from wizard.web.staff.call_form import (
    anyway,
    corrected,
    identity_in,
    new_call,
    posted,
    problems_with,
)
from wizard.web.staff.carried import call_in_address, carried
from wizard.web.staff.here import Here, here
from wizard.web.staff.pages.call import CallPage, Refused, call_page
from wizard.web.staff.pages.call_save import call_save_page
from wizard.web.staff.pages.call_words import sign_words
from wizard.web.staff.pages.calls import Listed, calls_page
from wizard.web.staff.pages.problems import Problem
from wizard.web.staff.render import show
from wizard.web.staff.state import CallState, first
from wizard.web.visit import see_other

EARLIEST = date(2000, 1, 1)
"""No call is older: an address that says so was changed by hand."""


@blueprint.post("/calls")
def save() -> Response:
    """Save the call for good: 303 to a new one; a doubt about it is asked about first (422)."""
    at = here()
    state = at.state()
    new = new_call(state, at)
    doubts = _doubts(new.record, state.case, at)
    if doubts.any:
        _keep_meanwhile(new, state, at)
        return show(call_save_page(new, state, at, doubts.problems, doubts.warnings), 422)
    try:
        call = save_call(access.office().calls, new, at.now)
    except NotYoursError:
        abort(404)
    except RecordClosedError as error:
        return see_other(at.links.path(f"calls/{error.number}", [("done", "late")]))
    return see_other(at.links.path("desk", [("done", "saved"), ("saved", str(call.id))]))


@blueprint.get("/calls")
def calls() -> Response:
    """List the calls of a day: the own ones, or everybody's for an admin."""
    at, store = here(), access.office().calls
    day = read_day(request.args.get("day", ""), at)
    admin = at.account.may("admin")
    found = store.between(*period("day", day).moments(), None if admin else at.account.id)
    names = access.account_names() if admin else {}
    asked = request.args.get("account", "")
    whose = next((number for number in names if str(number) == asked), None)
    drafts = len(store.unfinished(at.account.id, call_in_address(at).call))
    listed = Listed(day, found, names, whose, drafts)
    return show(calls_page(listed, at, request.args.get("done", "")))


@blueprint.get("/calls/<int(max=2147483647):number>")
def call(number: int) -> Response:
    """Show one call; another adviser's is not there, unless an admin asks."""
    at = here()
    found = _readable(number, at)
    return show(_page(found, at, done=request.args.get("done", "")))


@blueprint.post("/calls/<int(max=2147483647):number>")
def correct(number: int) -> Response:
    """Correct an own call: 303 back to it, or the form again (422)."""
    at = here()
    found = _readable(number, at)
    if found.account != at.account.id:
        abort(404)
    record, typed = _corrected(found, at), first(posted(), "case").strip()
    doubts = _doubts(record, typed, at)
    if doubts.any:
        refused = Refused(record, typed, doubts.problems, doubts.warnings)
        return show(_page(found, at, refused), 422)
    try:
        correct_call(access.office().calls, number, at.account.id, record, at.now)
    except RecordClosedError:
        return _back(number, "late", at)
    return _back(number, "corrected", at)


def read_day(typed: str, at: Here) -> date:
    """Return the day that an address names; today if it names none that had calls."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return at.today
    return day if EARLIEST <= day <= at.today else at.today


def _readable(number: int, at: Here) -> Call:
    """Return a call that the account may read, or answer 404."""
    found = access.office().calls.by_id(number)
    if found is None or not (found.account == at.account.id or at.account.may("admin")):
        abort(404)
    return found


def _page(found: Call, at: Here, refused: Refused | None = None, done: str = "") -> CallPage:
    return call_page(found, at, with_notes=_with_notes(found, at), refused=refused, done=done)


def _back(number: int, done: str, at: Here) -> Response:
    pairs = carried(call_in_address(at), at).pairs
    return see_other(at.links.path(f"calls/{number}", [("done", done), *pairs]))


def _corrected(found: Call, at: Here) -> CallRecord:
    record = corrected(found.record, at)
    return record if _with_notes(found, at) else replace(record, notes="")


@dataclass(frozen=True, slots=True)
class Doubts:
    """What speaks against keeping a record: what must be mended, and what is only warned of."""

    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether there is any."""
        return bool(self.problems or self.warnings)


def _doubts(record: CallRecord, reference: str, at: Here) -> Doubts:
    """Return the doubts about a record; `reference` is what was typed as that of its case."""
    seen = anyway(posted())
    found = () if seen else identity_in(record.notes, at.catalogue)
    return Doubts(problems_with(record, reference, at), tuple(sign_words(sign) for sign in found))


def _with_notes(found: Call, at: Here) -> bool:
    """Return whether the notes of a call may still be kept."""
    return found.saved_at >= access.office().keeping.notes_before(at.now)


def _keep_meanwhile(new: NewCall, state: CallState, at: Here) -> None:
    """Keep a call that is asked about as a draft, unless it is a correction of a saved one."""
    with suppress(SavedAlreadyError):
        try:
            keep_draft(access.office().calls, new, tuple(state.pairs()), at.now)
        except NotYoursError:
            abort(404)
