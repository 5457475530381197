"""The table of the partner desks."""

from datetime import datetime

from sqlalchemy import LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wizard.store.tables.base import Base, Moment


class DeskRow(Base):
    """One desk: its record as JSON, and its logo, empty for none."""

    __tablename__ = "desk"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    record: Mapped[str] = mapped_column(Text, nullable=False)
    logo: Mapped[bytes] = mapped_column(LargeBinary, nullable=False)
    changed_at: Mapped[datetime] = mapped_column(Moment, nullable=False)
