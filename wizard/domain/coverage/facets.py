"""Whether what a service is made for agrees with its criteria, and which options nobody names.

A facet (stages, sectors, profiles, ventures, needs) only ranks; but a service that is put
first for people whom its criteria refuse is a contradiction.
"""

from collections.abc import Iterator, Sequence

from wizard.domain.answers import OTHER
from wizard.domain.catalogue import Catalogue
from wizard.domain.coverage.findings import Finding, Kind, named, of_service
from wizard.domain.coverage.rules import Reach, conditions, verdict
from wizard.domain.coverage.space import people
from wizard.domain.journey import Journey
from wizard.domain.service import Service
from wizard.domain.truth import Truth

KEYS = {"stage": "stages", "sector": "sectors", "profile": "profiles", "venture": "ventures"}
"""Question -> the key of the facet in a service file, for those that a criterion can contradict."""


def facet(service: Service, question: str) -> frozenset[str]:
    """Return the options of a question for which the service is made; empty for no facet."""
    facets = {
        "stage": service.stages,
        "sector": service.sectors,
        "profile": service.profiles,
        "venture": service.ventures,
        "need": frozenset(service.needs),
    }
    return facets.get(question, frozenset())


def facet_findings(catalogue: Catalogue, reached: Sequence[Reach]) -> Iterator[Finding]:
    """Yield the facets whose options the criteria refuse: all of them, or some.

    An option is refused if everybody who chose it, and nothing beside it, is told no.
    """
    for each in reached:
        for question in KEYS if each.reachable else ():
            refused = _refused(each.service, question, catalogue.journey)
            if refused:
                kind = _kind(each.service, question, refused)
                yield of_service(kind, each.service, KEYS[question], question, refused)


def _kind(service: Service, question: str, refused: tuple[str, ...]) -> Kind:
    every = len(refused) == len(facet(service, question))
    if question == "stage":
        return "no-stage" if every else "some-stages"
    return "no-facet" if every else "some-facets"


def _refused(service: Service, question: str, journey: Journey) -> tuple[str, ...]:
    return tuple(
        option
        for option in sorted(facet(service, question))
        if all(
            verdict(service.criteria, one.known) is Truth.NO
            for one in people(
                journey, conditions(service.criteria), given={question: frozenset({option})}
            )
        )
    )


def unnamed(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield, for each question, its options that no service of today names anywhere."""
    for question in catalogue.journey.questions:
        seen = {OTHER}
        for service in catalogue.current:
            seen |= facet(service, question.key)
            for condition in conditions(service.criteria):
                if condition.question == question.key:
                    seen |= named(condition)
        left = tuple(option.key for option in question.options if option.key not in seen)
        if left:
            yield Finding(
                "unnamed-options",
                f"vocabularies/{question.key}.toml",
                f"term.{left[0]}",
                question.key,
                left,
            )
