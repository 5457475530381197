"""Editions ready to serve, handed from the node that made one to the others.

What is read here is run, in a way: so each carries a seal that only a program with the
site's secret can make, and whoever can merely write to the database cannot hand anything over.
"""

from datetime import datetime
from hashlib import sha256
from hmac import compare_digest, digest

from sqlalchemy import Engine, delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wizard.store.tables.ready import ReadyRow

KEPT = 4
"""So many are kept: the edition in force and the one before it, of two versions of the program."""


class ReadyEditions:
    """Reads and adds through an engine; holds nothing itself."""

    def __init__(self, engine: Engine, secret: str) -> None:
        """Use `engine`, whose database must have been migrated; `secret` makes the seals."""
        self._engine = engine
        self._key = digest(secret.encode(), b"ready editions", sha256)

    def get(self, catalogue: str, program: str) -> bytes | None:
        """Return the edition with these digests; None if it is not there, or not by one of us."""
        with Session(self._engine) as session:
            row = session.get(ReadyRow, (catalogue, program))
        if row is None or not compare_digest(row.seal, self._seal(catalogue, program, row.packed)):
            return None
        return row.packed

    def put(self, catalogue: str, program: str, packed: bytes, now: datetime) -> None:
        """Store an edition for the other nodes, and remove old ones; one that is there stays."""
        row = ReadyRow(
            digest=catalogue,
            program=program,
            made_at=now,
            seal=self._seal(catalogue, program, packed),
            packed=packed,
        )
        newest = (
            select(ReadyRow.made_at).order_by(ReadyRow.made_at.desc()).offset(KEPT - 1).limit(1)
        )
        try:
            with Session(self._engine) as session, session.begin():
                session.execute(
                    delete(ReadyRow).where(
                        ReadyRow.digest == catalogue, ReadyRow.program == program
                    )
                )
                session.add(row)
                session.flush()
                oldest = session.scalar(newest)
                if oldest is not None:
                    session.execute(delete(ReadyRow).where(ReadyRow.made_at < oldest))
        except IntegrityError:
            # Another node was first with the same: its edition is as good as this one.
            return

    def _seal(self, catalogue: str, program: str, packed: bytes) -> bytes:
        return digest(self._key, f"{catalogue} {program} ".encode() + packed, sha256)
