"""Columns of numbers in one integer: what is put in comes out, and adds up."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.domain.lanes import Lanes, bit_set, digits

NUMBERS = st.integers(-10_000, 10_000)
COLUMNS = st.lists(st.tuples(NUMBERS, NUMBERS, st.booleans()), max_size=40)


@given(COLUMNS)
def test_columns_add_up_place_by_place(rows: list[tuple[int, int, bool]]) -> None:
    lanes = Lanes.of(len(rows))
    first, second = ([row[at] for row in rows] for at in (0, 1))
    total = lanes.column(first) + lanes.column(second) - 3 * lanes.ones
    assert lanes.read(total) == tuple(a + b - 3 for a, b in zip(first, second, strict=True))


@given(COLUMNS)
def test_a_set_is_weighed_and_chooses(rows: list[tuple[int, int, bool]]) -> None:
    lanes = Lanes.of(len(rows))
    chosen = lanes.spread(bit_set(place for place, row in enumerate(rows) if row[2]))
    assert lanes.read(-7 * chosen) == tuple(-7 * row[2] for row in rows)
    column = lanes.column([row[0] for row in rows], chosen)
    assert lanes.read(column) == tuple(row[0] * row[2] for row in rows)


@given(st.lists(st.booleans(), max_size=40))
def test_a_bit_set_has_its_digits_in_order(flags: list[bool]) -> None:
    bits = bit_set(place for place, flag in enumerate(flags) if flag)
    assert bits == sum(flag << place for place, flag in enumerate(flags))
    assert list(digits(bits, len(flags))) == [int(flag) for flag in flags]


@given(st.lists(st.integers(0, 300)))
def test_the_places_of_a_bit_set_may_come_in_any_order_and_twice(places: list[int]) -> None:
    assert bit_set(places) == sum(1 << place for place in set(places))


@pytest.mark.parametrize("numbers", [[40_000], [-40_000], [], [1, 2]])
def test_what_does_not_fit_is_refused(numbers: list[int]) -> None:
    with pytest.raises(struct.error):
        Lanes.of(1).column(numbers)
