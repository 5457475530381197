"""Flags: an adviser reports a record, an editor answers."""

from typing import cast

from flask import request
from werkzeug.wrappers import Response

from wizard.application.ports_flags import NewFlag
from wizard.domain.flags import REASONS, STATES, Reason, State
from wizard.domain.limits import FLAGS
from wizard.domain.notes import LINE_LONGEST, clean_line
from wizard.web.messages import gettext
from wizard.web.staff import access
from wizard.web.staff.area import blueprint
from wizard.web.staff.carried import carried
from wizard.web.staff.here import Here, here
from wizard.web.staff.limits import by_account
from wizard.web.staff.pages.error import seconds_to_wait
from wizard.web.staff.pages.flags import flag_page, own_flags_page, queue_page
from wizard.web.staff.pages.problems import Problem
from wizard.web.staff.render import show, show_wait
from wizard.web.visit import see_other


@blueprint.post("/flags")
def flag() -> Response:
    """Keep a flag and lead back to the call (303), or show the form again (422, 429)."""
    at = here()
    state = at.state()
    service, reason = request.form.get("service", ""), request.form.get("reason", "")
    text = clean_line(request.form.get("text", ""))
    problems = _problems(service, reason, text, at)
    if problems:
        return show(flag_page(service, reason, text, problems, state, at), 422)
    late = by_account(FLAGS.name)
    if late is not None and late.over:
        problems = (Problem("flag-text", seconds_to_wait(late.wait)),)
        return show_wait(flag_page(service, reason, text, problems, state, at), late.wait)
    new = NewFlag(at.account.id, service, cast(Reason, reason), text, at.catalogue.edition)
    access.office().flags.add(new, at.now)
    return see_other(at.links.path("desk", [*state.pairs(), ("done", "flagged")]))


@blueprint.get("/flags")
def flags() -> Response:
    """Show an adviser's own flags; to an editor the queue, unless the own ones are asked for."""
    at, store = here(), access.office().flags
    asked = request.args.get("list", "open")
    if asked == "mine" or not at.account.may("editor"):
        return show(own_flags_page(store.of_account(at.account.id), at))
    shown: State = asked if asked in STATES else "open"
    names = {one.id: one.name for one in access.office().accounts.all()}
    done = request.args.get("done", "")
    return show(queue_page(shown, store.in_state(shown), names, at, done))


@blueprint.post("/flags/<int(max=2147483647):number>")
@access.needs("editor")
def answer_flag(number: int) -> Response:
    """Close a flag with an answer line: 303 back to the queue."""
    at = here()
    verdict: State = "solved" if request.form.get("verdict") == "solved" else "rejected"
    text = clean_line(request.form.get("answer", ""))[:LINE_LONGEST]
    done = access.office().flags.answer(number, verdict, text, at.account.id, at.now)
    own = [("done", "answered" if done else "gone")]
    return see_other(at.links.path("flags", [*own, *carried(at.state(), at).pairs]))


def _problems(service: str, reason: str, text: str, at: Here) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if service not in at.catalogue.services:
        found.append(Problem("flag-service", gettext("There is no such service")))
    if reason not in REASONS:
        found.append(Problem("flag-reason", gettext("Choose what is wrong")))
    if len(text) > LINE_LONGEST:
        words = gettext("Shorten the line to %(number)s letters", number=LINE_LONGEST)
        found.append(Problem("flag-text", words))
    return tuple(found)
