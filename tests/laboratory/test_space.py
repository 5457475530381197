"""The few representatives stand for everybody: checked with the enumeration of all subsets."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.laboratory.small import conditions, everybody, journeys
from wizard.domain.answers import Known
from wizard.domain.catalogue import Catalogue
from wizard.domain.coverage.space import choices, people
from wizard.domain.criteria import Condition
from wizard.domain.journey import Journey
from wizard.domain.truth import Truth

Truths = tuple[Truth, ...]


def truths(wanted: list[Condition], known: Known) -> Truths:
    return tuple(one.truth(known) for one in wanted)


def drawn(data: st.DataObject, journey: Journey) -> list[Condition]:
    one = st.sampled_from(journey.questions).flatmap(conditions)
    return data.draw(st.lists(one, max_size=4), label="conditions")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(journeys(), st.booleans(), st.data())
def test_representatives_give_the_truths_of_everybody_with_their_number(
    journey: Journey, unsure: bool, data: st.DataObject
) -> None:
    wanted = drawn(data, journey)
    plain = Counter(truths(wanted, known) for known in everybody(journey, unsure=unsure))
    found: Counter[Truths] = Counter()
    for one in people(journey, wanted, unsure=unsure, everything=True):
        found[truths(wanted, one.known)] += one.count
    assert found == plain


@settings(max_examples=200, deadline=None, derandomize=True)
@given(journeys(), st.data())
def test_questions_that_are_not_concerned_may_be_left_out(
    journey: Journey, data: st.DataObject
) -> None:
    wanted = drawn(data, journey)
    plain = {truths(wanted, known) for known in everybody(journey)}
    assert {truths(wanted, one.known) for one in people(journey, wanted)} == plain


@settings(max_examples=200, deadline=None, derandomize=True)
@given(journeys(), st.data())
def test_a_given_answer_keeps_those_who_can_give_it(journey: Journey, data: st.DataObject) -> None:
    wanted = drawn(data, journey)
    asked = data.draw(st.sampled_from(journey.questions))
    option = frozenset({data.draw(st.sampled_from([one.key for one in asked.options]))})
    plain = {
        truths(wanted, known) for known in everybody(journey) if known.get(asked.key) == option
    }
    found = {
        truths(wanted, one.known) for one in people(journey, wanted, given={asked.key: option})
    }
    assert found == plain


@settings(max_examples=100, deadline=None, derandomize=True)
@given(journeys(), st.data())
def test_every_representative_is_an_answer_that_can_be_given(
    journey: Journey, data: st.DataObject
) -> None:
    wanted = drawn(data, journey)
    for one in people(journey, wanted, everything=True):
        asked = {
            key: sorted(chosen)
            for key, chosen in one.known.items()
            if (question := journey.question(key)) is not None
            and question.applies(one.known) is not Truth.NO
        }
        replay = journey.replay(asked)
        assert (replay.problems, replay.skipped) == ((), ())
        assert journey.known(replay.answers) == one.known


def test_the_choices_of_the_shipped_journey_are_few(catalogue: Catalogue) -> None:
    sector = catalogue.journey.question("sector")
    assert sector is not None
    shops = Condition("sector", frozenset({"retail"}), frozenset({"horeca", "other"}))
    found = choices(sector, [shops])
    assert [len(one.answer or ()) for one in found] == [1, 1, 1]
    assert sum(one.count for one in found) == 2**16 - 1
