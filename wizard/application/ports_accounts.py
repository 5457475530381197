"""The ports of the accounts: where they are kept, how passwords are hashed, who must wait."""

from datetime import datetime
from typing import Protocol

from wizard.domain.staff import Account, Role
from wizard.domain.text import Language


class DatabaseAwayError(Exception):
    """The database cannot be reached or does not answer; nothing was written."""


class NameTakenError(ValueError):
    """An account with this name exists already."""


class LastAdminError(ValueError):
    """It would leave nobody who can manage accounts."""


class Accounts(Protocol):
    """Where accounts are kept."""

    def by_id(self, number: int) -> Account | None:
        """Return the account with this number, or None."""

    def by_name(self, name: str) -> Account | None:
        """Return the account with this name, in any case, or None."""

    def credentials(self, name: str) -> tuple[Account | None, str]:
        """Return the account with this name and its hash, read at one moment.

        None and "" if there is none; the hash is "" too if it has no password.
        """

    def all(self) -> tuple[Account, ...]:
        """Return all accounts by name."""

    def add(
        self,
        name: str,
        role: Role,
        language: Language,
        hashed: str,
        now: datetime,
        *,
        must_change: bool = False,
        desk: str = "",
    ) -> Account:
        """Store a new account; `hashed` is "" for one without a password.

        `desk` is the partner desk of an account of the role `desk`, and ignored for others.
        Raises `NameTakenError` if the name is there already.
        """

    def set_preferences(self, account: Account, language: Language, *, shortcuts: bool) -> Account:
        """Store the language of the interface and whether single keys do something."""

    def manage(
        self, account: Account, role: Role, language: Language, *, active: bool, desk: str = ""
    ) -> Account:
        """Store what admins decide; if role, desk or state changes, all sign-ins so far end.

        `desk` is the partner desk of an account of the role `desk`, and ignored for others.
        Raises `LastAdminError` if no active admin would be left.
        """

    def set_hash(self, account: Account, hashed: str, *, must_change: bool = False) -> Account:
        """Store the hash of another password; all sign-ins so far end."""

    def rehash(self, account: Account, before: str, hashed: str) -> None:
        """Store a better hash of the same password, unless it was changed meanwhile."""

    def end_sign_ins(self, account: Account) -> Account:
        """Make all cookies given out so far useless."""


class Passwords(Protocol):
    """Hashes passwords; accents count the same however they were typed."""

    def hash(self, password: str) -> str:
        """Return the hash with its own salt and cost."""

    def verify(self, hashed: str, password: str) -> bool:
        """Return whether the password fits; an empty hash takes as long and never fits."""

    def outdated(self, hashed: str) -> bool:
        """Return whether the hash was made with less cost than today's."""


class SignIns(Protocol):
    """Counts wrong tries, and knows which sign-ins ended; shared by all server processes."""

    def begin(self, name: str, address: str, now: datetime) -> datetime | None:
        """Count a try as wrong before it is made, and return None: it may be made.

        If the name or the address must wait, nothing is counted, and the moment is
        returned until when. So no number of tries at once gets more than its share.
        An empty address (a socket on this machine) is nobody's and never waits.
        """

    def right(self, name: str, address: str) -> None:
        """The try was right: forget the wrong ones of the name, take back that of the address."""

    def unlock(self, *, name: str = "", address: str = "") -> bool:
        """Forget the wrong tries of a name or an address; return whether there were any."""

    def end(self, key: str, until: datetime, now: datetime) -> None:
        """Note that the sign-in `key` ended; `until` is when its cookie would stop by itself."""

    def ended(self, key: str) -> bool:
        """Return whether the sign-in `key` has ended."""
