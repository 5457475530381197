"""The token of a call says when it began, and is refused when it cannot be ours."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.domain.tokens import LONGEST, NOISE, begun_at, call_token

NOW = datetime(2026, 11, 21, 9, 0, 7, tzinfo=UTC)
NOISES = st.text("0123456789abcdef", min_size=NOISE, max_size=NOISE)
SECONDS = st.integers(0, int(LONGEST.total_seconds()))


@given(NOISES, SECONDS)
def test_the_moment_comes_back(noise: str, seconds: int) -> None:
    token = call_token(NOW, noise)
    assert len(token) == 32
    assert begun_at(token, NOW + timedelta(seconds=seconds)) == NOW


@pytest.mark.parametrize("later", [LONGEST + timedelta(seconds=1), timedelta(seconds=-1)])
def test_a_call_of_the_day_before_or_of_tomorrow_is_none(later: timedelta) -> None:
    assert begun_at(call_token(NOW, "0" * NOISE), NOW + later) is None


@given(st.text(max_size=40))
def test_any_other_text_is_no_token(text: str) -> None:
    begun = begun_at(text, NOW)
    assert begun is None or call_token(begun, text[8:]) == text
