"""Where a code that was told by phone is typed; a code that is right leads to its list."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from wizard.domain.spoken import Misheard, hear, understand
from wizard.web.pages.code import PATH, TYPED, code_page
from wizard.web.render import show
from wizard.web.visit import elsewhere, see_other, visit

blueprint = Blueprint("code", __name__)


@blueprint.get("/<lang:language>/code")
def enter(language: str) -> Response:
    """Take a code: 303 to its list, or the same page with what is wrong (422) or was lost."""
    here = visit(language)
    typed = request.args.get(TYPED)
    if typed is None:
        return elsewhere(here.links, PATH) or show(code_page(here))
    heard = hear(typed)
    if isinstance(heard, Misheard):
        return show(code_page(here, typed, heard), 422)
    meaning = understand(heard.raw, here.catalogue.journey)
    if not meaning.lost:
        return see_other(here.links.with_answers(meaning.answers).results())
    away = elsewhere(here.links, PATH, [(TYPED, typed)])
    return away or show(code_page(here, typed, meaning=meaning))
