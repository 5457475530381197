"""The tables of what is counted at partner desks."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, String
from sqlalchemy.orm import Mapped, mapped_column

from wizard.store.tables.base import Base, Moment


class DeskCountRow(Base):
    """One number: of a desk, a way, a day, a kind and its value ("" for what is only counted)."""

    __tablename__ = "desk_count"

    desk: Mapped[str] = mapped_column(String(40), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    way: Mapped[str] = mapped_column(String(8), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    value: Mapped[str] = mapped_column(String(120), primary_key=True)
    number: Mapped[int] = mapped_column(BigInteger, nullable=False)


class DeskBatchRow(Base):
    """One batch of numbers that was added, so that it is not added again.

    `desk` is the desk whose kiosk sent it, "" for one of the server's own.
    """

    __tablename__ = "desk_count_batch"

    desk: Mapped[str] = mapped_column(String(40), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    taken_at: Mapped[datetime] = mapped_column(Moment, nullable=False, index=True)
