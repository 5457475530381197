"""What people do with accounts: add one, change a password, give a start password."""

from dataclasses import dataclass
from datetime import datetime
from secrets import choice

from wizard.application.ports_accounts import Accounts, Passwords, SignIns
from wizard.application.sign_in import Credentials, Wait
from wizard.domain.passwords import MOST, Rule, broken_rules
from wizard.domain.staff import Account, Role, account_name, is_account_name
from wizard.domain.text import Language

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""What a start password is made of: nothing that is misread on paper or by telephone."""


class BadNameError(ValueError):
    """The name cannot be the name of an account."""


class NoDeskError(ValueError):
    """An account of the role `desk` belongs to a partner desk, and none was named."""


class WeakPasswordError(ValueError):
    """The password breaks `rules`."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        """Keep the rules that are broken, for the words."""
        super().__init__(", ".join(rules))
        self.rules = rules


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account that is to be stored; `desk` is the partner desk of one of the role `desk`."""

    name: str
    role: Role
    language: Language
    desk: str = ""


@dataclass(frozen=True, slots=True)
class Faults:
    """Why a password was not changed: the old one is wrong, the new one breaks rules."""

    old_is_wrong: bool
    rules: tuple[Rule, ...]


def add_account(
    accounts: Accounts,
    new: NewAccount,
    now: datetime,
    *,
    hashed: str = "",
    must_change: bool = False,
) -> Account:
    """Store a new account; without a hash it signs in with OpenID Connect only.

    Raises `BadNameError` or `NameTakenError` if the name is not possible, and
    `NoDeskError` if its role needs a desk and it has none.
    """
    if not is_account_name(account_name(new.name)):
        raise BadNameError(new.name)
    check_desk(new.role, new.desk)
    return accounts.add(
        new.name, new.role, new.language, hashed, now, must_change=must_change, desk=new.desk
    )


def add_with_start_password(
    accounts: Accounts, passwords: Passwords, new: NewAccount, now: datetime
) -> tuple[Account, str]:
    """Store a new account with a password for one sign-in, and return both.

    Raises what `add_account` raises.
    """
    password = start_password(account_name(new.name))
    hashed = passwords.hash(password)
    return add_account(accounts, new, now, hashed=hashed, must_change=True), password


def check_desk(role: Role, desk: str) -> None:
    """Raise `NoDeskError` if `role` belongs to a partner desk and none is named."""
    if role == "desk" and not desk:
        raise NoDeskError("an account of the role desk belongs to a partner desk")


def hash_new(passwords: Passwords, password: str, name: str) -> str:
    """Return the hash of a password that somebody chose for `name`.

    Raises `WeakPasswordError` with every rule that it breaks.
    """
    broken = broken_rules(password, account_name(name))
    if broken:
        raise WeakPasswordError(broken)
    return passwords.hash(password)


def change_password(
    accounts: Accounts,
    passwords: Passwords,
    sign_ins: SignIns,
    given: Credentials,
    new: str,
    now: datetime,
) -> Account | Wait | Faults:
    """Give an account the password `new`; `given` holds its name and the old password.

    Wrong old passwords count as wrong tries to sign in: a browser that somebody left
    open is no way to find a password out.
    """
    until = sign_ins.begin(given.name, given.address, now)
    if until is not None:
        return Wait(until)
    account, hashed = accounts.credentials(given.name)
    fits = passwords.verify(hashed, given.password[:MOST]) and len(given.password) <= MOST
    if fits:
        sign_ins.right(given.name, given.address)
    broken = broken_rules(new, given.name, given.password if fits else "")
    if account is None or not fits or broken:
        return Faults(not fits, broken)
    return accounts.set_hash(account, passwords.hash(new))


def give_start_password(
    accounts: Accounts, passwords: Passwords, account: Account
) -> tuple[Account, str]:
    """Give an account a password for one sign-in, after which it must be changed; return both."""
    password = start_password(account.name)
    return accounts.set_hash(account, passwords.hash(password), must_change=True), password


def start_password(name: str) -> str:
    """Return a random password of some 79 bits that is easy to read out."""
    while True:
        drawn = "-".join("".join(choice(LETTERS) for _ in range(4)) for _ in range(4))
        if not broken_rules(drawn, name):
            return drawn
