"""The parts of the partner's pages that need no page: signatures, and tries that are counted."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import URLSafeTimedSerializer

from wizard.application.ports_referrals import ForgedLinkError
from wizard.web import tries
from wizard.web.partner_links import SignedLinks
from wizard.web.tries import Tries

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
LINKS = SignedLinks("only for tests", lambda: NOW)
URL_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."


@given(st.text(URL_SAFE, min_size=1, max_size=40))
def test_what_was_signed_is_read_again(nonce: str) -> None:
    token = LINKS.sign(nonce)
    assert set(token) <= set(URL_SAFE), "it goes into an address as it is"
    assert LINKS.read(token, 14) == (nonce, False)


@given(st.text(max_size=200))
def test_any_other_text_is_forged(text: str) -> None:
    with pytest.raises(ForgedLinkError):
        LINKS.read(text, 14)


@given(st.data())
def test_a_changed_token_never_says_anything_else(data: st.DataObject) -> None:
    token = LINKS.sign("the nonce of a letter")
    place = data.draw(st.integers(0, len(token) - 1))
    sign = data.draw(st.sampled_from(URL_SAFE))
    changed = token[:place] + sign + token[place + 1 :]
    try:
        assert LINKS.read(changed, 14) == ("the nonce of a letter", False)
    except ForgedLinkError:
        assert changed != token


@pytest.mark.parametrize(
    ("days", "seconds", "too_old"), [(14, 0, False), (14, 2, True), (0, 2, True)]
)
def test_a_token_is_as_old_as_its_date(days: int, seconds: int, too_old: bool) -> None:
    token = LINKS.sign("nonce")
    later = NOW + timedelta(days=days, seconds=seconds)
    assert SignedLinks("only for tests", lambda: later).read(token, days) == ("nonce", too_old)


def test_a_signature_of_another_kind_is_no_link() -> None:
    cookie = URLSafeTimedSerializer("only for tests", salt="cookie-session").dumps("nonce")
    with pytest.raises(ForgedLinkError):
        LINKS.read(str(cookie), 14)
    with pytest.raises(ForgedLinkError):
        SignedLinks("another secret", lambda: NOW).read(LINKS.sign("nonce"), 14)


def test_tries_are_forgotten_one_by_one() -> None:
    counted = Tries(most=2, window=timedelta(minutes=10))
    counted.failed("192.0.2.1", NOW)
    counted.failed("192.0.2.1", NOW + timedelta(minutes=4))
    assert counted.wait("192.0.2.1", NOW + timedelta(minutes=5)) == 300
    assert counted.wait("192.0.2.2", NOW + timedelta(minutes=5)) == 0
    assert counted.wait("192.0.2.1", NOW + timedelta(minutes=10)) == 0
    counted.failed("192.0.2.1", NOW + timedelta(minutes=11))
    assert counted.wait("192.0.2.1", NOW + timedelta(minutes=11)) == 180


def test_the_addresses_of_one_customer_are_one() -> None:
    counted = Tries(most=1)
    counted.failed("2001:db8:1:2::3", NOW)
    assert counted.wait("2001:db8:1:2:ffff::", NOW) == 600
    assert counted.wait("2001:db8:1:3::", NOW) == 0


def test_the_memory_is_bounded() -> None:
    counted = Tries(most=1)
    for number in range(tries.MOST_ADDRESSES + 1):
        counted.failed(f"visitor {number}", NOW)
    assert counted.wait("visitor 0", NOW) == 0, "who came first is forgotten first"
    assert counted.wait("visitor 1", NOW) == 600
