"""Addresses and numbers: what passes is certainly one, and fits into a header as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.domain.addresses import AddressError, mail_address, phone_number

MAIL = [
    ("jan@example.be", "jan@example.be"),
    ("  jan@example.be ", "jan@example.be"),
    ("Jan.Peeters+1819@Example.BE", "Jan.Peeters+1819@example.be"),
    ("o'neill@sub.domain.example.brussels", "o'neill@sub.domain.example.brussels"),
    ("info@café.be", "info@xn--caf-dma.be"),
    ("a@xn--caf-dma.be", "a@xn--caf-dma.be"),
    ("1@2.be", "1@2.be"),
]
NO_MAIL = [
    "",
    "jan",
    "jan@",
    "@example.be",
    "jan@example",
    "jan@@example.be",
    "jan@example.be@example.be",
    "jan@example.be,an@example.be",
    "jan@example.be;an@example.be",
    "jan peeters@example.be",
    "jan@exam ple.be",
    "<jan@example.be>",
    "Jan <jan@example.be>",
    '"jan"@example.be',
    "jan(x)@example.be",
    ".jan@example.be",
    "jan.@example.be",
    "ja..n@example.be",
    "jan@.example.be",
    "jan@example..be",
    "jan@example.be.",
    "jan@-example.be",
    "jan@example-.be",
    "jan@exam_ple.be",
    "jan@192.168.1.1",
    "jan@[192.168.1.1]",
    "jan@example.1",
    "janné@example.be",
    "jan@straße.de",
    "jan@example.be\nBcc: eve@example.be",
    "jan\r\nBcc: eve@example.be",
    "jan@example.be\x00",
    f"{'a' * 65}@example.be",
    f"jan@{'a' * 64}.be",
    f"jan@{'.'.join(['a' * 60] * 5)}.be",
]


@pytest.mark.parametrize(("typed", "address"), MAIL)
def test_an_address_passes(typed: str, address: str) -> None:
    assert mail_address(typed) == address


@pytest.mark.parametrize("typed", NO_MAIL)
def test_what_is_no_address_does_not(typed: str) -> None:
    with pytest.raises(AddressError) as error:
        mail_address(typed)
    assert not typed or typed not in str(error.value), "an address may not get into a log"


@given(st.one_of(st.text(max_size=40), st.emails(), st.from_regex(r"[^@]+@[^@]+\.[a-z]+")))
def test_what_passes_is_one_line_in_ascii_with_one_at(typed: str) -> None:
    try:
        found = mail_address(typed)
    except AddressError:
        return
    assert found.isascii()
    assert found.isprintable()
    assert not set(found) & set(' ,;:<>()[]\\"')
    assert found.count("@") == 1
    assert len(found) <= 254
    assert mail_address(found) == found


NUMBERS = [
    ("0470 12 34 56", "+32470123456"),
    ("0470/12.34.56", "+32470123456"),
    ("+32 470 12 34 56", "+32470123456"),
    ("0032 (0)470 12 34 56", "+32470123456"),
    ("+32 (0)2 123 45 67", "+3221234567"),
    ("+33 6 12 34 56 78", "+33612345678"),
    ("00 31 6-12345678", "+31612345678"),
]


@pytest.mark.parametrize(("typed", "number"), NUMBERS)
def test_a_number_passes(typed: str, number: str) -> None:
    assert phone_number(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "1819", "112", "0470", "470123456", "0470 12 34 5a", "+0470123456", "٠٤٧٠١٢٣٤٥٦"]
)
def test_what_is_no_number_does_not(typed: str) -> None:
    with pytest.raises(AddressError):
        phone_number(typed)


@given(st.text(st.sampled_from("0123456789+-/.() \n"), max_size=25))
def test_what_passes_is_a_plus_and_digits(typed: str) -> None:
    try:
        found = phone_number(typed)
    except AddressError:
        return
    assert found[0] == "+"
    assert found[1:].isdigit()
    assert 8 <= len(found[1:]) <= 15
    assert phone_number(found) == found
