"""The table of editions that are ready to serve."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from wizard.store.tables.base import Base, Moment


class ReadyRow(Base):
    """A catalogue with its search, made ready by one node for the others.

    `digest` is that of the catalogue's files, `program` that of the program that made it,
    which alone can read it. It can be made again at any time, so no backup needs it.
    """

    __tablename__ = "ready_edition"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    program: Mapped[str] = mapped_column(String(64), primary_key=True)
    made_at: Mapped[datetime] = mapped_column(Moment, nullable=False)
    seal: Mapped[bytes] = mapped_column(LargeBinary, nullable=False)
    packed: Mapped[bytes] = mapped_column(LargeBinary, nullable=False)
