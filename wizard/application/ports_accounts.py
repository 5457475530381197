"""The ports of the accounts: where they are kept, and how a password is hashed."""

from datetime import datetime
from typing import Protocol

from wizard.domain.staff import Account, Role
from wizard.domain.text import Language


class Accounts(Protocol):
    """Where accounts are kept."""

    def by_id(self, number: int) -> Account | None:
        """Return the account with this number, or None."""

    def by_name(self, name: str) -> Account | None:
        """Return the account with this name (in lower case), or None."""

    def all(self) -> tuple[Account, ...]:
        """Return all accounts by name."""

    def add(self, name: str, role: Role, language: Language, hashed: str, now: datetime) -> Account:
        """Store a new account; `hashed` is "" for one without a password.

        Raises `NameTakenError` if the name is there already.
        """

    def hash_of(self, account: Account) -> str:
        """Return the hash of its password; "" if it has none."""

    def change(self, account: Account) -> Account:
        """Store role, language and whether it is active; return it as it is now.

        A changed role or state makes all cookies given out before useless.
        """

    def set_hash(self, account: Account, hashed: str, *, renew: bool = True) -> Account:
        """Store another hash; with `renew` all cookies given out before stop working."""


class NameTakenError(ValueError):
    """An account with this name exists already."""


class Passwords(Protocol):
    """Hashes passwords."""

    def hash(self, password: str) -> str:
        """Return the hash with its own salt and cost."""

    def verify(self, hashed: str, password: str) -> bool:
        """Return whether the password fits; an empty hash takes as long and never fits."""

    def outdated(self, hashed: str) -> bool:
        """Return whether the hash was made with less cost than today's."""
