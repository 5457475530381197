"""Signing in with name and password."""

from dataclasses import dataclass, field
from datetime import datetime

from wizard.application.ports_accounts import Accounts, Passwords, SignIns
from wizard.domain.passwords import MOST
from wizard.domain.staff import Account


@dataclass(frozen=True, slots=True)
class Credentials:
    """What somebody typed, and the network address that it came from."""

    name: str
    password: str = field(repr=False)
    address: str


@dataclass(frozen=True, slots=True)
class Wait:
    """There were too many wrong tries: no password counts until then."""

    until: datetime

    def minutes(self, now: datetime) -> int:
        """Return the minutes to wait, rounded up, at least one."""
        return max(1, -int((now - self.until).total_seconds() // 60))

    def seconds(self, now: datetime) -> int:
        """Return the seconds to wait, rounded up, at least one."""
        return max(1, -int((now - self.until).total_seconds() // 1))


def sign_in(
    accounts: Accounts,
    passwords: Passwords,
    sign_ins: SignIns,
    given: Credentials,
    now: datetime,
) -> Account | Wait | None:
    """Return the account whose name and password these are, or None if they are nobody's.

    A name that does not exist, an account that is disabled and a wrong password are
    told apart neither by the answer nor by the time it takes, nor by the wait.
    """
    until = sign_ins.begin(given.name, given.address, now)
    if until is not None:
        return Wait(until)
    account, hashed = accounts.credentials(given.name)
    fits = passwords.verify(hashed, given.password[:MOST])
    if account is None or not account.active or not fits or len(given.password) > MOST:
        return None
    sign_ins.right(given.name, given.address)
    if passwords.outdated(hashed):
        accounts.rehash(account, hashed, passwords.hash(given.password))
    return account
