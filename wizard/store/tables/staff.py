"""The tables of the accounts of those who work with the staff area."""

from datetime import datetime

from sqlalchemy import Boolean, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from wizard.store.tables.base import Base, Moment


class AccountRow(Base):
    """One account; `name` is what is typed to sign in, in lower case, no person's name needed.

    `version` grows whenever every cookie given out so far must stop working.
    `password` is an Argon2 hash, empty for an account that signs in with OpenID Connect only.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    name: Mapped[str] = mapped_column(String(80), nullable=False, unique=True)
    role: Mapped[str] = mapped_column(String(16), nullable=False)
    language: Mapped[str] = mapped_column(String(2), nullable=False)
    password: Mapped[str] = mapped_column(String(200), nullable=False)
    active: Mapped[bool] = mapped_column(Boolean, nullable=False)
    version: Mapped[int] = mapped_column(Integer, nullable=False)
    created_at: Mapped[datetime] = mapped_column(Moment, nullable=False)
