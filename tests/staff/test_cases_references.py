"""A reference can be said and typed; every single mistake is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.domain.references import (
    ALPHABET,
    HOW_MANY,
    LENGTH,
    WrongReferenceError,
    read_reference,
    reference,
    said,
)

pytestmark = pytest.mark.databases("sqlite", "postgresql")

NUMBERS = st.integers(0, HOW_MANY - 1)


def fault(typed: str) -> str:
    """Return what is wrong with a reference; "" if nothing is."""
    try:
        read_reference(typed)
    except WrongReferenceError as error:
        return error.fault
    return ""


@given(NUMBERS)
def test_a_reference_is_read_as_it_was_given(number: int) -> None:
    code = reference(number)
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    for typed in (code, code.lower(), said(code), " ".join(code), f" {code[:2]}-{code[2:]}. "):
        assert read_reference(typed) == code


@given(NUMBERS, NUMBERS)
def test_two_numbers_have_two_references(one: int, other: int) -> None:
    assert (reference(one) == reference(other)) == (one == other)


@given(NUMBERS, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_always_found(number: int, place: int, sign: str) -> None:
    code = reference(number)
    wrong = code[:place] + sign + code[place + 1 :]
    assert fault(wrong) == ("" if wrong == code else "check")


@given(NUMBERS, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_two_signs_that_changed_places_are_always_found(number: int, one: int, other: int) -> None:
    signs = list(reference(number))
    signs[one], signs[other] = signs[other], signs[one]
    wrong = "".join(signs)
    assert fault(wrong) == ("" if wrong == reference(number) else "check")


@given(NUMBERS, st.integers(0, LENGTH - 1))
def test_a_sign_too_many_or_too_few_is_found(number: int, place: int) -> None:
    code = reference(number)
    assert fault(code[:place] + code[place + 1 :]) == "length"
    assert fault(code[:place] + code[place] + code[place:]) == "length"


@pytest.mark.parametrize(
    "sign", sorted(set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789é/") - set(ALPHABET))
)
def test_a_sign_that_never_occurs_is_named(sign: str) -> None:
    with pytest.raises(WrongReferenceError) as caught:
        read_reference(f"222 22{sign}2")
    assert (caught.value.fault, caught.value.sign) == ("sign", sign.upper())


@pytest.mark.parametrize("typed", ["", "  ", " - . "])
def test_nothing_is_no_reference(typed: str) -> None:
    assert fault(typed) == "empty"


@pytest.mark.parametrize("number", [-1, HOW_MANY])
def test_a_number_out_of_range_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="from 0 to"):
        reference(number)


@given(st.text(max_size=30))
def test_any_text_is_a_reference_or_says_why_not(typed: str) -> None:
    if not fault(typed):
        assert len(read_reference(typed)) == LENGTH


def test_no_word_can_come_about_and_nothing_looks_alike() -> None:
    assert not set(ALPHABET) & set("AEIOUY01LZSB")
    assert len(ALPHABET) == 23, "the check needs a prime number of signs"
