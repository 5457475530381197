"""The token of a call: a random key that also says when the call began.

The moment travels with the token, so that the length of a call is known without a
clock in the browser and without writing anything before there is something to write.
"""

from datetime import UTC, datetime, timedelta

NOISE = 24
"""Hexadecimal digits of chance in a token."""

LONGEST = timedelta(hours=24)
"""A call that began earlier, or in the future, did not: the token is not ours."""


def call_token(now: datetime, noise: str) -> str:
    """Return the token of a call that begins `now`; `noise` are `NOISE` random hex digits.

    >>> call_token(datetime(2026, 11, 21, tzinfo=UTC), "0" * 24)
    '6b00df00000000000000000000000000'
    """
    return f"{int(now.timestamp()):08x}{noise}"


def begun_at(token: str, now: datetime) -> datetime | None:
    """Return when the call of a token began (UTC); None if it is no token of a call going on.

    >>> begun_at("nonsense", datetime(2026, 11, 21, tzinfo=UTC))
    """
    digits = "0123456789abcdef"
    if len(token) != 8 + NOISE or any(sign not in digits for sign in token):
        return None
    begun = datetime.fromtimestamp(int(token[:8], 16), UTC)
    return begun if now - LONGEST <= begun <= now else None
