"""Which services the ranking ever shows without «show all».

A service may be open to many and still never be seen: it is always the fourth of its
category and never a first step. Tried is every combination of one stage, one sector and
one need (or none), the rest unknown; then, for a service that was not shown, the people
it is made for: each of its stages with each of its needs and with all of them, with each of
the answers that its criteria can be met with, and with what its other facets name. So «never
shown» is exact for the first kind of visitor, and well founded for the others.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from wizard.domain.advice import advise
from wizard.domain.answers import Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.coverage.facets import facet
from wizard.domain.coverage.rules import Reach, conditions, verdict
from wizard.domain.coverage.space import people
from wizard.domain.question import Question
from wizard.domain.truth import Truth


def visitors(catalogue: Catalogue) -> list[Answers]:
    """Return every combination of one stage, one sector and one need, or no need."""
    stages, sectors, needs = (_keys(catalogue, key) for key in ("stage", "sector", "need"))
    return [
        catalogue.journey.replay({"stage": (stage,), "sector": (sector,), "need": need}).answers
        for stage in stages
        for sector in sectors
        for need in ((), *((key,) for key in needs))
    ]


def shown(catalogue: Catalogue, answers: Answers, today: date) -> frozenset[str]:
    """Return the ids of the first steps and of the services shown in their category."""
    advice = advise(catalogue, answers, today)
    steps = {one.service.key for one in advice.first_steps}
    return frozenset(steps | {one.service.key for g in advice.groups for one in g.shown})


def seen(catalogue: Catalogue, crowd: Iterable[Answers], today: date) -> frozenset[str]:
    """Return the ids of the services that are shown to somebody of the crowd."""
    found: set[str] = set()
    for answers in crowd:
        found |= shown(catalogue, answers, today)
    return frozenset(found)


def never_shown(
    catalogue: Catalogue, unseen: Sequence[Reach], today: date
) -> tuple[list[str], int]:
    """Return the ids of those that even the people they are made for do not see.

    The number is how many visitors were tried.
    """
    hidden, tried = [], 0
    for each in unseen:
        for answers in made_for(catalogue, each):
            tried += 1
            if each.service.key in shown(catalogue, answers, today):
                break
        else:
            hidden.append(each.service.key)
    return hidden, tried


def made_for(catalogue: Catalogue, reached: Reach) -> Iterator[Answers]:
    """Yield the people for whom a service is made, and whom its criteria do not refuse."""
    service, journey = reached.service, catalogue.journey
    named = {
        question.key: sorted(facet(service, question.key))[:1]
        for question in journey.questions
        if question.key not in ("stage", "need")
    }
    for stage in sorted(service.stages):
        crowd = people(journey, conditions(service.criteria), given={"stage": frozenset({stage})})
        fitting = [one for one in crowd if verdict(service.criteria, one.known) is not Truth.NO]
        for one in fitting:
            answers = {key: sorted(chosen) for key, chosen in one.known.items()}
            for needs in (service.needs, *((need,) for need in service.needs)):
                raw: dict[str, Sequence[str]] = {**named, **answers, "need": needs}
                yield journey.replay(raw).answers


def _keys(catalogue: Catalogue, question: str) -> list[str]:
    found: Question | None = catalogue.journey.question(question)
    return [option.key for option in found.options] if found else []
