"""Which question is worth asking next, and when no answer changes the list any more.

The value of a question is the number of services made for the person's stage that
it is expected to move out of «unknown», every option counted as equally likely. A question that decides
nothing may still order the list (the need does only that).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from statistics import fmean as mean

from wizard.domain.answers import NONE_OF_THESE, Answers, Known
from wizard.domain.catalogue import Catalogue
from wizard.domain.question import Question
from wizard.domain.service import Service


@dataclass(frozen=True, slots=True)
class Outlook:
    """What asking one open question could bring.

    `could_settle`: the services that at least one option would settle.
    `expected`: the mean number settled over the options, of those made for the stage.
    `could_reorder`: the services still possible whose place depends on it.
    """

    question: Question
    could_settle: int
    expected: float
    could_reorder: int

    @property
    def matters(self) -> bool:
        """Whether any answer could change the list."""
        return self.could_settle > 0 or self.could_reorder > 0


def outlooks(catalogue: Catalogue, answers: Answers) -> tuple[Outlook, ...]:
    """Return the open questions that matter, best first: the opening, then by value.

    Ties are broken by how many services the question could reorder, then by the
    journey's order.
    """
    known = catalogue.journey.known(answers)
    now = catalogue.masks.tally(known)
    possible = catalogue.masks.everyone & ~now.no
    relevant = _made_for_stage(catalogue, known)
    found = []
    for question in catalogue.journey.open_questions(answers):
        moved = _moved(catalogue, known, question, now.settled)
        could_settle = reduce(or_, moved).bit_count()
        expected = mean((mask & relevant).bit_count() for mask in moved)
        could_reorder = _could_reorder(catalogue, question.key, possible)
        found.append(Outlook(question, could_settle, expected, could_reorder))
    return tuple(sorted((one for one in found if one.matters), key=_order))


def _moved(catalogue: Catalogue, known: Known, question: Question, settled: int) -> list[int]:
    """Return, for each answer that says something, the services that it would settle."""
    return [
        catalogue.masks.tally({**known, question.key: frozenset({option})}).settled & ~settled
        for option in _outcomes(question)
    ]


def _made_for_stage(catalogue: Catalogue, known: Known) -> int:
    """Return the services made for the stage as a bit set; all while it is not known."""
    found = 0
    for stage in known.get("stage", frozenset()):
        found |= catalogue.made_for.get(stage, 0)
    return found or catalogue.masks.everyone


def _order(one: Outlook) -> tuple[bool, float, int]:
    return (
        not one.question.opening,
        0.0 if one.question.opening else -one.expected,
        -one.could_reorder,
    )


def _outcomes(question: Question) -> Iterator[str]:
    """Yield the answers that say something: the options, and «none of these» where offered."""
    for option in question.options:
        yield option.key
    if question.has_none:
        yield NONE_OF_THESE


def _could_reorder(catalogue: Catalogue, question: str, possible: int) -> int:
    return sum(
        bool(possible >> position & 1) and bool(_facet(service, question))
        for position, service in enumerate(catalogue.current)
    )


def _facet(service: Service, question: str) -> object:
    """Return what `ranking.points` compares with the answer to this question."""
    facets: dict[str, object] = {
        "stage": service.stages,
        "sector": service.sectors,
        "profile": service.profiles,
        "venture": service.ventures,
        "need": service.needs,
    }
    return facets.get(question)
