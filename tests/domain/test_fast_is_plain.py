"""What is computed for all services at once is what the plain definition gives, exactly."""

import random
import threading
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain import reference_advice, reference_inquiry, reference_ranking
from tests.domain.examples import raw_answers
from tests.domain.odd_catalogues import JOURNEY, catalogue_of, odd_catalogues
from wizard.bench.synthetic import with_criteria
from wizard.domain.advice import advise
from wizard.domain.answers import Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.inquiry import outlooks
from wizard.domain.ranking import points
from wizard.domain.truth import Truth

DAY = date(2026, 11, 21)


def as_words(ranked: object) -> list[tuple[str, Truth, int]]:
    return [(one.service.key, one.truth, one.points) for one in ranked]  # type: ignore[attr-defined]  # any ranked


def compare(catalogue: Catalogue, answers: Answers, day: date = DAY) -> None:
    """Hold everything that the advice says to the plain one."""
    plain, fast = (
        reference_advice.advise(catalogue, answers, day.year),
        advise(catalogue, answers, day),
    )
    known = catalogue.journey.known(answers)
    assert catalogue.masks.tally(known) == reference_advice.tally(catalogue.current, known)
    assert as_words(fast.ranked) == as_words(plain.ranked)
    assert list(fast.excluded) == plain.excluded
    assert as_words(fast.first_steps) == as_words(plain.first_steps)
    assert [(g.category, as_words(g.shown), as_words(g.rest)) for g in fast.groups] == [
        (category, as_words(shown), as_words(rest)) for category, shown, rest in plain.groups
    ]
    assert (fast.counts.yes, fast.counts.unknown, fast.counts.no) == plain.counts
    assert fast.outlooks == outlooks(catalogue, answers)
    assert fast.outlooks == reference_inquiry.outlooks(catalogue, answers)


@settings(max_examples=200, deadline=None)
@given(odd_catalogues(), raw_answers(JOURNEY), st.integers(2010, 2040))
def test_on_catalogues_of_any_shape(
    catalogue: Catalogue, raw: dict[str, list[str]], year: int
) -> None:
    compare(catalogue, JOURNEY.replay(raw).answers, date(year, 1, 31))


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(st.data())
def test_on_the_shipped_catalogue(catalogue: Catalogue, data: st.DataObject) -> None:
    raw = data.draw(raw_answers(catalogue.journey))
    compare(catalogue, catalogue.journey.replay(raw).answers)


def test_on_a_larger_catalogue_with_varied_criteria(catalogue: Catalogue) -> None:
    seed = random.randrange(10**9)
    print("seed", seed)
    chance = random.Random(seed)
    larger = with_criteria(catalogue, 500, seed)
    for _ in range(8):
        raw = {
            question.key: chance.sample(question.allowed, chance.choice((1, 1, 2)))
            for question in catalogue.journey.questions
            if chance.random() < 0.7
        }
        compare(larger, catalogue.journey.replay(raw).answers)


@settings(max_examples=100, deadline=None)
@given(odd_catalogues(), raw_answers(JOURNEY), st.sampled_from(Truth))
def test_the_points_of_one_service_are_the_plain_ones(
    catalogue: Catalogue, raw: dict[str, list[str]], truth: Truth
) -> None:
    known = JOURNEY.known(JOURNEY.replay(raw).answers)
    for one in catalogue.current:
        expected = reference_ranking.points(one, truth, known, DAY.year)
        assert points(one, truth, known, DAY.year) == expected


def test_an_empty_catalogue_has_an_empty_list() -> None:
    compare(catalogue_of(), Answers())


def test_many_threads_get_what_one_gets(catalogue: Catalogue) -> None:
    """Two editions, eight threads, answers of all kinds: nobody sees another's."""
    seed = random.randrange(10**9)
    print("seed", seed)
    chance = random.Random(seed)
    editions = (with_criteria(catalogue, 120, 1), with_criteria(catalogue, 120, 2))
    crowd = [
        catalogue.journey.replay(
            {q.key: chance.sample(q.allowed, 2) for q in catalogue.journey.questions}
        ).answers
        for _ in range(100)
    ]
    right = [[_said(one, answers) for answers in crowd] for one in (_fresh(e) for e in editions)]
    failures: list[int] = []

    def work(start: int) -> None:
        for number in range(len(crowd)):
            at = (number * 7 + start * 31) % len(crowd)
            for edition, expected in zip(editions, right, strict=True):
                if _said(edition, crowd[at]) != expected[at]:
                    failures.append(at)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def _fresh(catalogue: Catalogue) -> Catalogue:
    """Return the same catalogue with nothing remembered."""
    return catalogue_of(*catalogue.services.values(), journey=catalogue.journey)


def _said(catalogue: Catalogue, answers: Answers) -> object:
    advice = advise(catalogue, answers, DAY)
    return as_words(advice.ranked), as_words(advice.first_steps), advice.outlooks
