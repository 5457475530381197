"""What only a desk's channel has: the first screen, its start, the list at the end, taking it home."""

from flask import Blueprint
from werkzeug.wrappers import Response

from wizard.domain.answers import Answers
from wizard.web import languages
from wizard.web.own_address import whole_links
from wizard.web.pages.desk_start import desk_start_page
from wizard.web.pages.kiosk_first import first_screen
from wizard.web.pages.take_home import take_home_page
from wizard.web.place import EMBED, EMBED_PREVIEW, KIOSK, KIOSK_PREVIEW, desk_here
from wizard.web.render import show
from wizard.web.speaking import in_language
from wizard.web.visit import elsewhere, see_other, visit

blueprint = Blueprint("desk", __name__)


@blueprint.get(f"/{KIOSK.segment}/<desk>/", endpoint="kiosk")
@blueprint.get(f"/{KIOSK_PREVIEW.segment}/<desk>/", endpoint="kiosk_preview")
def first(desk: str) -> Response:
    """Show the kiosk's first screen: which language?"""
    del desk
    here = desk_here()
    with in_language(here.languages[0]):
        return show(first_screen(visit(here.languages[0])))


@blueprint.get(f"/{EMBED.segment}/<desk>/", endpoint="embed")
@blueprint.get(f"/{EMBED_PREVIEW.segment}/<desk>/", endpoint="embed_preview")
def choose_language(desk: str) -> Response:
    """Lead a frame to the start in the language that the browser asks for, if the desk has it."""
    del desk
    here = desk_here()
    response = see_other(visit(here.language(languages.preferred())).links.start)
    response.headers["Vary"] = "Accept-Language"
    return response


def start(language: str) -> Response:
    """Show the start of a desk's channel."""
    here = visit(language)
    return elsewhere(here.links, "") or show(desk_start_page(here))


def finish(language: str) -> Response:
    """Lead to the list: here a journey ends, whether all was answered or not."""
    here = visit(language)
    return see_other(here.links.results() if len(here.answers) else here.links.start)


def take_home(language: str) -> Response:
    """Show how the list goes along; without any answer there is none."""
    here = visit(language)
    if not len(here.answers):
        return see_other(here.links.start)
    address = whole_links(here.language, here.answers).results()
    code = whole_links(here.language, Answers()).path("code")
    return elsewhere(here.links, "take-home") or show(take_home_page(here, address, code))
