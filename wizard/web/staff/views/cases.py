"""Cases: a reference is looked up, made because the caller agrees, removed because they ask."""

from secrets import randbelow

from flask import abort, request
from werkzeug.wrappers import Response

from wizard.application.cases import TooManyMissesError, close_case, open_case
from wizard.domain.references import WrongReferenceError
from wizard.web.messages import gettext
from wizard.web.staff import access
from wizard.web.staff.area import blueprint
from wizard.web.staff.case_lookup import look_up, no_case
from wizard.web.staff.here import Here, here
from wizard.web.staff.pages.cases import (
    Asked,
    cases_page,
    fault_words,
    removal_page,
    wait_words,
)
from wizard.web.staff.pages.problems import Problem
from wizard.web.staff.render import show, show_wait
from wizard.web.staff.state import CallState
from wizard.web.visit import see_other


@blueprint.get("/cases")
def cases() -> Response:
    """Show the form, and the path of the case whose reference is given."""
    at = here()
    state = at.state()
    typed = request.args.get("reference", state.case).strip()[:40]
    if not typed and "reference" not in request.args:
        return _page(Asked(), state, at)
    try:
        path = look_up(typed, at)
    except WrongReferenceError as error:
        return _page(_wrong(typed, fault_words(error)), state, at, 422)
    except TooManyMissesError as error:
        return _wait(typed, error, state, at)
    if path is None:
        return _page(_wrong(typed, no_case()), state, at, 404)
    return _page(Asked(typed, path), state, at)


@blueprint.post("/cases")
def make_case() -> Response:
    """Make a reference for the call, if the caller agrees: 303 to where it is given."""
    at = here()
    state = at.state()
    if request.form.get("agreed") != "yes":
        problem = Problem("agreed", gettext("Ask the caller first, and tick that they agree"))
        return _page(Asked("", None, (problem,)), state, at, 422)
    code = open_case(access.office().cases, randbelow, at.now)
    return see_other(at.links.path("cases", [("done", "made"), *_pairs(state, code)]))


@blueprint.get("/cases/remove")
def ask_removal() -> Response:
    """Ask whether a reference shall be removed."""
    at = here()
    return show(removal_page(_existing(request.args.get("reference", ""), at), at.state(), at))


@blueprint.post("/cases/remove")
def remove_case() -> Response:
    """Remove a reference; its calls stay and nothing links them any more."""
    at, office = here(), access.office()
    code = _existing(request.form.get("reference", ""), at)
    close_case(office.cases, office.referrals, code)
    return see_other(at.links.path("cases", [("done", "removed"), *_pairs(at.state(), "")]))


def _existing(typed: str, at: Here) -> str:
    """Return the reference of a case that exists; answers 404 or 429 if it does not."""
    try:
        path = look_up(typed, at)
    except WrongReferenceError:
        path = None
    except TooManyMissesError:
        abort(429)
    return path.case.reference if path else abort(404)


def _page(asked: Asked, state: CallState, at: Here, status: int = 200) -> Response:
    months, done = access.office().keeping.case_months, request.args.get("done", "")
    return show(cases_page(asked, state, at, months, done), status)


def _wait(typed: str, error: TooManyMissesError, state: CallState, at: Here) -> Response:
    asked, months = _wrong(typed, wait_words(error, at.now)), access.office().keeping.case_months
    seconds = int((error.until - at.now).total_seconds()) + 1
    return show_wait(cases_page(asked, state, at, months), seconds)


def _wrong(typed: str, words: str) -> Asked:
    return Asked(typed, None, (Problem("reference", words),))


def _pairs(state: CallState, code: str) -> list[tuple[str, str]]:
    """Return the call with another case."""
    rest = [pair for pair in state.pairs() if pair[0] != "case"]
    return [*rest, *([("case", code)] if code else [])]
