"""The partner's pages: a signed link, no account, no cookie; only an answer uses a link up."""

from flask import Blueprint, Flask, Response, g, request
from werkzeug.wrappers import Response as BaseResponse

from wizard.application.answer_referral import (
    DeadLinkError,
    Visited,
    answer,
    follow,
    open_contact,
)
from wizard.application.ports_referrals import Contact, TooLateError
from wizard.domain.limits import ANSWERS, LINKS
from wizard.domain.referrals import IllegalChangeError, Status, read_status
from wizard.domain.text import LANGUAGES, Language
from wizard.web import languages, limits
from wizard.web.messages import gettext
from wizard.web.pages.partner import (
    NOTHING_SAID,
    PartnerNote,
    PartnerPage,
    Said,
    dead_page,
    done_page,
    partner_page,
    wait_page,
)
from wizard.web.referring import referring
from wizard.web.render import show
from wizard.web.site import site
from wizard.web.staff.access import office
from wizard.web.visit import mounted_at, see_other

blueprint = Blueprint("partner", __name__, url_prefix="/partner")


def install(app: Flask) -> None:
    """Register the pages on `app`, which needs an office."""
    app.register_blueprint(blueprint)


@blueprint.get("/<token>")
def look(token: str) -> Response:
    """Show the least that a partner needs; a machine that opens links changes nothing."""
    return show(_page(_visited(token), token))


@blueprint.post("/<token>")
def take_answer(token: str) -> BaseResponse:
    """Note the answer and lead to the next step (303), or show the page again (422, 409, 429)."""
    visited, said = _visited(token), _said()
    status = read_status(said.status)
    many = limits.hit(ANSWERS.name, office().now().timestamp())
    if many is not None and many.over:
        late = Said(said.status, said.reason, gettext("Too much at once. Wait a while, then send."))
        return _late(_page(visited, token, said=late), many.wait)
    if status is None:
        return show(_page(visited, token, said=_with_problem(said)), 422)
    try:
        following = answer(referring(), visited, status, said.reason, office().now())
    except IllegalChangeError:
        return show(_page(visited, token, said=_with_problem(said)), 422)
    except TooLateError:
        return _too_late(token)
    return see_other(_onward(status, following))


@blueprint.post("/<token>/contact")
def show_contact(token: str) -> Response:
    """Show the page with the contact data, and note that it was shown."""
    visited = _visited(token)
    contact = open_contact(referring(), visited, office().now())
    return show(_page(visited, token, contact=contact))


@blueprint.get("/done")
def done() -> Response:
    """Say thank you after the last answer."""
    return show(done_page(request.args.get("answer", "")))


@blueprint.before_request
def _begin() -> None:
    """Speak the language that is asked for."""
    g.language = _asked_language() or languages.preferred()


@blueprint.after_request
def _private(response: Response) -> Response:
    """Let nobody keep or find these pages."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@blueprint.errorhandler(DeadLinkError)
def _dead(dead: DeadLinkError) -> Response:
    """Say calmly what to do with a link that does not work: 404 for no link of ours, else 410.

    Who only tries links gets another page after a while (429). A link of ours always
    works: many people may have one address, and anybody there could lock all of them out.
    """
    if dead.referral is None:
        tried = limits.hit(LINKS.name, office().now().timestamp())
        if tried is not None and tried.over:
            return _late(wait_page(), tried.wait)
    else:
        _speak(dead.referral.matter.partner)
    token = (request.view_args or {}).get("token", "")
    page = dead_page(dead, token, office().terms)
    return show(page, 404 if dead.referral is None else 410)


def _visited(token: str) -> Visited:
    visited = follow(referring(), token)
    _speak(visited.referral.matter.partner)
    return visited


def _onward(status: Status, token: str) -> str:
    """Return the page after an answer: of the next step, else the last thanks."""
    query = f"language={languages.current()}"
    if not token:
        return f"{mounted_at()}/partner/done?answer={status}&{query}"
    return f"{mounted_at()}/partner/{token}?done={status}&{query}"


def _too_late(token: str) -> Response:
    """Answer who was overtaken: the link is dead by now, or the referral stands differently."""
    visited = _visited(token)
    problem = gettext("Something changed in the meantime. Look again, then answer.")
    return show(_page(visited, token, said=Said(problem=problem)), 409)


def _page(
    visited: Visited, token: str, contact: Contact | None = None, said: Said = NOTHING_SAID
) -> PartnerPage:
    terms = office().terms
    return partner_page(visited, token, site().catalogue, terms, contact=contact, said=said)


def _said() -> Said:
    status = request.form.get("status", "")
    reason = request.form.get("reason", "") if status == "refused" else ""
    return Said(status, reason)


def _with_problem(said: Said) -> Said:
    if said.status == "refused":
        return Said(said.status, said.reason, gettext("Choose why it does not work out"))
    return Said(problem=gettext("Choose one of the answers"))


def _speak(language: Language) -> None:
    """Speak the partner's language unless another one was asked for."""
    g.language = _asked_language() or language


def _asked_language() -> Language | None:
    asked = request.values.get("language", "")
    return next((one for one in LANGUAGES if one == asked), None)


def _late(page: PartnerPage | PartnerNote, seconds: int) -> Response:
    """Show a page that says to wait, and for how long."""
    response = show(page, 429)
    response.headers["Retry-After"] = str(seconds)
    return response
