"""The list for the answers in the address."""

from werkzeug.wrappers import Response

from wizard.web.listing import results_html
from wizard.web.render import show_html
from wizard.web.visit import elsewhere, see_other, visit


def show_results(language: str) -> Response:
    """Show the list; without any answer the journey begins instead."""
    here = visit(language)
    if not len(here.answers):
        return see_other(here.links.journey)
    return elsewhere(here.links, "results") or show_html(
        results_html(here.advice(), here), language
    )
