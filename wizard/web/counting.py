"""What an answer of a desk's channel counts for; the one place that counts.

What each number means stands in `wizard.domain.desk_counts`. It runs after every request
to a page of a desk, so it looks at the answer that was given: errors never count.
"""

import re
from collections.abc import Callable

from flask import Response, request

from wizard.domain.desk_counts import Way, journey_labels, visit_labels
from wizard.domain.desks import Desk
from wizard.domain.text import Language
from wizard.web.filters import PREFIX
from wizard.web.links import BEGIN
from wizard.web.pages.code import TYPED
from wizard.web.place import EMBED, KIOSK, place
from wizard.web.site import site
from wizard.web.visit import visit

Labels = tuple[str, ...]

WAYS: dict[str, Way] = {KIOSK.name: "kiosk", EMBED.name: "embed"}
"""The channels that are counted: a preview never is."""

ROBOT = re.compile(r"bot\b|bot/|crawl|spider|slurp|monitor|preview|curl|python", re.IGNORECASE)
"""What programs that say so call themselves; a browser begins with «Mozilla/»."""

FRAMES = ("iframe", "frame")


def count(response: Response) -> Response:
    """Count what the answer to the current request stands for, if anything; return it."""
    where = place()
    page = (request.endpoint or "").rpartition(".")[2]
    if where.desk is None or where.channel.name not in WAYS or page not in COUNTED:
        return response
    labels = COUNTED[page](response) if _is_a_person(where.desk) else ()
    if labels:
        way = WAYS[where.channel.name]
        site().tally.add(where.desk.key, way, site().today(), labels)
    return response


def _is_a_person(desk: Desk) -> bool:
    """Return whether somebody asked for the page, in a language that the desk offers."""
    agent = request.headers.get("User-Agent", "")
    early = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    return (
        request.method == "GET"
        and agent.startswith("Mozilla/")
        and not ROBOT.search(agent)
        and "prefetch" not in early
        # Another language leads to one that is offered, and is counted there.
        and _language() in desk.languages
    )


def _language() -> Language:
    found: Language = (request.view_args or {})["language"]
    return found


def _visit(response: Response) -> Labels:
    begins = _from_first_screen if place().channel is KIOSK else _from_outside
    return visit_labels(_language()) if begins(response) else ()


def _from_first_screen(response: Response) -> bool:
    return response.status_code == 303 and request.args.get(BEGIN[0]) == BEGIN[1]


def _from_outside(response: Response) -> bool:
    """Return whether the page around the frame has loaded its start page.

    Inside a frame that hides its origin (`sandbox`) every step comes from outside: so only
    the start page without answers counts.
    """
    asked_by = request.headers.get("Sec-Fetch-Site", "")
    goes_into = request.headers.get("Sec-Fetch-Dest", FRAMES[0])
    outside = asked_by != "same-origin" and goes_into in FRAMES
    return response.status_code == 200 and outside and not request.args


def _journey(response: Response) -> Labels:
    answers = visit(_language()).answers
    return journey_labels(answers) if response.status_code == 303 and len(answers) else ()


def _service(response: Response) -> Labels:
    key = (request.view_args or {})["key"]
    return (f"service:{key}",) if response.status_code == 200 else ()


def _taken(response: Response) -> Labels:
    return ("taken",) if response.status_code == 200 else ()


def _search(response: Response) -> Labels:
    """Count words that were sent, not the hits that follow while somebody types or narrows."""
    sent = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    narrowed = any(name == "n" or name.startswith(PREFIX) for name in request.args)
    words = request.args.get("q", "").strip()
    return ("search",) if response.status_code == 200 and sent and words and not narrowed else ()


def _code(response: Response) -> Labels:
    """Count a code that was right: it leads to its list, or says what of it is no more."""
    if TYPED not in request.args:
        return ()
    path = (response.location or "").partition("?")[0]
    right = response.status_code == 200 or path.endswith("/results")
    return ("code",) if right else ()


COUNTED: dict[str, Callable[[Response], Labels]] = {
    "start": _visit,
    "list": _journey,
    "service": _service,
    "take_home": _taken,
    "search": _search,
    "code": _code,
}
"""Page -> what it counts for."""
