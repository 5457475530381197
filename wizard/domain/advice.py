"""The main use case: from answers to the list that an adviser would give."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import compress

from wizard.domain.answers import Answers, Known
from wizard.domain.bitsets import Tally
from wizard.domain.catalogue import Catalogue
from wizard.domain.inquiry import Outlook, outlooks
from wizard.domain.lanes import digits
from wizard.domain.matching import Verdict, judge
from wizard.domain.ranking import Ranked
from wizard.domain.service import Service
from wizard.domain.standings import Order
from wizard.domain.truth import Truth

SHOWN_PER_CATEGORY = 3
"""How many services of a category are shown before «show all»."""


@dataclass(frozen=True, slots=True)
class Group:
    """The services of one category, best first: those shown at once, and the rest.

    Only what is made for the person's stage is shown at once. `certain` is the number of
    services that surely fit.
    """

    category: str
    shown: tuple[Ranked, ...]
    rest: tuple[Ranked, ...]
    certain: int

    @property
    def total(self) -> int:
        """How many services the group holds."""
        return len(self.shown) + len(self.rest)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many services fit, may fit and do not fit."""

    yes: int
    unknown: int
    no: int


@dataclass(frozen=True)
class Advice:
    """Everything that a results page, a desk or the API shows for some answers.

    `order` is that of the services that fit or may fit, best first; `excluded` are those
    that do not, by id; `tally` has the same verdicts as bit sets. What is costly is
    computed when it is first looked at.
    """

    catalogue: Catalogue
    answers: Answers
    known: Known
    order: Order
    excluded: tuple[Service, ...]
    tally: Tally

    def verdict(self, service: Service) -> Verdict:
        """Return the verdict of one service with its reasons."""
        return judge(service, self.known)

    def among(self, keys: Sequence[str]) -> tuple[Ranked, ...]:
        """Return those of the ranked services that have one of the ids, in the order of these."""
        found = {one.service.key: one for one in self.ranked} if keys else {}
        return tuple(found[key] for key in keys if key in found)

    def group(self, category: str) -> Group:
        """Return the ranked services of a category; an empty group if there are none."""
        found = (one for one in self.groups if one.category == category)
        return next(found, Group(category, (), (), 0))

    @cached_property
    def ranked(self) -> tuple[Ranked, ...]:
        """The services that fit or may fit, best first."""
        return tuple(self.order)

    @cached_property
    def first_steps(self) -> tuple[Ranked, ...]:
        """At most five services to begin with, and at least three where there are so many."""
        return self.catalogue.steps.choose(self.ranked, self.known)

    @cached_property
    def outlooks(self) -> tuple[Outlook, ...]:
        """The open questions that could still change the list, best first."""
        return outlooks(self.catalogue, self.answers, self.known)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The ranked services by category, in the order of the entrepreneur's journey."""
        piles: defaultdict[str, list[Ranked]] = defaultdict(list)
        for one in self.ranked:
            piles[one.service.category].append(one)
        stage = self.known.get("stage")
        return tuple(
            _group(term.key, piles[term.key], stage)
            for term in self.catalogue.vocabularies["category"]
            if term.key in piles
        )

    @cached_property
    def counts(self) -> Counts:
        """The number of services by verdict."""
        yes = self.tally.yes.bit_count()
        return Counts(yes, len(self.order) - yes, len(self.excluded))


def advise(catalogue: Catalogue, answers: Answers, today: date) -> Advice:
    """Return the advice for `answers` on the edition `catalogue` at the date `today`.

    The date only lets old facts rank lower; it never changes a verdict.
    """
    known = catalogue.journey.known(answers)
    tally = catalogue.masks.tally(known)
    order = catalogue.standings.order(tally, known, today.year)
    excluded = tuple(compress(catalogue.current, digits(tally.no, len(catalogue.current))))
    return Advice(catalogue, answers, known, order, excluded, tally)


def _group(category: str, ranked: Sequence[Ranked], stage: frozenset[str] | None) -> Group:
    shown: list[Ranked] = []
    rest: list[Ranked] = []
    for place, one in enumerate(ranked):
        if stage is None or not stage.isdisjoint(one.service.stages):
            shown.append(one)
        else:
            rest.append(one)
        if len(shown) == SHOWN_PER_CATEGORY:
            rest += ranked[place + 1 :]
            break
    certain = sum([one.truth is Truth.YES for one in ranked])
    return Group(category, tuple(shown), tuple(rest), certain)
