"""The tables of the referrals to partners and their contact data."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wizard.store.tables.base import Base, Moment


class ReferralRow(Base):
    """One referral, without a word about who the caller is.

    `form` is the key of the form it came from, so that a form sent twice makes one row.
    `since` is the last change of status, from which `reminders` and `reminded_at` count.
    `letter` is the reference of the newest one in the outbox, whose trace may be gone by now.
    """

    __tablename__ = "referral"
    __table_args__ = (
        Index("referral_account", "account_id", "created_at"),
        Index("referral_status", "status"),
        Index("referral_call", "call"),
        Index("referral_case", "case_reference"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    form: Mapped[str] = mapped_column(String(32), nullable=False, unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), nullable=False)
    call: Mapped[str] = mapped_column(String(32), nullable=False)
    case_reference: Mapped[str] = mapped_column(String(16), nullable=False)
    service: Mapped[str] = mapped_column(String(120), nullable=False)
    provider: Mapped[str] = mapped_column(String(120), nullable=False)
    need: Mapped[str] = mapped_column(String(40), nullable=False)
    answers: Mapped[str] = mapped_column(Text, nullable=False)
    caller_language: Mapped[str] = mapped_column(String(2), nullable=False)
    partner_language: Mapped[str] = mapped_column(String(2), nullable=False)
    consent_version: Mapped[str] = mapped_column(String(16), nullable=False)
    consent_language: Mapped[str] = mapped_column(String(2), nullable=False)
    consent_days: Mapped[int] = mapped_column(Integer, nullable=False)
    consent_at: Mapped[datetime] = mapped_column(Moment, nullable=False)
    site: Mapped[str] = mapped_column(String(300), nullable=False)
    created_at: Mapped[datetime] = mapped_column(Moment, nullable=False)
    status: Mapped[str] = mapped_column(String(16), nullable=False)
    since: Mapped[datetime] = mapped_column(Moment, nullable=False)
    reminders: Mapped[int] = mapped_column(Integer, nullable=False)
    reminded_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    letter_at: Mapped[datetime] = mapped_column(Moment, nullable=False)
    letter: Mapped[str] = mapped_column(String(200), nullable=False)


class ReferralContactRow(Base):
    """Contact data of caller and partner, sealed; the row is removed when its time is over."""

    __tablename__ = "referral_contact"

    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), primary_key=True)
    sealed: Mapped[str] = mapped_column(Text, nullable=False)


class ReferralLinkRow(Base):
    """One link given to a partner, by the digest of what is random in it.

    It works until it is used, or ended by a newer one or the end of the referral.
    """

    __tablename__ = "referral_link"
    __table_args__ = (Index("referral_link_referral", "referral_id"),)

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), nullable=False)
    made_at: Mapped[datetime] = mapped_column(Moment, nullable=False)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class ReferralEventRow(Base):
    """One line of a referral's history: a status, or a note such as «reminded»."""

    __tablename__ = "referral_event"
    __table_args__ = (Index("referral_event_referral", "referral_id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    referral_id: Mapped[int] = mapped_column(ForeignKey("referral.id"), nullable=False)
    what: Mapped[str] = mapped_column(String(20), nullable=False)
    at: Mapped[datetime] = mapped_column(Moment, nullable=False)
    by: Mapped[str] = mapped_column(String(8), nullable=False)
    reason: Mapped[str] = mapped_column(String(20), nullable=False)
