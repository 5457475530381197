"""Accounts in the database, and password hashes by Argon2."""

from dataclasses import replace
from datetime import datetime
from typing import cast

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wizard.application.ports_accounts import NameTakenError
from wizard.domain.staff import Account, Role
from wizard.domain.text import Language
from wizard.store.tables.staff import AccountRow


class DatabaseAccounts:
    """Reads and writes accounts through an engine; holds no state of its own."""

    def __init__(self, engine: Engine) -> None:
        """Use `engine`, whose database must have been migrated."""
        self._engine = engine

    def by_id(self, number: int) -> Account | None:
        """Return the account with this number, or None."""
        with Session(self._engine) as session:
            row = session.get(AccountRow, number)
            return None if row is None else _account(row)

    def by_name(self, name: str) -> Account | None:
        """Return the account with this name, in any case, or None."""
        query = select(AccountRow).where(AccountRow.name == name.strip().lower())
        with Session(self._engine) as session:
            row = session.scalars(query).first()
            return None if row is None else _account(row)

    def all(self) -> tuple[Account, ...]:
        """Return all accounts by name."""
        with Session(self._engine) as session:
            rows = session.scalars(select(AccountRow).order_by(AccountRow.name))
            return tuple(_account(row) for row in rows)

    def add(self, name: str, role: Role, language: Language, hashed: str, now: datetime) -> Account:
        """Store a new account; raises `NameTakenError` if the name is there already."""
        row = AccountRow(
            name=name.strip().lower(),
            role=role,
            language=language,
            password=hashed,
            active=True,
            version=1,
            created_at=now,
        )
        try:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                session.add(row)
        except IntegrityError as error:
            raise NameTakenError(f"there is an account «{row.name}» already") from error
        return _account(row)

    def hash_of(self, account: Account) -> str:
        """Return the hash of its password; "" if it has none."""
        with Session(self._engine) as session:
            row = session.get(AccountRow, account.id)
            return "" if row is None else row.password

    def change(self, account: Account) -> Account:
        """Store role, language and state; a changed role or state ends all sign-ins."""
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            row = session.get_one(AccountRow, account.id, with_for_update=True)
            if (row.role, row.active) != (account.role, account.active):
                row.version += 1
            row.role, row.active, row.language = account.role, account.active, account.language
        return _account(row)

    def set_hash(self, account: Account, hashed: str, *, renew: bool = True) -> Account:
        """Store another hash; with `renew` all sign-ins so far end."""
        with Session(self._engine, expire_on_commit=False) as session, session.begin():
            row = session.get_one(AccountRow, account.id, with_for_update=True)
            row.password = hashed
            row.version += renew
        return replace(_account(row), has_password=bool(hashed))


def _account(row: AccountRow) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        role=cast(Role, row.role),
        language=cast(Language, row.language),
        active=row.active,
        version=row.version,
        has_password=bool(row.password),
    )


class Argon2Passwords:
    """Argon2id with the library's parameters (RFC 9106, low-memory)."""

    def __init__(self) -> None:
        """Prepare a hash of nothing, so that an unknown name takes as long as a known one."""
        self._hasher = PasswordHasher()
        self._nobody = self._hasher.hash("")

    def hash(self, password: str) -> str:
        """Return the hash with its own salt and cost."""
        return self._hasher.hash(password)

    def verify(self, hashed: str, password: str) -> bool:
        """Return whether the password fits; an empty hash takes as long and never fits."""
        try:
            self._hasher.verify(hashed or self._nobody, password)
        except (VerifyMismatchError, InvalidHashError):
            return False
        return bool(hashed)

    def outdated(self, hashed: str) -> bool:
        """Return whether the hash was made with less cost than today's."""
        return bool(hashed) and self._hasher.check_needs_rehash(hashed)
