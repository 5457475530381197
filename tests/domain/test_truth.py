"""Kleene's tables, whole: three values in every combination."""

import itertools

import pytest

from wizard.domain.truth import Truth, all_of, any_of

NO, UNKNOWN, YES = Truth.NO, Truth.UNKNOWN, Truth.YES

AND = {
    (NO, NO): NO, (NO, UNKNOWN): NO, (NO, YES): NO,
    (UNKNOWN, NO): NO, (UNKNOWN, UNKNOWN): UNKNOWN, (UNKNOWN, YES): UNKNOWN,
    (YES, NO): NO, (YES, UNKNOWN): UNKNOWN, (YES, YES): YES,
}  # fmt: skip
OR = {
    (NO, NO): NO, (NO, UNKNOWN): UNKNOWN, (NO, YES): YES,
    (UNKNOWN, NO): UNKNOWN, (UNKNOWN, UNKNOWN): UNKNOWN, (UNKNOWN, YES): YES,
    (YES, NO): YES, (YES, UNKNOWN): YES, (YES, YES): YES,
}  # fmt: skip


@pytest.mark.parametrize(("pair", "expected"), AND.items())
def test_and(pair: tuple[Truth, Truth], expected: Truth) -> None:
    assert all_of(pair) is expected


@pytest.mark.parametrize(("pair", "expected"), OR.items())
def test_or(pair: tuple[Truth, Truth], expected: Truth) -> None:
    assert any_of(pair) is expected


def test_nothing_to_hold_holds_and_nothing_to_choose_fails() -> None:
    assert all_of([]) is YES
    assert any_of([]) is NO


def test_order_of_three_does_not_matter() -> None:
    for three in itertools.product(Truth, repeat=3):
        assert len({all_of(order) for order in itertools.permutations(three)}) == 1
        assert len({any_of(order) for order in itertools.permutations(three)}) == 1


def test_keys_are_the_words_of_the_api() -> None:
    assert [truth.key for truth in Truth] == ["no", "unknown", "yes"]
