"""Verdicts: reasons, flips, and the laws that hold for every catalogue."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.examples import JOURNEY, criterion, raw_answers, service
from wizard.domain.answers import Known
from wizard.domain.bitsets import Masks
from wizard.domain.catalogue import Catalogue
from wizard.domain.criteria import Condition, Criterion
from wizard.domain.matching import judge, smallest_flip
from wizard.domain.truth import Truth

WOMEN = criterion("women", "profile", "woman")
SMALL = criterion("small", "size", "none", maybe=("small",))


def known(**answers: str) -> Known:
    return {key: frozenset(value.split()) for key, value in answers.items()}


def test_no_criteria_means_open_to_everybody() -> None:
    assert judge(service("a"), {}).truth is Truth.YES


def test_an_unanswered_question_keeps_the_service_possible_and_says_what_to_ask() -> None:
    verdict = judge(service("a", WOMEN, SMALL), known(size="none"))
    assert verdict.truth is Truth.UNKNOWN
    assert verdict.met == 1
    assert verdict.reasons[0].tell_us == ("profile",)


def test_a_detail_that_is_not_asked_stays_unknown_whatever_is_answered() -> None:
    (reason,) = judge(service("a", SMALL), known(size="small")).reasons
    assert (reason.truth, reason.detail, reason.tell_us) == (Truth.UNKNOWN, True, ())


def test_one_no_decides_and_names_the_answer_and_the_smallest_change() -> None:
    either = Criterion(
        "either",
        WOMEN.label,
        "s",
        (
            Condition("size", frozenset({"none", "small"})),
            Condition("profile", frozenset({"young"})),
        ),
    )
    verdict = judge(service("a", either, WOMEN), known(size="large", profile="none"))
    assert verdict.truth is Truth.NO
    first = verdict.reasons[0]
    assert first.excluded_by == ("size", "profile")
    assert first.flip is not None
    assert first.flip.question == "profile"


def test_with_several_answers_one_that_fits_is_enough() -> None:
    assert judge(service("a", WOMEN), known(profile="young woman")).truth is Truth.YES


def test_other_sector_may_mean_not_known_yet() -> None:
    sector = criterion("shop", "sector", "retail", maybe=("other",))
    (reason,) = judge(service("a", sector), known(sector="other")).reasons
    assert (reason.truth, reason.tell_us, reason.detail) == (Truth.UNKNOWN, ("sector",), False)


@given(raw_answers(JOURNEY))
def test_applying_the_flip_makes_the_criterion_hold(raw: dict[str, list[str]]) -> None:
    facts = JOURNEY.known(JOURNEY.replay(raw).answers)
    for reason in judge(service("a", WOMEN, SMALL), facts).reasons:
        if reason.flip is not None:
            changed = {**facts, reason.flip.question: reason.flip.yes}
            assert reason.criterion.truth(changed) is Truth.YES


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_bit_sets_and_explanations_agree(catalogue: Catalogue, data: st.DataObject) -> None:
    raw = data.draw(raw_answers(catalogue.journey))
    facts = catalogue.journey.known(catalogue.journey.replay(raw).answers)
    tally = catalogue.masks.tally(facts)
    for position, one in enumerate(catalogue.current):
        truth = judge(one, facts).truth
        assert bool(tally.yes >> position & 1) is (truth is Truth.YES), one.key
        assert bool(tally.no >> position & 1) is (truth is Truth.NO), one.key


def test_an_option_that_excludes_by_name_beside_one_that_fits_leaves_it_open() -> None:
    firm = Criterion(
        "firm",
        WOMEN.label,
        "s",
        (Condition("profile", frozenset({"young", "none"}), no=frozenset({"woman"})),),
    )
    masks = Masks.of([service("a", firm)])
    for chosen, truth in (
        ("young", Truth.YES),
        ("none", Truth.YES),
        ("woman", Truth.NO),
        ("woman young", Truth.UNKNOWN),
    ):
        facts = known(profile=chosen)
        assert judge(service("a", firm), facts).truth is truth, chosen
        tally = masks.tally(facts)
        assert (tally.yes, tally.no) == (truth is Truth.YES, truth is Truth.NO), chosen


def test_every_option_of_the_catalogue_is_one_that_its_question_takes(
    catalogue: Catalogue,
) -> None:
    for one in catalogue.services.values():
        for rule in one.criteria:
            for condition in rule.conditions:
                question = catalogue.journey.question(condition.question)
                assert question is not None
                named = condition.yes | condition.maybe | condition.no
                assert named <= set(question.allowed), (one.key, rule.key)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_what_a_flip_promises_comes_true(catalogue: Catalogue, data: st.DataObject) -> None:
    raw = data.draw(raw_answers(catalogue.journey))
    facts = catalogue.journey.known(catalogue.journey.replay(raw).answers)
    for one in catalogue.current:
        verdict = judge(one, facts)
        flip = smallest_flip(one, verdict, facts)
        if verdict.truth is not Truth.NO:
            assert flip is None
        if flip is not None:
            answers = {change.question: frozenset(change.options[:1]) for change in flip.changes}
            truth = judge(one, {**facts, **answers}).truth
            assert truth is not Truth.NO, (one.key, flip)
            assert not flip.certain or truth is Truth.YES, (one.key, flip)


def test_no_flip_where_two_rules_want_different_answers() -> None:
    idea, running = criterion("i", "stage", "idea"), criterion("r", "stage", "running")
    one = service("a", idea, running)
    assert smallest_flip(one, judge(one, known(stage="growing")), known(stage="growing")) is None


def test_masks_of_nothing() -> None:
    tally = Masks.of([]).tally({})
    assert (tally.yes, tally.no, tally.settled) == (0, 0, 0)


def test_one_more_answer_never_reverses_a_verdict(catalogue: Catalogue) -> None:
    """Random walks over the shipped catalogue, each answer one more in journey order."""
    seed = random.randrange(10**9)
    print("seed", seed)
    chance = random.Random(seed)
    for _ in range(300):
        raw: dict[str, list[str]] = {}
        before = catalogue.masks.tally({})
        for question in catalogue.journey.questions:
            count = chance.choice([1, 1, 2]) if question.kind == "many" else 1
            raw[question.key] = chance.sample(question.allowed, count)
            answers = catalogue.journey.replay(raw).answers
            after = catalogue.masks.tally(catalogue.journey.known(answers))
            assert before.yes & ~after.yes == 0, (seed, raw)
            assert before.no & ~after.no == 0, (seed, raw)
            before = after
