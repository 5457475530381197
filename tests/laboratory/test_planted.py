"""Faults planted into the shipped catalogue are found, each with its kind, file and key."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.domain.examples import criterion, question, text
from wizard.domain.catalogue import Catalogue
from wizard.domain.coverage.asking import weights
from wizard.domain.coverage.findings import FAULTS, Finding
from wizard.domain.coverage.rules import reach
from wizard.domain.coverage.survey import still_findings
from wizard.domain.criteria import Condition, Criterion
from wizard.domain.journey import Journey
from wizard.domain.question import Question
from wizard.domain.service import Service

PEOPLED = ("micro", "small", "medium", "large")
EMPTIED = ("handing-over", "premises")
"""The stage and the category that are left without a service."""


def options(catalogue: Catalogue, key: str) -> tuple[str, ...]:
    return tuple(term.key for term in catalogue.vocabularies[key])


def planted_services(catalogue: Catalogue) -> Iterator[Service]:
    """Yield a service for each fault that one service can have, named after the fault."""
    model = next(one for one in catalogue.current if not one.criteria)
    plain = replace(model, stages=frozenset({"running"}), sectors=frozenset(), profiles=frozenset())
    stages, places = options(catalogue, "stage"), options(catalogue, "place")
    peopled = criterion("peopled", "size", *PEOPLED)
    nowhere = Condition("place", frozenset(), no=frozenset(places))
    for kind, criteria in {
        "unreachable": (criterion("a", "stage", "running"), criterion("b", "stage", "growing")),
        "implied-closes": (criterion("a", "stage", "idea"), peopled),
        "always-yes": (criterion("a", "stage", *stages), peopled),
        "always-no": (Criterion("a", text("a"), "s", (nowhere,)), peopled),
        "dead-option": (criterion("a", "stage", "idea", "running"), peopled),
        "dead-end": (criterion("a", "colour", "red"), peopled),
        "no-stage": (criterion("a", "stage", "growing"),),
        "no-facet": (criterion("a", "sector", "construction"),),
    }.items():
        sectors = frozenset({"horeca"} if kind == "no-facet" else ())
        yield replace(plain, key=f"planted-{kind}", criteria=criteria, sectors=sectors)


def planted_journey(catalogue: Catalogue) -> Journey:
    """Return a journey with a question for each fault that a question can have."""
    stage = [frozenset({key}) for key in options(catalogue, "stage")]
    never = tuple(Condition("stage", one) for one in stage[:2])
    always = (Condition("stage", frozenset().union(*stage)),)

    def change(one: Question) -> Question:
        return replace(one, ask_when={"need": never, "sector": always}.get(one.key, one.ask_when))

    asked = tuple(change(one) for one in catalogue.journey.questions)
    return replace(catalogue.journey, questions=(*asked, question("weather", "sun", "rain")))


def emptied(one: Service) -> Service:
    """Return the service, closed to the emptied stage if it is of the emptied category."""
    stage, category = EMPTIED
    if one.category != category:
        return one
    closed = Condition("stage", frozenset({"idea", "running"}), no=frozenset({stage}))
    return replace(one, criteria=(*one.criteria, Criterion("closed", text("x"), "s", (closed,))))


EXPECTED = {
    ("unreachable", "services/planted-unreachable.toml", "criteria"),
    ("implied-closes", "services/planted-implied-closes.toml", "criteria"),
    ("always-yes", "services/planted-always-yes.toml", "criteria.a"),
    ("always-no", "services/planted-always-no.toml", "criteria.a"),
    ("dead-option", "services/planted-dead-option.toml", "criteria.a"),
    ("dead-end", "services/planted-dead-end.toml", "criteria.a"),
    ("no-stage", "services/planted-no-stage.toml", "stages"),
    ("no-facet", "services/planted-no-facet.toml", "sectors"),
    ("idle-question", "journey.toml", "question.weather"),
    ("never-asked", "journey.toml", "question.need.ask_when"),
    ("always-asked", "journey.toml", "question.sector.ask_when"),
    ("empty-stage", "services/", "category.premises"),
}


@pytest.fixture(scope="module")
def planted(catalogue: Catalogue) -> Catalogue:
    """The shipped catalogue with twelve faults."""
    services = {key: emptied(one) for key, one in catalogue.services.items()}
    services |= {one.key: one for one in planted_services(catalogue)}
    return replace(catalogue, services=services, journey=planted_journey(catalogue))


def faults(catalogue: Catalogue) -> list[Finding]:
    reached = [reach(one, catalogue.journey) for one in catalogue.current]
    weighed = weights(catalogue, reached)
    return [one for one in still_findings(catalogue, reached, weighed) if one.fault]


def test_the_shipped_catalogue_has_none_of_them(catalogue: Catalogue) -> None:
    assert faults(catalogue) == []


def test_every_planted_fault_is_found_and_nothing_else(planted: Catalogue) -> None:
    found = faults(planted)
    assert {(one.kind, one.file, one.key) for one in found if "planted" in one.file} == {
        one for one in EXPECTED if "planted" in one[1]
    }
    everything = {(one.kind, one.file, one.key) for one in found}
    assert everything >= EXPECTED


def test_there_is_a_planted_fault_of_every_kind() -> None:
    assert {kind for kind, _, _ in EXPECTED} == set(FAULTS)


def test_a_finding_says_which_options_and_which_question(planted: Catalogue) -> None:
    found = {one.kind: one for one in faults(planted) if "closed" not in one.key}
    assert (found["dead-option"].question, found["dead-option"].options) == ("stage", ("idea",))
    assert (found["implied-closes"].question, found["implied-closes"].options) == (
        "size",
        ("none",),
    )
    assert found["dead-end"].question == "colour"
    assert found["no-facet"].options == ("horeca",)
    assert found["empty-stage"].options == ("handing-over",)
