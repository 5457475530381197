"""One journey, several channels: the website now, desk and kiosk on the same factory."""

from dataclasses import dataclass

from flask import Blueprint

from wizard.web.views import journey, results


@dataclass(frozen=True, slots=True)
class Channel:
    """A way in which people walk the journey; `prefix` comes after the language."""

    name: str
    prefix: str = ""


WEB = Channel("web")


def journey_blueprint(channel: Channel) -> Blueprint:
    """Return the journey's routes for one channel, named after it."""
    blueprint = Blueprint(channel.name, __name__, url_prefix=f"/<lang:language>{channel.prefix}")
    blueprint.add_url_rule("/journey", "journey", journey.next_question)
    blueprint.add_url_rule("/journey/<question>", "question", journey.ask)
    blueprint.add_url_rule("/journey/<question>/answer", "answer", journey.take_answer)
    blueprint.add_url_rule("/results", "results", results.show_results)
    return blueprint
