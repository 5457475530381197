"""The whole laboratory in one call: findings, tables, thin offers and figures."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wizard.domain.answers import Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.coverage.asking import Weight, asking_findings, weights
from wizard.domain.coverage.cells import Grid, empty_stages, grids
from wizard.domain.coverage.facets import facet_findings, unnamed
from wizard.domain.coverage.findings import Finding, of_service
from wizard.domain.coverage.offers import Offers
from wizard.domain.coverage.practice import never_shown, seen, visitors
from wizard.domain.coverage.rules import Reach, reach, rule_findings
from wizard.domain.coverage.space import people
from wizard.domain.coverage.thin import Thin, thin
from wizard.domain.truth import Truth

Track = Callable[[Sequence[Answers]], Iterable[Answers]]
"""Passes visitors on, and may show how far it is."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How much was looked at, and the services by the best that anybody can get.

    `answers` are all full answers that a visitor can give; `representatives` the answers
    that stood for them in the rules; `descriptions` and `visitors` those of the
    thin offers and of the ranking. `certain` services fit somebody for certain;
    `by_word` are at best possible, because a detail that is not asked always decides;
    `left_open` may stay open after every answer because of such a detail.
    """

    services: int
    answers: int
    representatives: int
    descriptions: int
    visitors: int
    certain: int
    by_word: int
    left_open: int
    shown_to_all: int


@dataclass(frozen=True, slots=True)
class Survey:
    """Everything that was found; `by_word` are the ids of the services that it counts."""

    findings: tuple[Finding, ...]
    thin: tuple[Thin, ...]
    grids: tuple[Grid, ...]
    weights: tuple[Weight, ...]
    by_word: tuple[str, ...]
    figures: Figures

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings that must be mended."""
        return tuple(one for one in self.findings if one.fault)

    @property
    def gaps(self) -> tuple[Finding, ...]:
        """The findings that are only to be known."""
        return tuple(one for one in self.findings if not one.fault)


def survey(catalogue: Catalogue, today: date, track: Track = iter) -> Survey:
    """Return the survey of an edition; `track` sees the visitors that the ranking is tried on."""
    reached = [reach(service, catalogue.journey) for service in catalogue.current]
    weighed = weights(catalogue, reached)
    hidden, shown_to_all, tried = _practice(catalogue, reached, today, track)
    few, looked_at = thin(Offers(catalogue))
    return Survey(
        findings=tuple(sorted((*still_findings(catalogue, reached, weighed), *hidden))),
        thin=few,
        grids=grids(catalogue),
        weights=weighed,
        by_word=tuple(each.service.key for each in reached if each.by_word),
        figures=Figures(
            services=len(reached),
            answers=sum(one.count for one in people(catalogue.journey, (), everything=True)),
            representatives=sum(len(each.people) for each in reached),
            descriptions=looked_at,
            visitors=tried,
            certain=sum(Truth.YES in each.verdicts for each in reached),
            by_word=sum(each.by_word for each in reached),
            left_open=sum(Truth.UNKNOWN in each.verdicts for each in reached),
            shown_to_all=shown_to_all,
        ),
    )


def still_findings(
    catalogue: Catalogue, reached: Sequence[Reach], weighed: Sequence[Weight]
) -> Iterator[Finding]:
    """Yield all findings but those of the ranking."""
    yield from rule_findings(catalogue, reached)
    yield from facet_findings(catalogue, reached)
    yield from asking_findings(catalogue.journey, weighed)
    yield from empty_stages(catalogue, reached)
    yield from unnamed(catalogue)
    yield from _elements(catalogue, {one.service.key for one in reached if one.reachable})


def _elements(catalogue: Catalogue, usable: set[str]) -> Iterator[Finding]:
    """Yield the elements of packages that lead to no service that anybody could use."""
    for package in catalogue.packages.values():
        for part in package.parts:
            for element in part.elements:
                if usable.isdisjoint(element.services):
                    yield Finding(
                        "element-ended" if element.services else "element-empty",
                        f"packages/{package.key}.toml",
                        f"part.{part.key}.element.{element.key}.services",
                        options=element.services,
                    )


def _practice(
    catalogue: Catalogue, reached: Sequence[Reach], today: date, track: Track
) -> tuple[list[Finding], int, int]:
    """Return the services that are never shown, how many the first pass shows, who was tried."""
    crowd = visitors(catalogue)
    found = seen(catalogue, track(crowd), today)
    unseen = [one for one in reached if one.reachable and one.service.key not in found]
    hidden, tried = never_shown(catalogue, unseen, today)
    findings = [of_service("never-shown", catalogue.services[key], "prominence") for key in hidden]
    return findings, len(found), len(crowd) + tried
