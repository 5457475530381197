"""The adviser desk: the same engine as the website, all questions at once."""

from dataclasses import replace
from secrets import token_hex

from flask import request
from werkzeug.wrappers import Response

from wizard.application.answer_call import Consultation, consult
from wizard.domain.tokens import NOISE, begun_at, call_token
from wizard.web.site import site
from wizard.web.staff import access
from wizard.web.staff.area import blueprint
from wizard.web.staff.case_lookup import case_of_call
from wizard.web.staff.here import Here, here
from wizard.web.staff.pages.desk import Kept, board_part, desk_page
from wizard.web.staff.render import show
from wizard.web.staff.state import CallState
from wizard.web.visit import see_other


@blueprint.get("/", strict_slashes=False)
@access.needs("desk")
def home() -> Response:
    """Lead to where one begins, also from «/staff»: Flask's redirect would name scheme and host."""
    at = here()
    return see_other(at.links.home(at.account))


@blueprint.get("/desk")
def desk() -> Response:
    """Show the desk for the call in the address; one without a token begins now."""
    at = here()
    state = _with_token(at.state(), at)
    return show(desk_page(_consult(state, at), state, _kept(state, at), at))


@blueprint.get("/desk/board")
def board() -> Response:
    """Give the part of the desk that changes with each answer."""
    at = here()
    state = _with_token(at.state(), at)
    return show(board_part(_consult(state, at), state, at))


def _kept(state: CallState, at: Here) -> Kept:
    calls, number = access.office().calls, request.args.get("saved", "")
    return Kept(
        draft=calls.draft_of(at.account.id, state.call),
        unfinished=calls.unfinished(at.account.id, state.call),
        case=case_of_call(state, at),
        done=request.args.get("done", ""),
        saved=number if number.isdecimal() and len(number) < 10 else "",
    )


def _with_token(state: CallState, at: Here) -> CallState:
    # A draft or a record of an earlier day that is opened again stays the same call.
    if begun_at(state.call, at.now) or access.office().calls.known(at.account.id, state.call):
        return state
    return replace(state, call=call_token(at.now, token_hex(NOISE // 2)))


def _consult(state: CallState, at: Here) -> Consultation:
    return consult(
        at.catalogue,
        site().words,
        state.answers,
        state.query,
        at.language,
        at.today,
        every=state.every,
    )
