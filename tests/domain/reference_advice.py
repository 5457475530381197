"""The advice, service by service, as plainly as can be.

What the program computes for all services at once is held to this (test_fast_is_plain).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.domain.reference_ranking import first_steps, rank
from wizard.domain.advice import SHOWN_PER_CATEGORY
from wizard.domain.answers import Answers, Known
from wizard.domain.bitsets import Tally
from wizard.domain.catalogue import Catalogue
from wizard.domain.ranking import Ranked
from wizard.domain.service import Service
from wizard.domain.truth import Truth, all_of


@dataclass(frozen=True)
class PlainAdvice:
    """What `wizard.domain.advice.Advice` has, ready made; a group is category, shown, rest."""

    ranked: list[Ranked]
    excluded: list[Service]
    first_steps: tuple[Ranked, ...]
    groups: list[tuple[str, list[Ranked], list[Ranked]]]
    counts: tuple[int, int, int]


def truth(service: Service, known: Known) -> Truth:
    """Return the verdict of one service without its reasons."""
    return all_of(criterion.truth(known) for criterion in service.criteria)


def tally(services: Sequence[Service], known: Known) -> Tally:
    """Return the verdicts of services as bit sets."""
    yes = no = 0
    for place, service in enumerate(services):
        found = truth(service, known)
        yes |= (found is Truth.YES) << place
        no |= (found is Truth.NO) << place
    return Tally(yes, no)


def advise(catalogue: Catalogue, answers: Answers, year: int) -> PlainAdvice:
    """Return the advice for `answers` in the calendar year `year`."""
    known = catalogue.journey.known(answers)
    judged = [(service, truth(service, known)) for service in catalogue.current]
    ranked = rank(judged, known, year)
    truths = [found for _, found in judged]
    return PlainAdvice(
        ranked=ranked,
        excluded=[service for service, found in judged if found is Truth.NO],
        first_steps=first_steps(ranked, known),
        groups=_groups(catalogue, ranked, known.get("stage")),
        counts=(truths.count(Truth.YES), truths.count(Truth.UNKNOWN), truths.count(Truth.NO)),
    )


def _groups(
    catalogue: Catalogue, ranked: Sequence[Ranked], stage: frozenset[str] | None
) -> list[tuple[str, list[Ranked], list[Ranked]]]:
    found = []
    for term in catalogue.vocabularies["category"]:
        own = [one for one in ranked if one.service.category == term.key]
        fitting = [one for one in own if stage is None or stage & one.service.stages]
        shown = fitting[:SHOWN_PER_CATEGORY]
        keys = {one.service.key for one in shown}
        if own:
            found.append((term.key, shown, [one for one in own if one.service.key not in keys]))
    return found
