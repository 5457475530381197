"""One request to a public page, parsed: language, edition, answers, links."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import redirect, request
from werkzeug.wrappers import Response

from wizard.domain.advice import Advice
from wizard.domain.answers import Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import Language
from wizard.web.links import Links, Pair, canonical, query_of, same_query
from wizard.web.place import WEBSITE, Place, place
from wizard.web.site import Site, site

QUERIES_REMEMBERED = 2_000


@dataclass(frozen=True, slots=True)
class Visit:
    """What a view needs to know of a request; it sees exactly one edition."""

    language: Language
    catalogue: Catalogue
    answers: Answers
    links: Links
    today: date
    place: Place = WEBSITE

    def advice(self) -> Advice:
        """Return the advice for the answers of this request."""
        return site().advise(self.answers, self.today)


def visit(language: str) -> Visit:
    """Read the current request; unknown parameters and options are left out."""
    here = site()
    answers = _answers(here)
    where = place()
    links = Links(mounted_at(), language, answers, where.inside)  # type: ignore[arg-type]  # the converter admits only the three
    return Visit(links.language, here.catalogue, answers, links, here.today(), where)


def _answers(here: Site) -> Answers:
    """Return the answers in the query; one that holds nothing else is read once.

    Others are not remembered: they may hold what somebody typed.
    """
    query, known = request.query_string, here.replayed
    found = known.get(query)
    if found is None:
        raw = {key: request.args.getlist(key) for key in request.args}
        found = here.catalogue.journey.replay(raw).answers
        if query == query_of(found):
            if len(known) >= QUERIES_REMEMBERED:
                known.clear()
            known[query] = found
    return found


def mounted_at() -> str:
    """Return the prefix of the site, which never begins like another host's address."""
    prefix = request.script_root.strip("/")
    return f"/{prefix}" if prefix else ""


def elsewhere(links: Links, path: str, extra: Iterable[Pair] = ()) -> Response | None:
    """Return a 303 to the canonical address of `path`, or None if this is it."""
    wanted = canonical(links.answers, extra)
    if not extra and request.query_string == query_of(links.answers):
        return None
    if same_query(list(request.args.items(multi=True)), wanted):
        return None
    return see_other(links.path(path, extra))


def see_other(address: str) -> Response:
    """Return a 303 to `address`: whatever was asked, the answer is there, by GET."""
    return redirect(address, code=303)
