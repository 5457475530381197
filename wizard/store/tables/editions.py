"""The table of published editions."""

from datetime import datetime

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from wizard.store.tables.base import Base, Moment


class EditionRow(Base):
    """One published edition of the catalogue; rows are added and never changed."""

    __tablename__ = "edition"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=True)
    digest: Mapped[str] = mapped_column(String(64), nullable=False)
    published_at: Mapped[datetime] = mapped_column(Moment, nullable=False)
    files: Mapped[str] = mapped_column(Text, nullable=False)
