"""The results page put together from its pieces: only what is new to the edition is written.

Which pieces a page has, and in which order, follows from the advice; what a piece says follows
from a few of the answers, and these are its key. The explanation of a service depends on the
answers to the questions that its criteria look at (`Catalogue.decided_by`), so services with the
same questions share a shelf.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from html import escape

from wizard.domain.advice import Advice, Group
from wizard.domain.answers import Answers
from wizard.domain.inquiry import Outlook
from wizard.domain.ranking import Ranked
from wizard.domain.spoken import speak
from wizard.domain.truth import Truth
from wizard.web.fragments import K, Shelf, fill, with_queries
from wizard.web.links import BACK_TO_RESULTS, STAGE, after_stage
from wizard.web.pages import results as making
from wizard.web.pages import results_parts as parts
from wizard.web.pages.cards import Card, card, excluded_row, row
from wizard.web.pages.path import path
from wizard.web.render import piece
from wizard.web.site import site
from wizard.web.visit import Visit

Part = Callable[[str], parts.ResultsPart]
"""What makes the part of a service from its id."""


def results_html(advice: Advice, visit: Visit) -> bytes:
    """Return the whole results page for some advice, in the language and at the place of `visit`."""
    links = visit.links
    queries = (links.query(), links.query([BACK_TO_RESULTS]), after_stage(links.answers))
    return with_queries(_Listing(advice, visit).html(), *(escape(query) for query in queries))


class _Listing:
    """One results page while it is put together; its links are marks."""

    def __init__(self, advice: Advice, visit: Visit) -> None:
        self._advice = advice
        links = replace(visit.links, answers=Answers(), deferred=True)
        self._visit = replace(visit, links=links)
        # What is the same for everybody is made without a look at anybody's answers.
        self._anybody = replace(self._visit, answers=Answers())
        self._catalogue, self._kept = visit.catalogue, site().fragments
        # The website needs no look at a desk, which would be hashed with its logo each time.
        where = visit.place if visit.place.desk else None
        self._here = (visit.links.root, visit.language, where)
        self._given = dict(visit.answers)

    def html(self) -> bytes:
        """Return the page, with marks where the queries belong."""
        advice, answers = self._advice, self._visit.answers
        listed = bool(advice.ranked)
        last = answers.given[-1][0]
        places = {
            "hidden": self._join("hidden", answers.query(), lambda pair: parts.HiddenAnswer(*pair)),
            "headline": self._headline(),
            "path": self._path(),
            "own": self._own(),
            "first": self._first(listed),
            "answers": self._answers(),
            "next": self._next(advice.outlooks),
            "code": self._join("word", speak(answers, self._visit.language), parts.SpokenWord),
            "map": self._map(),
            "sections": b"".join([self._section(group) for group in advice.groups]),
            "excluded": self._excluded(),
            "back": self._visit.links.question(last, back=True).encode(),
        }
        whole = partial(making.results_frame, self._anybody, listed=listed)
        return self._framed(("page", listed), whole, places)

    def _join(self, kind: str, keys: Iterable[K], part: Callable[[K], parts.ResultsPart]) -> bytes:
        shelf = self._kept.shelf((self._here, kind))
        return self._kept.join(shelf, keys, lambda key: piece(part(key)))

    def _framed(
        self, key: Hashable, frame: Callable[[], parts.ResultsPart], places: Mapping[str, bytes]
    ) -> bytes:
        return fill(self._kept.frame((self._here, key), lambda: piece(frame())), places)

    def _headline(self) -> bytes:
        counts = self._advice.counts
        said = ((counts.yes, counts.unknown, len(self._advice.first_steps)),)
        return self._join("headline", said, lambda numbers: making.headline(*numbers))

    def _path(self) -> bytes:
        stage = (self._given.get(STAGE, ()),)
        return self._join("path", stage, lambda _: parts.PathPart(path(self._visit)))

    def _answers(self) -> bytes:
        def part(given: tuple[str, tuple[str, ...]]) -> parts.GivenAnswer:
            return making.given_answer(given[0], self._visit)

        return self._join("answer", self._visit.answers.given, part)

    def _next(self, outlooks: Sequence[Outlook]) -> bytes:
        best = self._invitations(outlooks[:1], best=True)
        others = self._invitations(outlooks[1:], best=False)
        number = len(outlooks)
        frame = partial(making.next_questions, number)
        return self._framed(("next", number), frame, {"best": best, "others": others})

    def _invitations(self, outlooks: Sequence[Outlook], *, best: bool) -> bytes:
        def part(key: tuple[str, int, bool]) -> parts.Invitation:
            return making.invitation(key[0], key[1], self._anybody, best=best)

        keys = [(one.question.key, one.could_settle, best) for one in outlooks]
        return self._join("invitation", keys, part)

    def _own(self) -> bytes:
        """Return the desk's own services in the desk's order; the heading says whose they are."""
        desk, own = self._visit.place.desk, self._advice.among(self._visit.place.own)
        if desk is None or not own:
            return b""

        def part(key: str) -> parts.ResultCard:
            return parts.ResultCard(replace(self._card(key), own=None))

        name = partial(parts.OwnServices, desk.name.pick(self._visit.language))
        return self._framed("own", name, {"cards": self._explained("own", own, part)})

    def _first(self, listed: bool) -> bytes:
        def part(key: str) -> parts.FirstStep:
            return parts.FirstStep(self._card(key))

        steps = self._explained("step", self._advice.first_steps, part)
        frame = partial(parts.FirstSteps, bool(steps), listed)
        return self._framed(("first", bool(steps), listed), frame, {"steps": steps})

    def _map(self) -> bytes:
        groups = self._advice.groups
        largest = max((group.total for group in groups), default=1)
        keys = [(group.category, _certain(group), group.total, largest) for group in groups]
        return self._join("map", keys, lambda key: making.map_cell(*key, self._anybody))

    def _section(self, group: Group) -> bytes:
        def part(key: str) -> parts.ResultCard:
            return parts.ResultCard(self._card(key))

        key = (group.category, len(group.shown), group.total)
        places = {
            "shown": self._explained("card", group.shown, part),
            "rest": self._rows(group.rest),
        }
        frame = partial(making.section, *key, self._anybody)
        return self._framed(("section", key), frame, places)

    def _rows(self, ranked: Sequence[Ranked]) -> bytes:
        def part(key: tuple[str, Truth]) -> parts.ResultRow:
            return parts.ResultRow(row(self._catalogue.services[key[0]], self._anybody, key[1]))

        return self._join("row", [(one.service.key, one.truth) for one in ranked], part)

    def _excluded(self) -> bytes:
        excluded = self._advice.excluded
        if not excluded:
            return b""

        def part(key: str) -> parts.NotFittingRow:
            service = self._catalogue.services[key]
            verdict = self._advice.verdict(service)
            return parts.NotFittingRow(
                excluded_row(service, self._visit, verdict, self._advice.known)
            )

        rows = self._explained_keys("excluded", [service.key for service in excluded], part)
        frame = partial(making.not_fitting, self._advice)
        return self._framed(("excluded", len(excluded)), frame, {"rows": rows})

    def _card(self, key: str) -> Card:
        service = self._catalogue.services[key]
        return card(service, self._visit, self._advice.verdict(service))

    def _explained(self, kind: str, ranked: Sequence[Ranked], part: Part) -> bytes:
        return self._explained_keys(kind, [one.service.key for one in ranked], part)

    def _explained_keys(self, kind: str, keys: Sequence[str], part: Part) -> bytes:
        """Return the pieces of services that say why they fit or not."""
        decided_by, kept = self._catalogue.decided_by, self._kept
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

    def _said(self, questions: Sequence[str]) -> tuple[Hashable, ...]:
        """Return all that an explanation can depend on: what was answered, and what follows."""
        given, known = self._given, self._advice.known
        return (questions, *((given.get(one), known.get(one)) for one in questions))


def _certain(group: Group) -> int:
    """Return how many services of a group are certain to fit."""
    return sum(one.truth is Truth.YES for one in (*group.shown, *group.rest))
