"""What counts as one address, beside Python's own reading of addresses."""

from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.domain.lockout import source


@given(st.ip_addresses(v=4))
def test_an_older_address_is_itself(address: IPv4Address) -> None:
    assert source(str(address)) == str(address)
    assert source(f"::ffff:{address}") == str(address)


@given(st.ip_addresses(v=6))
def test_a_newer_address_is_its_network(address: IPv6Address) -> None:
    if address.ipv4_mapped is None:
        expected = str(ip_network((int(address), 64), strict=False))
        assert source(str(address)) == source(address.exploded.upper()) == expected


def test_all_of_one_network_are_one() -> None:
    found = {source(one) for one in ("2001:db8:1:2::3", "2001:DB8:1:2:ffff::", "2001:db8:1:2::%a")}
    assert found == {"2001:db8:1:2::/64"}


@pytest.mark.parametrize("words", ["", "unknown", ":", "1:2", "::1\0", "[::1]:80", "é::1"])
def test_what_is_no_address_counts_as_it_is(words: str) -> None:
    assert source(words) == words
