"""What the signed cookie of a browser says about its sign-in."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_hex

from flask import session

from wizard.domain.staff import Account

WORKING_DAY = timedelta(hours=12)
"""After so long somebody signs in again, whatever happens."""

_KEY = "sign-in"


@dataclass(frozen=True, slots=True)
class Held:
    """A sign-in as a browser holds it: of which account, in which version, until when.

    `key` tells it from every other sign-in. `with_password` is false if a provider said who it is.
    """

    account: int
    version: int
    until: datetime
    key: str
    with_password: bool


def begin(account: Account, now: datetime, *, with_password: bool) -> None:
    """Let the browser hold a new sign-in and nothing of what it held before."""
    session.clear()
    since = int(now.timestamp())
    session[_KEY] = [account.id, account.version, since, token_hex(16), with_password]


def forget() -> None:
    """Let the browser hold nothing."""
    session.clear()


def read(now: datetime) -> Held | None:
    """Return the sign-in that the browser holds; None if there is none or it is too old."""
    match session.get(_KEY):
        case [int(account), int(version), int(since), str(key), bool(with_password)]:
            until = datetime.fromtimestamp(since, UTC) + WORKING_DAY
            return Held(account, version, until, key, with_password) if now < until else None
    return None
