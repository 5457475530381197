"""The faults of criteria are those that plain enumeration of everybody finds."""

from dataclasses import replace

from hypothesis import given, settings

from tests.domain.examples import criterion, service, text
from tests.laboratory.small import SMALL, catalogue, everybody, services
from wizard.domain.answers import Known
from wizard.domain.coverage.asking import asking_findings, decides, weights
from wizard.domain.coverage.facets import facet_findings
from wizard.domain.coverage.findings import Finding, named
from wizard.domain.coverage.rules import reach, rule_findings
from wizard.domain.criteria import Condition, Criterion
from wizard.domain.matching import judge
from wizard.domain.service import Service
from wizard.domain.truth import Truth

PEOPLE = list(everybody(SMALL))
WITH_UNSURE = list(everybody(SMALL, unsure=True))
FIXED = {"always-yes": {Truth.YES}, "always-no": {Truth.NO}, "always-open": {Truth.UNKNOWN}}


def findings(one: Service) -> list[Finding]:
    return rule_findings(catalogue([one]), [reach(one, SMALL)])


def keys(found: list[Finding], *kinds: str) -> set[str]:
    return {one.key.removeprefix("criteria.") for one in found if one.kind in kinds}


def truths(one: Service, crowd: list[Known]) -> list[Truth]:
    return [judge(one, known).truth for known in crowd]


@settings(max_examples=80, deadline=None, derandomize=True)
@given(services("s"))
def test_reach_and_criteria_that_never_decide(one: Service) -> None:
    found, verdicts = findings(one), set(truths(one, PEOPLE))
    assert reach(one, SMALL).verdicts == verdicts
    for kind, only in FIXED.items():
        plain = {c.key for c in one.criteria if {c.truth(known) for known in PEOPLE} == only}
        assert keys(found, kind) == plain
    nobody = bool(keys(found, "unreachable", "implied-closes", "always-no"))
    assert nobody is (verdicts == {Truth.NO})


@settings(max_examples=80, deadline=None, derandomize=True)
@given(services("s"))
def test_without_the_redundant_criteria_every_verdict_is_the_same(one: Service) -> None:
    found = findings(one)
    gone = keys(found, "redundant")
    left = replace(one, criteria=tuple(c for c in one.criteria if c.key not in gone))
    assert truths(one, WITH_UNSURE) == truths(left, WITH_UNSURE)
    idle = keys(found, *FIXED)
    for criterion_ in left.criteria if set(truths(one, PEOPLE)) != {Truth.NO} else ():
        fewer = replace(left, criteria=tuple(c for c in left.criteria if c is not criterion_))
        needed = truths(one, WITH_UNSURE) != truths(fewer, WITH_UNSURE)
        assert needed or criterion_.key in idle or not fewer.criteria


@settings(max_examples=60, deadline=None, derandomize=True)
@given(services("s"))
def test_options_are_needless_that_may_be_moved_unnoticed(one: Service) -> None:
    found = findings(one)
    needless = {
        (entry.key.removeprefix("criteria."), entry.question, option)
        for entry in found
        if entry.kind in ("dead-option", "overlapped-option")
        for option in entry.options
    }
    skipped = keys(found, "redundant", *FIXED)
    before = truths(one, PEOPLE)
    for rule in one.criteria if set(before) != {Truth.NO} else ():
        for condition in rule.conditions if rule.key not in skipped else ():
            for option in named(condition):
                moved = [
                    truths(changed(one, rule, condition, option, to), PEOPLE) for to in ("yes", "")
                ]
                unnoticed = all(after == before for after in moved)
                assert ((rule.key, condition.question, option) in needless) is unnoticed


def changed(one: Service, rule: Criterion, old: Condition, option: str, to: str) -> Service:
    """Return the service with an option of a condition moved to `yes`, or taken out."""
    out = {kind: getattr(old, kind) - {option} for kind in ("yes", "maybe", "no")}
    if to:
        out[to] |= {option}
    new = replace(old, **out)
    rules = [
        replace(c, conditions=tuple(new if x is old else x for x in c.conditions))
        if c is rule
        else c
        for c in one.criteria
    ]
    return replace(one, criteria=tuple(rules))


@settings(max_examples=80, deadline=None, derandomize=True)
@given(services("s"))
def test_refused_facets_and_the_weight_of_questions(one: Service) -> None:
    whole, reached = catalogue([one]), reach(one, SMALL)
    found = {
        (entry.question, option)
        for entry in facet_findings(whole, [reached])
        for option in entry.options
    }
    made = {"stage": one.stages, "sector": one.sectors, "profile": one.profiles}
    if reached.reachable:
        assert found == {
            (question, option)
            for question, options in made.items()
            for option in options
            if {
                judge(one, known).truth
                for known in PEOPLE
                if known[question] == frozenset({option})
            }
            == {Truth.NO}
        }
    for question in SMALL.questions:
        assert decides(question.key, reached) is plainly_decides(one, question.key)


def plainly_decides(one: Service, question: str) -> bool:
    """Return whether two people with different answers to one question differ in the verdict."""
    seen: dict[object, set[Truth]] = {}
    for known in PEOPLE:
        rest = frozenset(pair for pair in known.items() if pair[0] != question)
        seen.setdefault(rest, set()).add(judge(one, known).truth)
    return any(len(found) > 1 for found in seen.values())


def test_an_option_that_the_same_question_settles_elsewhere_is_no_fault() -> None:
    general = criterion("general", "stage", "idea", "running")
    special = criterion("special", "stage", "running", "growing")
    found = findings(service("s", general, special))
    assert {(one.kind, one.key, one.options) for one in found} == {
        ("overlapped-option", "criteria.general", ("idea",)),
        ("overlapped-option", "criteria.special", ("growing",)),
    }
    assert not any(one.fault for one in found)


def test_an_option_of_a_shared_criterion_counts_where_it_decides() -> None:
    shared = criterion("shared", "stage", "idea", "running")
    wide, narrow = (
        service("wide", shared),
        service("narrow", shared, criterion("x", "size", "large")),
    )
    alone = rule_findings(catalogue([narrow]), [reach(narrow, SMALL)])
    assert [(one.kind, one.options) for one in alone] == [("dead-option", ("idea",))]
    both = catalogue([wide, narrow])
    assert rule_findings(both, [reach(one, SMALL) for one in (wide, narrow)]) == []


def test_a_condition_that_a_detail_decides_is_no_dead_end() -> None:
    open_rule = criterion("open", "stage", maybe=("idea", "running", "growing"))
    assert [one.kind for one in findings(service("s", open_rule))] == ["always-open"]
    nowhere = Criterion("k", text("k"), "s", (Condition("colour", frozenset({"red"})),))
    (found,) = findings(service("s", nowhere))
    assert (found.kind, found.question) == ("dead-end", "colour")


def test_a_service_without_criteria_has_no_faults() -> None:
    one = service("s")
    assert findings(one) == []
    weighed = weights(catalogue([one]), [reach(one, SMALL)])
    assert {x.question for x in asking_findings(SMALL, weighed)} == {"sector", "profile", "size"}
