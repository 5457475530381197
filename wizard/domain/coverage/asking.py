"""Whether each question is worth asking, and whether it can be asked at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wizard.domain.catalogue import Catalogue
from wizard.domain.coverage.facets import facet
from wizard.domain.coverage.findings import Finding, Kind
from wizard.domain.coverage.rules import Reach, verdict
from wizard.domain.coverage.space import people
from wizard.domain.journey import Journey
from wizard.domain.question import Question
from wizard.domain.truth import Truth


@dataclass(frozen=True, slots=True)
class Weight:
    """How many services one question decides for somebody, and how many it may order."""

    question: str
    decides: int
    orders: int


def weights(catalogue: Catalogue, reached: Sequence[Reach]) -> tuple[Weight, ...]:
    """Return the weight of every question, in journey order."""
    return tuple(
        Weight(
            question.key,
            sum(decides(question.key, each) for each in reached),
            sum(bool(facet(each.service, question.key)) for each in reached),
        )
        for question in catalogue.journey.questions
    )


def decides(question: str, reached: Reach) -> bool:
    """Return whether two people who differ in this answer only get different verdicts."""
    seen: dict[frozenset[tuple[str, frozenset[str]]], Truth] = {}
    for one in reached.people:
        rest = frozenset(pair for pair in one.known.items() if pair[0] != question)
        truth = verdict(reached.service.criteria, one.known)
        if seen.setdefault(rest, truth) is not truth:
            return True
    return False


def asking_findings(journey: Journey, weighed: Sequence[Weight]) -> Iterator[Finding]:
    """Yield the questions that change nothing, and those that are asked of nobody or everybody."""
    for weight in weighed:
        if not weight.decides and not weight.orders:
            where = f"question.{weight.question}"
            yield Finding("idle-question", "journey.toml", where, weight.question)
    for question in journey.questions:
        kind = _asked(question, journey)
        if kind:
            where = f"question.{question.key}.ask_when"
            yield Finding(kind, "journey.toml", where, question.key)


def _asked(question: Question, journey: Journey) -> Kind | None:
    if not question.ask_when:
        return None
    truths = {question.applies(one.known) for one in people(journey, question.ask_when)}
    if truths == {Truth.NO}:
        return "never-asked"
    return None if Truth.NO in truths else "always-asked"
