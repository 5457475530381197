"""Near misses: the nearest first, each with what would really turn it around."""

from datetime import date

import pytest

from wizard.domain.advice import advise
from wizard.domain.catalogue import Catalogue
from wizard.domain.matching import judge
from wizard.domain.nearness import near_misses
from wizard.domain.truth import Truth

DAY = date(2026, 11, 21)
CALLERS = (
    {"stage": ["idea"], "sector": ["horeca"], "place": ["1080"]},
    {"stage": ["difficulty"], "sector": ["retail"], "place": ["elsewhere-be"], "size": ["medium"]},
    {"stage": ["growing"], "sector": ["ict-digital"], "place": ["1000"], "size": ["large"]},
    {"stage": ["handing-over"], "place": ["abroad"], "profile": ["none"], "venture": ["none"]},
)


@pytest.mark.parametrize("raw", CALLERS, ids=lambda raw: raw["stage"][0])
def test_every_excluded_service_is_a_near_miss_and_nothing_else(
    catalogue: Catalogue, raw: dict[str, list[str]]
) -> None:
    advice = advise(catalogue, catalogue.journey.replay(raw).answers, DAY)
    found = near_misses(advice, DAY.year)
    assert {one.service.key for one in found} == {one.key for one in advice.excluded}
    assert all(one.verdict.truth is Truth.NO for one in found)


@pytest.mark.parametrize("raw", CALLERS, ids=lambda raw: raw["stage"][0])
def test_fewer_failing_criteria_come_first(catalogue: Catalogue, raw: dict[str, list[str]]) -> None:
    advice = advise(catalogue, catalogue.journey.replay(raw).answers, DAY)
    failing = [
        sum(reason.truth is Truth.NO for reason in one.verdict.reasons)
        for one in near_misses(advice, DAY.year)
    ]
    assert failing == sorted(failing)
    assert failing, "these callers are refused by something"


@pytest.mark.parametrize("raw", CALLERS, ids=lambda raw: raw["stage"][0])
def test_the_change_named_does_turn_it_around(
    catalogue: Catalogue, raw: dict[str, list[str]]
) -> None:
    advice = advise(catalogue, catalogue.journey.replay(raw).answers, DAY)
    tried = 0
    for one in near_misses(advice, DAY.year):
        if one.flip is None:
            continue
        changed = {change.question: frozenset(change.options[:1]) for change in one.flip.changes}
        truth = judge(one.service, {**advice.known, **changed}).truth
        assert truth is not Truth.NO, one.service.key
        assert truth is Truth.YES or not one.flip.certain
        tried += 1
    assert tried


def test_only_so_many_as_asked(catalogue: Catalogue) -> None:
    advice = advise(catalogue, catalogue.journey.replay(CALLERS[1]).answers, DAY)
    assert near_misses(advice, DAY.year, 5) == near_misses(advice, DAY.year)[:5]
