"""The list for the answers in the address, and what it only counts."""

from flask import abort
from werkzeug.wrappers import Response

from wizard.web.links import NOT_FITTING
from wizard.web.listing import results_html
from wizard.web.render import show_html
from wizard.web.visit import elsewhere, see_other, visit
from wizard.web.whole_lists import category_html, not_fitting_html


def show_results(language: str) -> Response:
    """Show the list; without any answer the journey begins instead."""
    here = visit(language)
    if not len(here.answers):
        return see_other(here.links.journey)
    return elsewhere(here.links, "results") or show_html(
        results_html(here.advice(), here), language
    )


def show_whole_category(language: str, category: str) -> Response:
    """Show all services of a category that fit or may fit."""
    here = visit(language)
    if not here.catalogue.label("category", category):
        abort(404)
    if not len(here.answers):
        return see_other(here.links.journey)
    return elsewhere(here.links, f"results/{category}") or show_html(
        category_html(here.advice(), here, category), language
    )


def show_not_fitting(language: str) -> Response:
    """Show the services that do not fit, each with why."""
    here = visit(language)
    if not len(here.answers):
        return see_other(here.links.journey)
    return elsewhere(here.links, f"results/{NOT_FITTING}") or show_html(
        not_fitting_html(here.advice(), here), language
    )
