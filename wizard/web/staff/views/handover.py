"""Giving it to the caller: the page, the mail, the text message, the dossier."""

from dataclasses import replace

from flask import request
from werkzeug.wrappers import Response

from wizard.application.hand_over import Proposed, to_give
from wizard.application.outbox import HAND_OVER_LIMITS, hand_over
from wizard.application.ports_outbox import Message, Parcel, TooManyError
from wizard.domain.advice import Advice, advise
from wizard.domain.spoken.speaking import speak
from wizard.web.speaking import in_language
from wizard.web.staff import access
from wizard.web.staff.area import blueprint
from wizard.web.staff.handover_forms import MailForm, TextForm
from wizard.web.staff.here import Here, here
from wizard.web.staff.mails import mail_to, text_to
from wizard.web.staff.pages.dossier import dossier_page, toolbar
from wizard.web.staff.pages.handover import Handed, Typed, code_for, handover_page, too_many
from wizard.web.staff.pages.handover_mail import shortlist_mail, text_words
from wizard.web.staff.render import show
from wizard.web.staff.sharing import check_host
from wizard.web.staff.state import CallState
from wizard.web.visit import see_other


@blueprint.get("/handover")
def handover() -> Response:
    """Show all ways of giving it to the caller."""
    at = here()
    return _page(at, at.state(), done=request.args.get("done", ""))


@blueprint.post("/handover/mail")
def send_mail() -> Response:
    """Queue the mail with the shortlist; what was mailed counts as named."""
    check_host()
    at, form = here(), MailForm(request.form)
    state = at.state()
    if not form.validate():
        return _page(at, state, form.typed(), 422)
    services = [at.catalogue.services[key] for key in form.chosen()]
    code = speak(state.answers, state.caller)
    message = mail_to(
        form.address(),
        state.caller,
        lambda: shortlist_mail(services, code, state, at.catalogue),
    )
    named = dict.fromkeys((*state.named, *form.chosen()))
    return _queue(message, replace(state, named=tuple(named)), at, form.typed())


@blueprint.post("/handover/text")
def send_text() -> Response:
    """Queue the text message with the link."""
    check_host()
    at, form = here(), TextForm(request.form)
    state = at.state()
    if not form.validate():
        return _page(at, state, form.typed(), 422)
    message = text_to(form.address(), state.caller, lambda: text_words(state))
    return _queue(message, state, at, form.typed())


@blueprint.post("/handover/dossier")
def make_dossier() -> Response:
    """Lead to the dossier of the services that were ticked; an address that was typed is dropped."""
    at, form = here(), MailForm(request.form)
    state = at.state()
    if not form.give.validate(form):
        return _page(at, state, form.typed(), 422)
    pairs = [*state.pairs(), *(("give", key) for key in form.chosen())]
    return see_other(at.links.path("handover/dossier", pairs))


@blueprint.get("/handover/dossier")
def dossier() -> Response:
    """Show the dossier in the caller's language, ready for paper."""
    at = here()
    state, bar = at.state(), toolbar(at.state(), at)
    advice = _advice(state, at)
    asked = [key for key in request.args.getlist("give") if key in at.catalogue.services]
    proposed = [one.service.key for one in _proposed(advice, state) if one.first]
    services = [at.catalogue.services[key] for key in dict.fromkeys(asked or proposed)]
    with in_language(state.caller):
        code = speak(state.answers, state.caller)
        return show(dossier_page(services, code, bar, advice, state, at))


def _queue(message: Message, state: CallState, at: Here, typed: Typed) -> Response:
    """Queue a message and lead back, or show the page again if there were too many (429)."""
    parcel = Parcel(message, "shortlist", state.caller, at.account.id, state.call)
    try:
        hand_over(access.office().outbox, parcel, at.now)
    except TooManyError as error:
        late = _page(at, state, replace(typed, problems=(too_many(error.limit),)), 429)
        if error.limit == "account":
            # One call has had enough for good; an account may go on when the oldest is an hour old.
            late.headers["Retry-After"] = str(int(HAND_OVER_LIMITS.window.total_seconds()))
        return late
    return see_other(at.links.path("handover", [*state.pairs(), ("done", message.medium)]))


def _page(
    at: Here, state: CallState, typed: Typed | None = None, status: int = 200, done: str = ""
) -> Response:
    advice, office = _advice(state, at), access.office()
    with in_language(state.caller):
        code = code_for(speak(state.answers, state.caller), state)
    found = Handed(
        advice,
        _proposed(advice, state),
        code,
        tuple(office.outbox.of_call(at.account.id, state.call)),
        office.trial,
    )
    return show(handover_page(found, state, at, typed, done), status)


def _advice(state: CallState, at: Here) -> Advice:
    return advise(at.catalogue, state.answers, at.today)


def _proposed(advice: Advice, state: CallState) -> tuple[Proposed, ...]:
    return to_give(advice, state.named, state.show)
