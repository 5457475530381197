"""The outlook of every open question by trying each answer on all services, as plainly as can be.

What the program works out once for an edition is held to this (test_fast_is_plain).
"""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from statistics import fmean as mean

from tests.domain.reference_advice import tally, truth
from wizard.domain.answers import NONE_OF_THESE, Answers, Known
from wizard.domain.catalogue import Catalogue
from wizard.domain.inquiry import Outlook
from wizard.domain.question import Question
from wizard.domain.service import Service
from wizard.domain.truth import Truth


def outlooks(catalogue: Catalogue, answers: Answers) -> tuple[Outlook, ...]:
    """Return the open questions that matter, best first: the opening, then by value.

    Ties are broken by how many services the question could reorder, then by the
    journey's order.
    """
    known = catalogue.journey.known(answers)
    now = tally(catalogue.current, known)
    everyone = (1 << len(catalogue.current)) - 1
    possible = everyone & ~now.no
    unknown = everyone & ~now.settled
    relevant = _made_for_stage(catalogue, known)
    found = []
    for question in catalogue.journey.open_questions(answers):
        moved = _moved(catalogue, known, question, unknown)
        could_settle = reduce(or_, moved).bit_count()
        expected = mean((mask & relevant).bit_count() for mask in moved)
        could_reorder = _could_reorder(catalogue, question.key, possible)
        found.append(Outlook(question, could_settle, expected, could_reorder))
    return tuple(sorted((one for one in found if one.matters), key=_order))


def _moved(catalogue: Catalogue, known: Known, question: Question, unknown: int) -> list[int]:
    """Return, for each answer that says something, the unknown services that it would settle."""
    waiting = [
        (place, service)
        for place, service in enumerate(catalogue.current)
        if unknown >> place & 1 and any(question.key in c.questions for c in service.criteria)
    ]
    moved = []
    for option in _outcomes(question):
        then = {**known, question.key: frozenset({option})}
        settled = (place for place, one in waiting if truth(one, then) is not Truth.UNKNOWN)
        moved.append(sum(1 << place for place in settled))
    return moved


def _made_for_stage(catalogue: Catalogue, known: Known) -> int:
    """Return the services made for the stage as a bit set; all while it is not known."""
    found = 0
    for stage in known.get("stage", frozenset()):
        found |= catalogue.made_for.get(stage, 0)
    return found or ((1 << len(catalogue.current)) - 1)


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
