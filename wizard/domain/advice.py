"""The main use case: from answers to the list that an adviser would give."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from wizard.domain.answers import Answers, Known
from wizard.domain.catalogue import Catalogue
from wizard.domain.inquiry import Outlook, outlooks
from wizard.domain.matching import Verdict, judge
from wizard.domain.ranking import Ranked, first_steps, rank
from wizard.domain.service import Service
from wizard.domain.truth import Truth

SHOWN_PER_CATEGORY = 3
"""How many services of a category are shown before «show all»."""


@dataclass(frozen=True, slots=True)
class Group:
    """The services of one category, best first: those shown at once, and the rest.

    Only what is made for the person's stage is shown at once.
    """

    category: str
    shown: tuple[Ranked, ...]
    rest: tuple[Ranked, ...]

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

    `ranked` are the services that fit or may fit, best first; `excluded` those
    that do not, by id. What is costly is computed when it is first looked at.
    """

    catalogue: Catalogue
    answers: Answers
    known: Known
    ranked: tuple[Ranked, ...]
    excluded: tuple[Service, ...]

    def verdict(self, service: Service) -> Verdict:
        """Return the verdict of one service with its reasons."""
        return judge(service, self.known)

    def among(self, keys: Sequence[str]) -> tuple[Ranked, ...]:
        """Return those of the ranked services that have one of the ids, in the order of these."""
        found = {one.service.key: one for one in self.ranked} if keys else {}
        return tuple(found[key] for key in keys if key in found)

    @cached_property
    def first_steps(self) -> tuple[Ranked, ...]:
        """At most five services to begin with, and at least three where there are so many."""
        return first_steps(self.ranked, self.known)

    @cached_property
    def outlooks(self) -> tuple[Outlook, ...]:
        """The open questions that could still change the list, best first."""
        return outlooks(self.catalogue, self.answers)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The ranked services by category, in the order of the entrepreneur's journey."""
        by_category: dict[str, list[Ranked]] = {}
        for one in self.ranked:
            by_category.setdefault(one.service.category, []).append(one)
        return tuple(
            _group(term.key, by_category[term.key], self.known.get("stage"))
            for term in self.catalogue.vocabularies["category"]
            if term.key in by_category
        )

    @cached_property
    def counts(self) -> Counts:
        """The number of services by verdict."""
        yes = sum(one.truth is Truth.YES for one in self.ranked)
        return Counts(yes, len(self.ranked) - yes, len(self.excluded))


def advise(catalogue: Catalogue, answers: Answers, today: date) -> Advice:
    """Return the advice for `answers` on the edition `catalogue` at the date `today`.

    The date only lets old facts rank lower; it never changes a verdict.
    """
    known = catalogue.journey.known(answers)
    tally = catalogue.masks.tally(known)
    judged: list[tuple[Service, Truth]] = []
    excluded: list[Service] = []
    for position, service in enumerate(catalogue.current):
        if tally.no >> position & 1:
            excluded.append(service)
        else:
            fits = tally.yes >> position & 1
            judged.append((service, Truth.YES if fits else Truth.UNKNOWN))
    ranked = tuple(rank(judged, known, today.year))
    return Advice(catalogue, answers, known, ranked, tuple(excluded))


def _group(category: str, ranked: Sequence[Ranked], stage: frozenset[str] | None) -> Group:
    fitting = [one for one in ranked if stage is None or stage & one.service.stages]
    shown = tuple(fitting[:SHOWN_PER_CATEGORY])
    return Group(category, shown, tuple(one for one in ranked if one not in shown))
