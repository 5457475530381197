"""The journey: replay, skipping, canonical answers."""

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.examples import JOURNEY, raw_answers
from wizard.domain.answers import Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.journey import Journey
from wizard.domain.question import Question


def replay(**raw: list[str]) -> Answers:
    return JOURNEY.replay(raw).answers


def test_answers_come_out_in_the_order_of_the_journey_and_of_the_list() -> None:
    answers = replay(profile=["young", "woman"], stage=["running"])
    assert answers.query() == [("stage", "running"), ("profile", "woman"), ("profile", "young")]


def test_a_skipped_question_is_not_unknown() -> None:
    known = JOURNEY.known(replay(stage=["idea"]))
    assert known == {"stage": {"idea"}, "size": {"none"}}


def test_unsure_is_unknown_but_answered() -> None:
    answers = replay(stage=["running"], size=["unsure"])
    assert "size" not in JOURNEY.known(answers)
    assert [question.key for question in JOURNEY.open_questions(answers)] == ["profile"]


def test_an_answer_to_a_question_that_does_not_apply_is_dropped_and_reported() -> None:
    outcome = JOURNEY.replay({"stage": ["idea"], "size": ["small"]})
    assert outcome.answers.query() == [("stage", "idea")]
    assert outcome.skipped == ("size",)


def test_wrong_values_are_reported_and_the_rest_is_kept() -> None:
    outcome = JOURNEY.replay(
        {"stage": ["idea", "running"], "profile": ["woman", "none", "?"], "colour": ["red"]}
    )
    assert outcome.answers.query() == [("stage", "idea"), ("profile", "woman")]
    assert [(p.question, p.value, p.kind) for p in outcome.problems] == [
        ("stage", "running", "only-one"),
        ("profile", "?", "not-an-option"),
        ("profile", "none", "not-together"),
    ]


def test_unsure_beside_none_leaves_none() -> None:
    assert replay(profile=["unsure", "none"]).of("profile") == ("none",)


def test_the_city_of_brussels_has_four_postcodes(catalogue: Catalogue) -> None:
    for code in ("1000", "1020", "1120", "1130"):
        answers = catalogue.journey.replay({"place": [code]}).answers
        assert answers.of("place") == ("1000",)


@given(raw_answers(JOURNEY))
def test_replaying_canonical_answers_changes_nothing(raw: dict[str, list[str]]) -> None:
    once = JOURNEY.replay(raw).answers
    again = JOURNEY.replay(once.raw())
    assert again.answers == once
    assert not again.problems
    assert not again.skipped


@given(raw_answers(JOURNEY), st.sampled_from(JOURNEY.questions), st.data())
def test_changing_an_answer_is_a_fresh_run_with_those_answers(
    raw: dict[str, list[str]], question: Question, data: st.DataObject
) -> None:
    key, value = question.key, data.draw(st.sampled_from(question.allowed))
    answers = JOURNEY.replay(raw).answers
    changed = JOURNEY.with_answer(answers, key, [value])
    fresh = JOURNEY.replay({**answers.raw(), key: (value,)}).answers
    assert changed == fresh
    assert JOURNEY.known(changed) == JOURNEY.known(fresh)


def every_walk_ends(journey: Journey) -> int:
    """Walk all first options; return the number of questions of the longest walk."""
    longest = 0
    for index in range(4):
        answers, asked = Answers(), 0
        while open_questions := journey.open_questions(answers):
            question = open_questions[0]
            value = question.allowed[min(index, len(question.allowed) - 1)]
            answers = journey.with_answer(answers, question.key, [value])
            asked += 1
            assert asked <= len(journey.questions)
        longest = max(longest, asked)
    return longest


def test_every_walk_ends(catalogue: Catalogue) -> None:
    assert every_walk_ends(JOURNEY) == 3
    assert every_walk_ends(catalogue.journey) <= 8
