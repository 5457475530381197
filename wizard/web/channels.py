"""One journey, several channels: the same views for the website, frames and kiosks."""

from urllib.parse import quote

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response

from wizard.domain.desks import Feature
from wizard.web import counting
from wizard.web.links import NOT_FITTING
from wizard.web.place import Channel, place
from wizard.web.views import browse, code, desk_pages, journey, results
from wizard.web.visit import mounted_at, see_other

OPTIONAL: dict[str, Feature] = {
    "search": "search",
    "suggest": "search",
    "packages": "packages",
    "package": "packages",
    "code": "code",
    "take_home": "take-home",
}
"""Page -> the feature without which a desk does not have it."""


def journey_blueprint(channel: Channel) -> Blueprint:
    """Return the journey's routes for one channel, named after it."""
    inside = f"/{channel.segment}/<desk>" if channel.segment else ""
    blueprint = Blueprint(channel.name, __name__, url_prefix=f"/<lang:language>{inside}")
    blueprint.add_url_rule("/journey", "journey", journey.next_question)
    blueprint.add_url_rule("/journey/<question>", "question", journey.ask)
    blueprint.add_url_rule("/journey/<question>/answer", "answer", journey.take_answer)
    blueprint.add_url_rule("/results", "results", results.show_results)
    blueprint.add_url_rule("/results/<category>", "category_results", results.show_whole_category)
    blueprint.add_url_rule(f"/results/{NOT_FITTING}", "not_fitting", results.show_not_fitting)
    return blueprint


def desk_blueprint(channel: Channel) -> Blueprint:
    """Return all pages of a desk's channel: the journey, and what can be looked at."""
    blueprint = journey_blueprint(channel)
    blueprint.url_value_preprocessor(_without_desk)
    blueprint.before_request(_enter)
    blueprint.after_request(counting.count)
    blueprint.add_url_rule("/", "start", desk_pages.start)
    blueprint.add_url_rule("/list", "list", desk_pages.finish)
    blueprint.add_url_rule("/take-home", "take_home", desk_pages.take_home)
    blueprint.add_url_rule("/services", "services", browse.services)
    blueprint.add_url_rule("/services/<key>", "service", browse.service)
    blueprint.add_url_rule("/categories/<key>", "category", browse.category)
    blueprint.add_url_rule("/packages", "packages", browse.packages)
    blueprint.add_url_rule("/packages/<key>", "package", browse.package)
    blueprint.add_url_rule("/providers", "providers", browse.providers)
    blueprint.add_url_rule("/providers/<key>", "provider", browse.provider)
    blueprint.add_url_rule("/search", "search", browse.search)
    blueprint.add_url_rule("/suggest", "suggest", browse.suggest)
    blueprint.add_url_rule("/code", "code", code.enter)
    blueprint.add_url_rule("/<any(about, accessibility, privacy):name>", "text", browse.text)
    return blueprint


def _without_desk(_: str | None, values: dict[str, str] | None) -> None:
    """Take the desk out of what the views are given: they read `place`."""
    if values:
        values.pop("desk", None)


def _enter() -> Response | None:
    """Refuse a desk, or a page of it, that is not there; lead to a language that it offers."""
    desk = place().desk
    page = (request.endpoint or "").rpartition(".")[2]
    if desk is None or (page in OPTIONAL and not desk.offers(OPTIONAL[page])):
        abort(404)
    asked = str((request.view_args or {})["language"])
    offered = desk.language(asked)
    if offered == asked:
        return None
    query = request.query_string.decode("ascii", "replace")
    # The path is decoded here: a line break or a question mark in it must not come out as one.
    path = f"{mounted_at()}/{offered}{quote(request.path.removeprefix(f'/{asked}'))}"
    return see_other(f"{path}?{query}" if query else path)
