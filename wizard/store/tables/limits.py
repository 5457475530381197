"""The table of what visitors are counted for, when several servers share a database."""

from sqlalchemy import BigInteger, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from wizard.store.tables.base import Base


class HitRow(Base):
    """How often one visitor asked in one window of one limit.

    `key` holds a keyed digest, so that no address can be read from it; the row is removed soon
    after `ends`, in seconds since 1970.
    """

    __tablename__ = "limit_hit"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    # «window» alone is a word of SQL.
    window_number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    ends: Mapped[int] = mapped_column(BigInteger, nullable=False, index=True)
    number: Mapped[int] = mapped_column(Integer, nullable=False)
