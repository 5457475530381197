"""The order of the list: one sort key, and first steps that spread."""

from collections.abc import Iterable, Sequence

from tests.domain.examples import service, text
from wizard.domain.answers import Known
from wizard.domain.bitsets import Tally
from wizard.domain.criteria import Condition, Criterion
from wizard.domain.first_steps import FirstSteps
from wizard.domain.ranking import Ranked, points
from wizard.domain.service import Service
from wizard.domain.standings import Standings
from wizard.domain.truth import Truth

YEAR = 2026


def rank(judged: Iterable[tuple[Service, Truth]], known: Known, year: int) -> list[Ranked]:
    """Return the list of services whose verdicts are these, in any order."""
    ordered = sorted(judged, key=lambda pair: pair[0].key)
    yes = sum((truth is Truth.YES) << place for place, (_, truth) in enumerate(ordered))
    no = sum((truth is Truth.NO) << place for place, (_, truth) in enumerate(ordered))
    standings = Standings([one for one, _ in ordered])
    return list(standings.order(Tally(yes, no), known, year))


def first_steps(ranked: Sequence[Ranked], known: Known) -> tuple[Ranked, ...]:
    """Return the first steps of a list in which every service has its place."""
    services = sorted((one.service for one in ranked), key=lambda one: one.key)
    return FirstSteps(Standings(services)).choose(ranked, known)


def known(**answers: str) -> dict[str, frozenset[str]]:
    return {key: frozenset(value.split()) for key, value in answers.items()}


def order(*services: object, **answers: str) -> list[str]:
    judged = [(one, Truth.YES) for one in services]
    return [one.service.key for one in rank(judged, known(**answers), YEAR)]  # type: ignore[arg-type]  # any services


def test_stage_before_need_before_sector() -> None:
    stage = service("stage", stages=frozenset({"running"}))
    need = service("need", stages=frozenset({"idea"}), needs=("permits",))
    assert order(need, stage, stage="running", need="permits")[0] == "stage"
    near = service("near", stages=frozenset({"running"}), needs=("permits",))
    sector = service("sector", stages=frozenset({"running"}), sectors=frozenset({"horeca"}))
    assert order(sector, near, stage="running", need="permits", sector="horeca") == [
        "near",
        "sector",
    ]


def test_specific_before_general() -> None:
    general = service("a-general")
    made_for = service("made-for", sectors=frozenset({"horeca"}))
    other = service("other", sectors=frozenset({"retail"}))
    assert order(general, other, made_for, sector="horeca") == ["made-for", "a-general", "other"]
    few = service("few", stages=frozenset({"idea"}))
    many = service("many", stages=frozenset({"idea", "running", "growing", "starting"}))
    assert order(many, few, stage="idea") == ["few", "many"]


def test_yes_before_unknown_and_no_is_left_out() -> None:
    judged = [
        (service("a"), Truth.UNKNOWN),
        (service("b"), Truth.YES),
        (service("c"), Truth.NO),
    ]
    assert [one.service.key for one in rank(judged, {}, YEAR)] == ["b", "a"]


def test_the_state_of_a_record_lowers_its_rank() -> None:
    states = ("active", "call", "unconfirmed", "planned")
    services = [service(state, status=state) for state in reversed(states)]
    assert order(*services) == list(states)
    assert order(service("old", as_of="2016"), service("young", as_of="2025")) == ["young", "old"]


def test_the_main_need_counts_more_than_another() -> None:
    main = service("main", needs=("permits", "legal"))
    also = service("also", needs=("legal", "permits"))
    assert order(also, main, need="permits") == ["main", "also"]


def test_equal_points_are_ordered_by_id() -> None:
    assert order(service("b"), service("c"), service("a")) == ["a", "b", "c"]


def test_unanswered_questions_add_nothing() -> None:
    one = service("a", sectors=frozenset({"horeca"}), profiles=frozenset({"woman"}))
    assert points(one, Truth.YES, {}, YEAR) == points(service("b"), Truth.YES, {}, YEAR)


def ranked(*services: object, **answers: str) -> tuple[list[Ranked], dict[str, frozenset[str]]]:
    facts = known(**answers)
    return rank([(one, Truth.YES) for one in services], facts, YEAR), facts  # type: ignore[misc]  # any services


def test_first_steps_are_spread_over_categories_and_at_most_five() -> None:
    same = [service(f"g{n}", prominence=3) for n in range(6)]
    others = [
        service(key, category=key, prominence=2) for key in ("finance", "training", "network")
    ]
    steps = first_steps(*ranked(*same, *others, stage="idea"))
    assert len(steps) <= 5
    assert {one.service.category for one in steps} >= {"guidance", "finance", "training"}


def test_a_planned_service_or_one_for_another_stage_is_no_first_step() -> None:
    planned = service("planned", status="planned", prominence=3)
    elsewhere = service("elsewhere", stages=frozenset({"running"}), prominence=3)
    steps = first_steps(*ranked(planned, elsewhere, service("a", prominence=2), stage="idea"))
    assert [one.service.key for one in steps] == ["a"]


def test_each_need_gets_a_step_when_it_can() -> None:
    permits = [
        service(f"permit{n}", needs=("permits",), category=f"c{n}", prominence=2) for n in range(5)
    ]
    legal = service("legal", needs=("legal",), prominence=1)
    steps = first_steps(*ranked(*permits, legal, stage="idea", need="permits legal"))
    assert "legal" in {one.service.key for one in steps}


def test_no_steps_without_services() -> None:
    assert first_steps([], {}) == ()


def test_a_service_for_rare_cases_is_no_first_step() -> None:
    rare = service("rare", prominence=0, needs=("crisis",))
    steps = first_steps(*ranked(rare, service("usual", prominence=3), stage="idea", need="crisis"))
    assert [one.service.key for one in steps] == ["usual"]


def test_an_unlikely_open_criterion_costs_more_than_a_likely_one() -> None:
    likely = Criterion("l", text("l"), "s", (Condition("place", frozenset("a"), share=0.9),))
    unlikely = Criterion("u", text("u"), "s", (Condition("profile", frozenset("b"), share=0.1),))
    region, group = service("region", likely), service("group", unlikely)
    at_open = points(region, Truth.UNKNOWN, {}, YEAR), points(group, Truth.UNKNOWN, {}, YEAR)
    assert points(region, Truth.YES, {}, YEAR) > at_open[0] > at_open[1]


def test_a_service_for_a_group_that_nobody_named_waits() -> None:
    women = Criterion("w", text("w"), "s", (Condition("profile", frozenset({"woman"}), share=0.1),))
    own = service("own", women, prominence=3)
    usual = service("usual", prominence=2)
    facts = known(stage="idea")
    open_list = rank([(own, Truth.UNKNOWN), (usual, Truth.YES)], facts, YEAR)
    assert [one.service.key for one in first_steps(open_list, facts)] == ["usual"]
    named = known(stage="idea", profile="woman")
    asked_for = rank([(own, Truth.YES), (usual, Truth.YES)], named, YEAR)
    assert "own" in {one.service.key for one in first_steps(asked_for, named)}


def test_a_lesser_known_service_is_named_first_only_if_it_answers_something() -> None:
    lesser = service("lesser", needs=("permits",), prominence=1)
    usual = service("usual", prominence=2)
    assert [s.service.key for s in first_steps(*ranked(lesser, usual, stage="idea"))] == ["usual"]
    steps = first_steps(*ranked(lesser, usual, stage="idea", need="permits"))
    assert "lesser" in {one.service.key for one in steps}
