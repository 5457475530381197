"""Pages put together from their pieces: only what is new to the edition is written.

Which pieces a page has, and in which order, follows from the advice; what a piece says follows
from a few of the answers, and these are its key. The explanation of a service depends on the
answers to the questions that its criteria look at (`Catalogue.decided_by`), so services with the
same questions share a shelf.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from html import escape

from wizard.domain.advice import Advice
from wizard.domain.answers import Answers
from wizard.domain.ranking import Ranked
from wizard.web.fragments import K, Shelf, fill, with_queries
from wizard.web.links import BACK_TO_RESULTS, Links, after_stage
from wizard.web.pages import results_parts as parts
from wizard.web.pages.cards import Card, card
from wizard.web.render import piece
from wizard.web.site import site
from wizard.web.visit import Visit

Part = Callable[[str], parts.ResultsPart]
"""What makes the part of a service from its id."""

NOTHING = Answers()


class Assembly:
    """One page about some advice while it is put together; its links are marks."""

    def __init__(self, advice: Advice, visit: Visit) -> None:
        """Take the advice for the answers of `visit`, in its language and at its place."""
        self.advice = advice
        self._links, place = visit.links, visit.place
        links = Links(visit.links.root, visit.language, NOTHING, visit.links.inside, deferred=True)
        self.visit = Visit(
            visit.language, visit.catalogue, visit.answers, links, visit.today, place
        )
        # What is the same for everybody is made without a look at anybody's answers.
        self.anybody = Visit(visit.language, visit.catalogue, NOTHING, links, visit.today, place)
        self.catalogue, self._kept = visit.catalogue, site().fragments
        # The website needs no look at a desk, which would be hashed with its logo each time.
        where = place if place.desk else None
        self._here = (links.root, visit.language, where)
        self.given = dict(visit.answers)
        self._told: dict[tuple[str, ...], tuple[Hashable, ...]] = {}

    def finished(self, html: bytes) -> bytes:
        """Return the page with the queries of its links."""
        links = self._links
        queries = (links.query(), links.query([BACK_TO_RESULTS]), after_stage(links.answers))
        return with_queries(html, *(escape(query) for query in queries))

    def hidden(self) -> bytes:
        """Return the answers that the search box carries along."""
        return self.join(
            "hidden", self.visit.answers.query(), lambda pair: parts.HiddenAnswer(*pair)
        )

    def join(self, kind: str, keys: Iterable[K], part: Callable[[K], parts.ResultsPart]) -> bytes:
        """Return the pieces of a kind that depend on nothing but their keys."""
        shelf = self._kept.shelf((self._here, kind))
        return self._kept.join(shelf, keys, lambda key: piece(part(key)))

    def framed(
        self, key: Hashable, frame: Callable[[], parts.ResultsPart], places: Mapping[str, bytes]
    ) -> bytes:
        """Return a piece that depends on `key`, with its places filled."""
        return fill(self._kept.frame((self._here, key), lambda: piece(frame())), places)

    def card(self, key: str) -> Card:
        """Return the card of a service with why it fits."""
        service = self.catalogue.services[key]
        return card(service, self.visit, self.advice.verdict(service))

    def explained(self, kind: str, ranked: Sequence[Ranked], part: Part) -> bytes:
        """Return the pieces of ranked services that say why they fit."""
        return self.explained_keys(kind, [one.service.key for one in ranked], part)

    def explained_keys(self, kind: str, keys: Sequence[str], part: Part) -> bytes:
        """Return the pieces of services that say why they fit or not."""
        decided_by, kept = self.catalogue.decided_by, self._kept
        shelves: dict[tuple[str, ...], Shelf] = {}
        pieces = []

        def write(key: str) -> str:
            return piece(part(key))

        for key in keys:
            questions = decided_by[key]
            shelf = shelves.get(questions)
            if shelf is None:
                shelf = shelves[questions] = kept.shelf((self._here, kind, self._said(questions)))
            pieces.append(shelf.get(key) or kept.make(shelf, key, write))
        return b"".join(pieces)

    def _said(self, questions: tuple[str, ...]) -> tuple[Hashable, ...]:
        """Return all that an explanation can depend on: what was answered, and what follows."""
        told = self._told.get(questions)
        if told is None:
            given, known = self.given, self.advice.known
            told = (questions, *[(given.get(one), known.get(one)) for one in questions])
            self._told[questions] = told
        return told
