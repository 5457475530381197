"""The parts of the partner's pages that need no page: signatures."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import URLSafeTimedSerializer

from wizard.application.ports_referrals import ForgedLinkError
from wizard.web.partner_links import SignedLinks

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
