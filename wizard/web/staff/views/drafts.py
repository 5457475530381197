"""Drafts of calls: kept by the desk while a call goes on, listed, removed."""

from datetime import datetime

from flask import Response as JsonResponse
from flask import abort, jsonify, request
from werkzeug.wrappers import Response

from wizard.application.calls import keep_draft
from wizard.application.ports_calls import NotYoursError, SavedAlreadyError
from wizard.domain.calls import is_token
from wizard.web.staff import access
from wizard.web.staff.area import blueprint
from wizard.web.staff.call_form import identity_in, new_call
from wizard.web.staff.carried import call_in_address, carried
from wizard.web.staff.here import here
from wizard.web.staff.pages.call_words import sign_words
from wizard.web.staff.pages.drafts import drafts_page
from wizard.web.staff.render import show
from wizard.web.visit import see_other


@blueprint.post("/calls/draft")
def keep() -> JsonResponse:
    """Keep the call as it stands; says when, and what in the notes may tell who somebody is.

    A call that has been saved meanwhile answers 409 and stays as it is; somebody else's 404.
    """
    at = here()
    state = at.state()
    new = new_call(state, at)
    try:
        draft = keep_draft(access.office().calls, new, tuple(state.pairs()), at.now)
    except NotYoursError:
        abort(404)
    except SavedAlreadyError as error:
        return _kept(new.token, error.saved_at, status=409)
    found = identity_in(draft.notes, at.catalogue)
    return _kept(draft.token, draft.saved_at, [sign_words(sign) for sign in found])


@blueprint.get("/calls/drafts")
def drafts() -> Response:
    """List the own calls that were begun and not saved."""
    at, office = here(), access.office()
    found = office.calls.unfinished(at.account.id, call_in_address(at).call)
    done = request.args.get("done", "")
    return show(drafts_page(found, office.keeping.draft_days, at, done))


@blueprint.post("/calls/drafts/<token>/discard")
def discard(token: str) -> Response:
    """Remove an own draft; one that is not there is removed already."""
    at = here()
    if is_token(token):
        access.office().calls.discard(at.account.id, token)
    pairs = carried(at.state(), at).pairs
    return see_other(at.links.path("calls/drafts", [("done", "discarded"), *pairs]))


def _kept(
    token: str, moment: datetime, warnings: list[str] | None = None, status: int = 200
) -> JsonResponse:
    answer = jsonify(call=token, saved=moment.isoformat(), warnings=warnings or [])
    answer.status_code = status
    return answer
