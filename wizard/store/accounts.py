"""Accounts in the database.

Each change is one statement with its own condition, so that two processes that change
the same account at once cannot undo each other's work.
"""

from datetime import datetime
from typing import Any, cast

from sqlalchemy import Engine, and_, case, func, literal, not_, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wizard.application.ports_accounts import LastAdminError, NameTakenError
from wizard.domain.staff import Account, Role, account_name, is_account_name
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
        return self.credentials(name)[0]

    def credentials(self, name: str) -> tuple[Account | None, str]:
        """Return the account with this name and its hash; None and "" if there is none."""
        stored = account_name(name)
        if not is_account_name(stored):
            # Nobody has such a name, and PostgreSQL refuses to look for a NUL.
            return None, ""
        query = select(AccountRow).where(AccountRow.name == stored)
        with Session(self._engine) as session:
            row = session.scalars(query).first()
            return (None, "") if row is None else (_account(row), row.password)

    def all(self) -> tuple[Account, ...]:
        """Return all accounts by name."""
        with Session(self._engine) as session:
            found = [_account(row) for row in session.scalars(select(AccountRow))]
        # Not sorted by the database: each has an order of words of its own.
        return tuple(sorted(found, key=lambda one: one.name))

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
        """Store a new account; raises `NameTakenError` if the name is there already."""
        row = AccountRow(name=account_name(name), role=role, language=language, password=hashed)
        row.must_change, row.shortcuts, row.active, row.version = must_change, True, True, 1
        row.created_at, row.desk = now, desk if role == "desk" else ""
        try:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                session.add(row)
        except IntegrityError as error:
            raise NameTakenError(f"there is an account «{row.name}» already") from error
        return _account(row)

    def set_preferences(self, account: Account, language: Language, *, shortcuts: bool) -> Account:
        """Store the language of the interface and whether single keys do something."""
        return self._change(account, language=language, shortcuts=shortcuts)

    def manage(
        self, account: Account, role: Role, language: Language, *, active: bool, desk: str = ""
    ) -> Account:
        """Store what admins decide; another role, desk or state ends all sign-ins.

        Raises `LastAdminError` if no active admin would be left.
        """
        row, admin = AccountRow, (AccountRow.role == "admin", AccountRow.active)
        desk = desk if role == "desk" else ""
        others = select(func.count()).where(*admin, row.id != account.id).scalar_subquery()
        change = update(row).where(
            row.id == account.id,
            or_(literal(role == "admin" and active), not_(and_(*admin)), others > 0),
        )
        other = or_(row.role != role, row.active != active, row.desk != desk)
        version = row.version + case((other, 1), else_=0)
        change = change.values(
            role=role, language=language, active=active, desk=desk, version=version
        )
        with Session(self._engine) as session, session.begin():
            # PostgreSQL: who takes rights from another admin at the same moment waits here.
            session.scalars(select(row.id).where(*admin).order_by(row.id).with_for_update()).all()
            session.execute(change.execution_options(synchronize_session=False))
            now = session.get_one(row, account.id)
            if (now.role, now.active) != (role, active):
                raise LastAdminError(f"«{now.name}» is the last admin")
            return _account(now)

    def set_hash(self, account: Account, hashed: str, *, must_change: bool = False) -> Account:
        """Store the hash of another password; all sign-ins so far end."""
        version = AccountRow.version + 1
        return self._change(account, password=hashed, must_change=must_change, version=version)

    def rehash(self, account: Account, before: str, hashed: str) -> None:
        """Store a better hash of the same password, unless it was changed meanwhile."""
        same = (AccountRow.id == account.id, AccountRow.password == before)
        with Session(self._engine) as session, session.begin():
            session.execute(update(AccountRow).where(*same).values(password=hashed))

    def end_sign_ins(self, account: Account) -> Account:
        """Make all cookies given out so far useless."""
        return self._change(account, version=AccountRow.version + 1)

    def _change(self, account: Account, **values: Any) -> Account:
        change = update(AccountRow).where(AccountRow.id == account.id).values(**values)
        with Session(self._engine) as session, session.begin():
            session.execute(change.execution_options(synchronize_session=False))
            return _account(session.get_one(AccountRow, account.id))


def _account(row: AccountRow) -> Account:
    return Account(
        id=row.id,
        name=row.name,
        role=cast(Role, row.role),
        language=cast(Language, row.language),
        active=row.active,
        version=row.version,
        has_password=bool(row.password),
        must_change=row.must_change,
        shortcuts=row.shortcuts,
        desk=row.desk,
    )
