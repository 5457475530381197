"""The pages for partners: what there is for them, and how they set it up. Public, only read."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from wizard.domain.desks import Desk, Feature
from wizard.web.headers import allow_own_frames
from wizard.web.own_address import own_address
from wizard.web.pages.partners_guide import (
    EMBED_PATH,
    KIOSK_PATH,
    PATH,
    Asked,
    embed_guide_page,
    kiosk_guide_page,
    partners_page,
)
from wizard.web.render import show
from wizard.web.site import site
from wizard.web.visit import elsewhere, visit

blueprint = Blueprint("partners", __name__)


@blueprint.get(f"/<lang:language>/{PATH}")
def partners(language: str) -> Response:
    """Show what the guide offers partners, and what it asks of them."""
    here = visit(language)
    return elsewhere(here.links, PATH) or show(partners_page(here))


@blueprint.get(f"/<lang:language>/{EMBED_PATH}")
def embed(language: str) -> Response:
    """Show how the frame comes onto a partner's page: the line for the desk chosen, a preview."""
    here, asked = visit(language), Asked.of(request.args, _desks("embed"))
    away = elsewhere(here.links, EMBED_PATH, asked.pairs)
    return away or allow_own_frames(show(embed_guide_page(here, asked, own_address())))


@blueprint.get(f"/<lang:language>/{KIOSK_PATH}")
def kiosk(language: str) -> Response:
    """Show how a kiosk is set up, with the start line of the desk chosen."""
    here, asked = visit(language), Asked.of(request.args, _desks("kiosk"))
    away = elsewhere(here.links, KIOSK_PATH, asked.desk_pairs)
    return away or show(kiosk_guide_page(here, asked, own_address()))


def _desks(feature: Feature) -> tuple[Desk, ...]:
    """Return the desks that have a feature, those that ship as examples last."""
    found = (desk for desk in site().desks.all() if desk.offers(feature))
    return tuple(sorted(found, key=lambda desk: (desk.example, desk.key)))
