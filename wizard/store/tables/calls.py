"""The tables of the calls, their drafts and cases, and the flags on records."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from wizard.store.tables.base import Base, Moment

OPEN = text("state = 'open'")
ACCOUNT = "account.id"
CALL = "call_record.id"


class CaseRow(Base):
    """One case; `reference` is all that is known of whose it is."""

    __tablename__ = "case_path"

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    reference: Mapped[str] = mapped_column(String(7), nullable=False, unique=True)
    agreed_at: Mapped[datetime] = mapped_column(Moment, nullable=False)
    last_at: Mapped[datetime] = mapped_column(Moment, nullable=False, index=True)


class CaseMissRow(Base):
    """A reference that does not exist and that an account asked for; removed after an hour."""

    __tablename__ = "case_miss"

    account_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT), primary_key=True)
    reference: Mapped[str] = mapped_column(String(7), primary_key=True)
    missed_at: Mapped[datetime] = mapped_column(Moment, nullable=False)


class CallRow(Base):
    """One call. `query` is the canonical query of the answers, `language` the caller's.

    `seconds` is null if it is not known how long the call lasted, `corrected_at` if
    nothing was corrected. A case that is removed leaves its calls without a link.
    """

    __tablename__ = "call_record"
    __table_args__ = (Index("ix_call_record_account_begun", "account_id", "begun_at"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    token: Mapped[str] = mapped_column(String(32), nullable=False, unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT), nullable=False)
    channel: Mapped[str] = mapped_column(String(16), nullable=False)
    language: Mapped[str] = mapped_column(String(2), nullable=False)
    query: Mapped[str] = mapped_column(Text, nullable=False)
    outcome: Mapped[str] = mapped_column(String(16), nullable=False)
    begun_at: Mapped[datetime] = mapped_column(Moment, nullable=False, index=True)
    seconds: Mapped[int | None] = mapped_column(Integer)
    edition: Mapped[int] = mapped_column(Integer, nullable=False)
    case_id: Mapped[int | None] = mapped_column(
        ForeignKey("case_path.id", ondelete="SET NULL"), index=True
    )
    saved_at: Mapped[datetime] = mapped_column(Moment, nullable=False, index=True)
    corrected_at: Mapped[datetime | None] = mapped_column(Moment)

    case: Mapped[CaseRow | None] = relationship(lazy="joined")
    answers: Mapped[list["CallAnswerRow"]] = relationship(cascade="all, delete-orphan")
    services: Mapped[list["CallServiceRow"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="CallServiceRow.position"
    )
    referred: Mapped[list["CallReferredRow"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="CallReferredRow.position"
    )
    note: Mapped["CallNoteRow | None"] = relationship(cascade="all, delete-orphan", lazy="selectin")


class CallAnswerRow(Base):
    """One answer of a call, for counting; the same as in `CallRow.query`."""

    __tablename__ = "call_answer"

    call_id: Mapped[int] = mapped_column(ForeignKey(CALL, ondelete="CASCADE"), primary_key=True)
    question: Mapped[str] = mapped_column(String(40), primary_key=True)
    option: Mapped[str] = mapped_column(String(80), primary_key=True)


class CallServiceRow(Base):
    """One service that was named in a call."""

    __tablename__ = "call_service"

    call_id: Mapped[int] = mapped_column(ForeignKey(CALL, ondelete="CASCADE"), primary_key=True)
    service: Mapped[str] = mapped_column(String(120), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, nullable=False)


class CallReferredRow(Base):
    """One provider to whom a caller was sent by word of mouth."""

    __tablename__ = "call_referred"

    call_id: Mapped[int] = mapped_column(ForeignKey(CALL, ondelete="CASCADE"), primary_key=True)
    provider: Mapped[str] = mapped_column(String(120), primary_key=True)
    position: Mapped[int] = mapped_column(Integer, nullable=False)


class CallNoteRow(Base):
    """The free notes of a call, apart, so that they can be removed alone."""

    __tablename__ = "call_note"

    call_id: Mapped[int] = mapped_column(ForeignKey(CALL, ondelete="CASCADE"), primary_key=True)
    words: Mapped[str] = mapped_column(Text, nullable=False)


class DraftRow(Base):
    """A call that goes on. Lists of keys are separated by spaces; `query` opens the desk again."""

    __tablename__ = "call_draft"

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT), nullable=False, index=True)
    channel: Mapped[str] = mapped_column(String(16), nullable=False)
    language: Mapped[str] = mapped_column(String(2), nullable=False)
    answers: Mapped[str] = mapped_column(Text, nullable=False)
    named: Mapped[str] = mapped_column(Text, nullable=False)
    referred: Mapped[str] = mapped_column(Text, nullable=False)
    outcome: Mapped[str] = mapped_column(String(16), nullable=False)
    reference: Mapped[str] = mapped_column(String(7), nullable=False)
    notes: Mapped[str] = mapped_column(Text, nullable=False)
    query: Mapped[str] = mapped_column(Text, nullable=False)
    begun_at: Mapped[datetime | None] = mapped_column(Moment)
    edition: Mapped[int] = mapped_column(Integer, nullable=False)
    saved_at: Mapped[datetime] = mapped_column(Moment, nullable=False, index=True)


class FlagRow(Base):
    """What an adviser reported about a record; `answered_by` is the editor's account."""

    __tablename__ = "record_flag"
    __table_args__ = (
        Index(
            "ux_record_flag_open",
            "account_id",
            "service",
            "reason",
            unique=True,
            sqlite_where=OPEN,
            postgresql_where=OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(ACCOUNT), nullable=False)
    service: Mapped[str] = mapped_column(String(120), nullable=False)
    reason: Mapped[str] = mapped_column(String(16), nullable=False)
    line: Mapped[str] = mapped_column(Text, nullable=False)
    edition: Mapped[int] = mapped_column(Integer, nullable=False)
    made_at: Mapped[datetime] = mapped_column(Moment, nullable=False)
    state: Mapped[str] = mapped_column(String(16), nullable=False, index=True)
    answer: Mapped[str] = mapped_column(Text, nullable=False)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey(ACCOUNT))
