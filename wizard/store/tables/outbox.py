"""The table of what is still to be sent, and of what was."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wizard.store.tables.base import Base, Moment


class OutboxRow(Base):
    """One message. `content` is all that is sent and to whom, sealed; None once it is forgotten.

    While it is sent, `claim` is what its sender shows and `lease_until` the moment from
    which another one may take it.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("outbox_due", "state", "next_at"),
        Index("outbox_account", "account_id", "created_at"),
        Index("outbox_call", "call"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    reference: Mapped[str] = mapped_column(String(200), nullable=False, unique=True)
    medium: Mapped[str] = mapped_column(String(8), nullable=False)
    kind: Mapped[str] = mapped_column(String(32), nullable=False)
    language: Mapped[str] = mapped_column(String(2), nullable=False)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    call: Mapped[str] = mapped_column(String(32), nullable=False)
    content: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(8), nullable=False)
    attempts: Mapped[int] = mapped_column(Integer, nullable=False)
    error: Mapped[str] = mapped_column(String(32), nullable=False)
    claim: Mapped[str] = mapped_column(String(32), nullable=False)
    created_at: Mapped[datetime] = mapped_column(Moment, nullable=False)
    changed_at: Mapped[datetime] = mapped_column(Moment, nullable=False)
    next_at: Mapped[datetime] = mapped_column(Moment, nullable=False)
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
