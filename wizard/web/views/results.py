"""The list for the answers in the address, and what it only counts."""

from collections.abc import Callable
from functools import partial

from flask import abort
from werkzeug.wrappers import Response

from wizard.domain.advice import Advice
from wizard.web.links import NOT_FITTING
from wizard.web.listing import results_html
from wizard.web.render import show_html
from wizard.web.visit import Visit, elsewhere, see_other, visit
from wizard.web.whole_lists import category_html, not_fitting_html


def show_results(language: str) -> Response:
    """Show the list; without any answer the journey begins instead."""
    return _shown(visit(language), "results", results_html)


def show_whole_category(language: str, category: str) -> Response:
    """Show all services of a category that fit or may fit."""
    here = visit(language)
    if not here.catalogue.label("category", category):
        abort(404)
    return _shown(here, f"results/{category}", partial(category_html, category))


def show_not_fitting(language: str) -> Response:
    """Show the services that do not fit, each with why."""
    return _shown(visit(language), f"results/{NOT_FITTING}", not_fitting_html)


def _shown(here: Visit, path: str, html: Callable[[Advice, Visit], bytes]) -> Response:
    """Show a page about the answers; without any the journey begins instead."""
    if not len(here.answers):
        return see_other(here.links.journey)
    return elsewhere(here.links, path) or show_html(html(here.advice(), here), here.language)
