"""Wrong tries to sign in, counted for all server processes at once; sign-ins that ended.

A try is counted before it is made and taken back when it was right. The statement that
counts carries its own condition and takes the row's lock, so that a hundred tries at the
same moment get no more than their share.
"""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from hmac import digest
from typing import Any, cast

from sqlalchemy import CursorResult, Engine, Executable, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wizard.domain.lockout import FOR_A_NAME, FOR_AN_ADDRESS, FORGOTTEN, Patience, source
from wizard.domain.staff import account_name
from wizard.store.tables.staff import EndedSignInRow, SignInFailureRow

AT_ONCE = 5
"""So often a count begins anew because another process was first with the same row."""


class DatabaseSignIns:
    """Keeps counts under keyed hashes; holds no state of its own."""

    def __init__(self, engine: Engine, secret: str) -> None:
        """Use `engine`, whose database must have been migrated; `secret` makes the keys."""
        self._engine = engine
        self._secret = digest(secret.encode(), b"sign-in failures", sha256)

    def begin(self, name: str, address: str, now: datetime) -> datetime | None:
        """Count a try as wrong before it is made; return until when there is none, or None."""
        self._purge(now)
        counted = [(self._address(address), FOR_AN_ADDRESS)] if address else []
        counted.append((self._name(name), FOR_A_NAME))
        for _ in range(AT_ONCE):
            try:
                return self._count(counted, now)
            except IntegrityError:
                continue
        return now + FOR_A_NAME.first

    def right(self, name: str, address: str) -> None:
        """Forget the wrong tries of the name, and take back the one of the address."""
        back = (
            update(SignInFailureRow)
            .where(SignInFailureRow.key == self._address(address), SignInFailureRow.failures > 0)
            .values(failures=SignInFailureRow.failures - 1, locked_until=None)
        )
        with Session(self._engine) as session, session.begin():
            _changed(session, back)
            _changed(
                session, delete(SignInFailureRow).where(SignInFailureRow.key == self._name(name))
            )

    def unlock(self, *, name: str = "", address: str = "") -> bool:
        """Forget the wrong tries of a name or an address; return whether there were any."""
        keys = [self._name(name)] if name else []
        keys += [self._address(address)] if address else []
        with Session(self._engine) as session, session.begin():
            gone = delete(SignInFailureRow).where(SignInFailureRow.key.in_(keys))
            return _changed(session, gone) > 0

    def end(self, key: str, until: datetime, now: datetime) -> None:
        """Note that the sign-in `key` ended; forget those whose cookie stopped by itself."""
        with suppress(IntegrityError), Session(self._engine) as session, session.begin():
            # An entry that is there already is as good as this one.
            _changed(session, delete(EndedSignInRow).where(EndedSignInRow.until < now))
            session.add(EndedSignInRow(key=key, until=until))

    def ended(self, key: str) -> bool:
        """Return whether the sign-in `key` has ended."""
        with Session(self._engine) as session:
            return session.get(EndedSignInRow, key) is not None

    def _count(self, counted: Sequence[tuple[str, Patience]], now: datetime) -> datetime | None:
        with Session(self._engine) as session, session.begin() as transaction:
            for key, patience in counted:
                until = _count_one(session, key, patience, now)
                if until is not None:
                    transaction.rollback()
                    return until
        return None

    def _purge(self, now: datetime) -> None:
        old = SignInFailureRow.last_at < now - FORGOTTEN
        with Session(self._engine) as session, session.begin():
            session.execute(delete(SignInFailureRow).where(old))

    def _name(self, name: str) -> str:
        return self._key("name", account_name(name))

    def _address(self, address: str) -> str:
        return self._key("address", source(address))

    def _key(self, kind: str, value: str) -> str:
        return digest(self._secret, f"{kind}:{value}".encode(), sha256).hex()


def _count_one(session: Session, key: str, patience: Patience, now: datetime) -> datetime | None:
    """Count one try, and return None; or return until when it is locked and count nothing."""
    row = SignInFailureRow
    # A lock that is longer than any was written while the clock was ahead.
    until, ahead = row.locked_until, now + patience.most
    is_open = or_(until.is_(None), until <= now, until > ahead)
    one_more = update(row).where(row.key == key, is_open)
    one_more = one_more.values(failures=row.failures + 1, last_at=now)
    if not _changed(session, one_more):
        locked = session.scalar(select(row.locked_until).where(row.key == key))
        if locked is not None:
            return locked
        session.add(row(key=key, failures=1, locked_until=None, last_at=now))
        session.flush()
        return None
    failures = session.scalar(select(row.failures).where(row.key == key)) or 0
    wait = patience.wait(failures)
    if wait:
        _changed(session, update(row).where(row.key == key).values(locked_until=now + wait))
    return None


def _changed(session: Session, statement: Executable) -> int:
    """Carry a statement out and return how many rows it changed."""
    plain = statement.execution_options(synchronize_session=False)
    return cast(CursorResult[Any], session.execute(plain)).rowcount
