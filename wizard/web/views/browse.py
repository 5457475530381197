"""Everything that is looked at without answering: start, services, packages, texts."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response

from wizard.application.find import find
from wizard.web import languages
from wizard.web.filters import Asked
from wizard.web.pages import browse, plain
from wizard.web.pages import packages as packages_pages
from wizard.web.pages.search import search_page
from wizard.web.pages.service import service_page
from wizard.web.pages.suggestions import suggestions_page
from wizard.web.render import show, show_fragment
from wizard.web.site import site
from wizard.web.visit import elsewhere, see_other, visit

blueprint = Blueprint("pages", __name__)

Thing = TypeVar("Thing")


@blueprint.get("/")
def choose_language() -> Response:
    """Lead to the start page in the language that the browser asks for."""
    response = redirect(visit(languages.preferred()).links.start)
    response.headers["Vary"] = "Accept-Language"
    return response


@blueprint.get("/<lang:language>/")
def start(language: str) -> Response:
    """Show the start page."""
    here = visit(language)
    return elsewhere(here.links, "") or show(plain.start_page(here))


@blueprint.get("/<lang:language>/services")
def services(language: str) -> Response:
    """Show all services."""
    here = visit(language)
    return elsewhere(here.links, "services") or show(browse.services_page(here))


@blueprint.get("/<lang:language>/services/<key>")
def service(language: str, key: str) -> Response:
    """Show one service; an ended one says so and answers 410 (gone)."""
    here = visit(language)
    found = _found(here.catalogue.services, key)
    away = elsewhere(here.links, f"services/{key}")
    return away or show(service_page(found, here), 200 if found.recommended else 410)


@blueprint.get("/<lang:language>/categories/<key>")
def category(language: str, key: str) -> Response:
    """Show the services of one category."""
    here = visit(language)
    if not here.catalogue.label("category", key):
        abort(404)
    return elsewhere(here.links, f"categories/{key}") or show(browse.services_page(here, key))


@blueprint.get("/<lang:language>/packages")
def packages(language: str) -> Response:
    """Show the four packages."""
    here = visit(language)
    return elsewhere(here.links, "packages") or show(packages_pages.packages_page(here))


@blueprint.get("/<lang:language>/packages/<key>")
def package(language: str, key: str) -> Response:
    """Show one package."""
    here = visit(language)
    found = _found(here.catalogue.packages, key)
    return elsewhere(here.links, f"packages/{key}") or show(
        packages_pages.package_page(found, here)
    )


@blueprint.get("/<lang:language>/providers")
def providers(language: str) -> Response:
    """Show the providers."""
    here = visit(language)
    return elsewhere(here.links, "providers") or show(browse.providers_page(here))


@blueprint.get("/<lang:language>/providers/<key>")
def provider(language: str, key: str) -> Response:
    """Show one provider."""
    here = visit(language)
    found = _found(here.catalogue.providers, key)
    return elsewhere(here.links, f"providers/{key}") or show(browse.provider_page(found, here))


@blueprint.get("/<lang:language>/search")
def search(language: str) -> Response:
    """Show what the words find."""
    here = visit(language)
    asked = Asked.of(dict(request.args.lists()), here.catalogue)
    found, hits = find(
        here.catalogue,
        site().words,
        asked.query,
        here.language,
        here.answers,
        asked.number,
        asked.only,
    )
    asked = replace(asked, query=found.query)
    away = elsewhere(here.links, "search", asked.pairs(here.catalogue))
    return away or show(search_page(asked, found, hits, here))


@blueprint.get("/<lang:language>/suggest")
def suggest(language: str) -> Response:
    """Give the suggestions for what is typed so far, as a part of a page."""
    here = visit(language)
    typed = request.args.get("q", "")
    return show_fragment(suggestions_page(site().words.suggest(typed, here.language), here))


@blueprint.get("/<lang:language>/<any(about, accessibility, privacy):name>")
def text(language: str, name: str) -> Response:
    """Show a text page."""
    here = visit(language)
    return elsewhere(here.links, name) or show(plain.text_page(name, here))


@blueprint.get("/<lang:language>")
def without_slash(language: str) -> Response:
    """Lead to the start page, which ends in a slash."""
    return see_other(visit(language).links.start)


def _found(things: Mapping[str, Thing], key: str) -> Thing:
    thing = things.get(key)
    if thing is None:
        abort(404)
    return thing
