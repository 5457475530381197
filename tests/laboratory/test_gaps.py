"""Gaps: what may be meant, is no fault, and is told all the same."""

from dataclasses import replace

from tests.domain.examples import criterion, service, text
from tests.laboratory.small import SMALL
from tests.laboratory.small import catalogue as small
from wizard.domain.catalogue import Catalogue
from wizard.domain.coverage.asking import weights
from wizard.domain.coverage.facets import facet_findings, unnamed
from wizard.domain.coverage.findings import FAULTS, GAPS, Finding
from wizard.domain.coverage.rules import reach, rule_findings
from wizard.domain.coverage.survey import still_findings
from wizard.domain.criteria import Condition, Criterion
from wizard.domain.service import Element, Package, Part, Service
from wizard.laboratory import writing
from wizard.web.bare import bare_app
from wizard.web.pages.coverage_words import kind_title

EVERY = frozenset({"idea", "running", "growing"})


def rules(one: Service) -> list[Finding]:
    return rule_findings(small([one]), [reach(one, SMALL)])


def facets(one: Service) -> list[Finding]:
    return list(facet_findings(small([one]), [reach(one, SMALL)]))


def package(*elements: tuple[str, tuple[str, ...]]) -> Package:
    """Return a package with one part, whose elements name these services."""
    inner = tuple(
        Element(key, "guidance", text(key), text(key), (), services) for key, services in elements
    )
    part = Part("part", text("part"), text("part"), (), inner)
    return Package("start", text("start"), text("start"), text("start"), (part,))


def test_a_criterion_that_another_contains_is_redundant() -> None:
    narrow, wide = (
        criterion("narrow", "stage", "idea"),
        criterion("wide", "stage", "idea", "running"),
    )
    (found,) = rules(service("s", wide, narrow))
    assert (found.kind, found.key, found.fault) == ("redundant", "criteria.wide", False)


def test_of_two_equal_criteria_the_later_is_redundant() -> None:
    (found,) = rules(service("s", criterion("a", "size", "small"), criterion("b", "size", "small")))
    assert (found.kind, found.key) == ("redundant", "criteria.b")


def test_criteria_that_do_not_hold_together_leave_a_service_possible_at_best() -> None:
    first = criterion("a", "stage", "idea", maybe=("running",))
    second = criterion("b", "stage", "running", maybe=("idea",))
    assert "at-best-possible" in {one.kind for one in rules(service("s", first, second))}
    by_word = service("s", criterion("a", "stage", maybe=("idea",)))
    assert rules(by_word) == []
    assert reach(by_word, SMALL).by_word


def test_a_service_for_some_stages_that_it_refuses() -> None:
    running = criterion("running", "stage", "running")
    (found,) = facets(service("s", running, stages=EVERY))
    assert (found.kind, found.key, found.options) == ("some-stages", "stages", ("growing", "idea"))
    (fault,) = facets(service("s", running, stages=frozenset({"idea"})))
    assert (fault.kind, fault.fault) == ("no-stage", True)


def test_a_stage_that_implies_a_refused_size_is_refused() -> None:
    peopled = criterion("peopled", "size", "small", "large")
    (found,) = facets(service("s", peopled, stages=frozenset({"idea", "running"})))
    assert (found.kind, found.options) == ("some-stages", ("idea",))


def test_options_that_no_service_names() -> None:
    not_large = Condition("size", frozenset({"none", "small"}), no=frozenset({"large"}))
    one = service("s", Criterion("k", text("k"), "s", (not_large,)), sectors=frozenset({"retail"}))
    found = {gap.question: gap.options for gap in unnamed(small([one]))}
    assert found == {
        "stage": ("running", "growing"),
        "sector": ("horeca",),
        "profile": ("woman", "young"),
        "size": ("none", "small"),
    }


def test_elements_of_a_package_without_a_usable_service() -> None:
    ended, current = service("ended", status="ended"), service("current", stages=EVERY)
    start = package(("gone", ("ended",)), ("nothing", ()), ("fine", ("ended", "current")))
    whole: Catalogue = replace(small([ended, current]), packages={"start": start})
    reached = [reach(current, SMALL)]
    found = still_findings(whole, reached, weights(whole, reached))
    assert {(one.kind, one.file, one.key) for one in found if one.file.startswith("packages")} == {
        ("element-ended", "packages/start.toml", "part.part.element.gone.services"),
        ("element-empty", "packages/start.toml", "part.part.element.nothing.services"),
    }


def test_every_kind_is_explained() -> None:
    with writing.speaking(bare_app(), "nl"):
        titles = [kind_title(kind) for kind in (*FAULTS, *GAPS)]
    assert len(set(titles)) == len(FAULTS) + len(GAPS)
