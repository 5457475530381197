"""The results page: the few that fit, and how many more there are in each category."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from wizard.domain.advice import Advice, Group
from wizard.domain.inquiry import Outlook
from wizard.domain.spoken import speak
from wizard.web.assembly import Assembly
from wizard.web.links import STAGE
from wizard.web.pages import results as making
from wizard.web.pages import results_parts as parts
from wizard.web.pages.path import path
from wizard.web.visit import Visit


def results_html(advice: Advice, visit: Visit) -> bytes:
    """Return the whole results page for some advice, in the language and at the place of `visit`."""
    page = _Listing(advice, visit)
    return page.finished(page.html())


class _Listing(Assembly):
    """One results page while it is put together; its links are marks."""

    def html(self) -> bytes:
        """Return the page, with marks where the queries belong."""
        advice, answers = self.advice, self.visit.answers
        listed = len(advice.order) > 0
        last = answers.given[-1][0]
        places = {
            "hidden": self.hidden(),
            "headline": self._headline(),
            "path": self._path(),
            "own": self._own(),
            "first": self._first(listed),
            "answers": self._answers(),
            "next": self._next(advice.outlooks),
            "code": self.join("code", [answers.given], lambda _: self._code()),
            "map": self._map(),
            "sections": b"".join([self._section(group) for group in advice.groups]),
            "excluded": self._not_fitting(),
            "back": self.visit.links.question(last, back=True).encode(),
        }
        whole = partial(making.results_frame, self.anybody, listed=listed)
        return self.framed(("page", listed), whole, places)

    def _code(self) -> parts.SpokenWords:
        """Return the words that say the answers by phone."""
        return parts.SpokenWords(speak(self.visit.answers, self.visit.language))

    def _headline(self) -> bytes:
        counts = self.advice.counts
        said = ((counts.yes, counts.unknown, len(self.advice.first_steps)),)
        return self.join("headline", said, lambda numbers: making.headline(*numbers))

    def _path(self) -> bytes:
        stage = (self.given.get(STAGE, ()),)
        return self.join("path", stage, lambda _: parts.PathPart(path(self.visit)))

    def _answers(self) -> bytes:
        def part(given: tuple[str, tuple[str, ...]]) -> parts.GivenAnswer:
            return making.given_answer(given[0], self.visit)

        return self.join("answer", self.visit.answers.given, part)

    def _next(self, outlooks: Sequence[Outlook]) -> bytes:
        best = self._invitations(outlooks[:1], best=True)
        others = self._invitations(outlooks[1:], best=False)
        number = len(outlooks)
        frame = partial(making.next_questions, number)
        return self.framed(("next", number), frame, {"best": best, "others": others})

    def _invitations(self, outlooks: Sequence[Outlook], *, best: bool) -> bytes:
        def part(key: tuple[str, int, bool]) -> parts.Invitation:
            return making.invitation(key[0], key[1], self.anybody, best=best)

        keys = [(one.question.key, one.could_settle, best) for one in outlooks]
        return self.join("invitation", keys, part)

    def _own(self) -> bytes:
        """Return the desk's own services in the desk's order; the heading says whose they are."""
        desk, own = self.visit.place.desk, self.advice.among(self.visit.place.own)
        if desk is None or not own:
            return b""

        def part(key: str) -> parts.ResultCard:
            return parts.ResultCard(replace(self.card(key), own=None))

        name = partial(parts.OwnServices, desk.name.pick(self.visit.language))
        return self.framed("own", name, {"cards": self.explained("own", own, part)})

    def _first(self, listed: bool) -> bytes:
        def part(key: str) -> parts.FirstStep:
            return parts.FirstStep(self.card(key))

        steps = self.explained("step", self.advice.first_steps, part)
        frame = partial(parts.FirstSteps, bool(steps), listed)
        return self.framed(("first", bool(steps), listed), frame, {"steps": steps})

    def _map(self) -> bytes:
        groups = self.advice.groups
        largest = max((group.total for group in groups), default=1)
        keys = [(group.category, group.certain, group.total, largest) for group in groups]
        return self.join("map", keys, lambda key: making.map_cell(*key, self.anybody))

    def _section(self, group: Group) -> bytes:
        def part(key: str) -> parts.ResultCard:
            return parts.ResultCard(self.card(key))

        key = (group.category, len(group.shown), group.total)
        frame = partial(making.section, *key, self.anybody)
        shown = self.explained("card", group.shown, part)
        return self.framed(("section", key), frame, {"shown": shown})

    def _not_fitting(self) -> bytes:
        """Return how many services do not fit, with the way to them."""
        number = len(self.advice.excluded)
        keys = [number] if number else []
        return self.join("excluded", keys, lambda key: making.not_fitting(key, self.anybody))
