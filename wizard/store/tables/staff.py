"""The tables of the accounts of those who work with the staff area, and of their sign-ins."""

from datetime import datetime

from sqlalchemy import Boolean, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from wizard.store.tables.base import Base, Moment


class AccountRow(Base):
    """One account; `name` is what is typed to sign in, in lower case, no person's name needed.

    `version` grows whenever every cookie given out so far must stop working.
    `password` is an Argon2 hash, empty for an account that signs in with OpenID Connect only.
    `desk` is the id of the partner desk that an account of the role «desk» belongs to.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(80), nullable=False, unique=True)
    role: Mapped[str] = mapped_column(String(16), nullable=False)
    language: Mapped[str] = mapped_column(String(2), nullable=False)
    password: Mapped[str] = mapped_column(String(200), nullable=False)
    must_change: Mapped[bool] = mapped_column(Boolean, nullable=False)
    shortcuts: Mapped[bool] = mapped_column(Boolean, nullable=False)
    active: Mapped[bool] = mapped_column(Boolean, nullable=False)
    version: Mapped[int] = mapped_column(Integer, nullable=False)
    created_at: Mapped[datetime] = mapped_column(Moment, nullable=False)
    desk: Mapped[str] = mapped_column(String(40), nullable=False, server_default="")


class SignInFailureRow(Base):
    """Wrong tries to sign in with one name or from one network address.

    `key` is a keyed hash, so that neither a name nor an address can be read from it.
    """

    __tablename__ = "sign_in_failure"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(Integer, nullable=False)
    locked_until: Mapped[datetime | None] = mapped_column(Moment, nullable=True)
    last_at: Mapped[datetime] = mapped_column(Moment, nullable=False, index=True)


class EndedSignInRow(Base):
    """A sign-in that ended before its cookie stopped by itself at `until`."""

    __tablename__ = "sign_in_ended"

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    until: Mapped[datetime] = mapped_column(Moment, nullable=False, index=True)
