"""An edition in force, ready to serve: from this machine's folder, another node, or made here.

Making one ready takes seconds: read and check some 600 files, build the index, put the search
together. It happens once for all processes of all nodes: who publishes does it before the edition
counts, and the others read the outcome. Nothing depends on that: whatever is missing,
damaged or made by another version of the program is made again from the edition's files.
"""

import json
import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from wizard.application.ports import Edition
from wizard.application.ports_accounts import DatabaseAwayError
from wizard.domain.catalogue import Catalogue
from wizard.domain.periods import BRUSSELS
from wizard.search import IndexDamaged, Search, ensure_index, generations
from wizard.search.packing import pack, unpack
from wizard.settings import Settings
from wizard.store.editions import DatabaseEditions, DatabaseNotReadyError
from wizard.store.engine import Engine
from wizard.store.ready import ReadyEditions
from wizard.web.program import program

log = logging.getLogger(__name__)

FILE = "edition.packed"
IN_FORCE = "in-force.json"
UNREADABLE = (
    "there is no edition to serve, because the database cannot be read ({}); mend that, or run"
    " `wizard catalogue publish` first"
)
NOTHING = "there is no edition to serve; run `wizard catalogue publish` first"


@dataclass(frozen=True, slots=True)
class Ready:
    """A catalogue with its number and date, and the search over it."""

    catalogue: Catalogue
    words: Search

    def as_edition(self, number: int, day: str) -> "Ready":
        """Return the same under a number and the day it was published, worked out for use."""
        catalogue = replace(self.catalogue, edition=number, published_on=day)
        catalogue.work_out()
        return Ready(catalogue, self.words)


class Shop:
    """Where editions are made ready: a folder of this machine, and the database of all nodes."""

    def __init__(self, settings: Settings, engine: Engine) -> None:
        """Use the data folder of `settings` and `engine`, which tells when it is away."""
        self._index, self._folder = settings.index, settings.ready
        self._editions = DatabaseEditions(engine)
        self._shared = ReadyEditions(engine, settings.secret())

    def newest(self) -> tuple[int, str] | None:
        """Return number and digest of the edition in force; None if there is none.

        Raises `DatabaseNotReadyError` or `DatabaseAwayError` if that cannot be known.
        """
        return self._editions.newest()

    def open(self) -> Ready:
        """Return the edition in force; while the database is away, the one known last.

        Raises `RuntimeError` with what to do if there is none.
        """
        try:
            newest = self.newest()
        except (DatabaseNotReadyError, DatabaseAwayError) as error:
            return self._known_last(error)
        if newest is None:
            raise RuntimeError(NOTHING)
        return self.fetch(*newest) or self.make(*newest)

    def fetch(self, number: int, digest: str) -> Ready | None:
        """Return an edition that was made ready before, here or by another node; else None."""
        found = self._kept(digest)
        if found is None:
            with generations.alone(self._folder):
                # Another process may have brought it while this one waited.
                found = self._kept(digest) or self._shared_by_others(digest)
        return None if found is None else self._numbered(found, number)

    def make(self, number: int, digest: str) -> Ready:
        """Return the edition in force, made ready now from its files."""
        with generations.alone(self._folder):
            found = self._kept(digest)
            if found is None:
                edition = self._editions.latest()
                if edition is None:
                    raise RuntimeError(NOTHING)
                number, digest = edition.number, edition.digest
                # What was just put together carries the traces of its making; a copy is smaller.
                found = Ready(*unpack(self._made(load_edition(edition))))
        return self._numbered(found, number)

    def make_before(self, catalogue: Catalogue) -> None:
        """Make a catalogue ready for all nodes before it is published.

        Raises `OSError` if there is no room for it on the disk.
        """
        with generations.alone(self._folder):
            if self._kept(catalogue.digest) is None:
                self._made(catalogue)

    def _made(self, catalogue: Catalogue) -> bytes:
        """Make a catalogue ready, and return it as it is kept."""
        words = ensure_index(catalogue, self._index)
        packed = pack(catalogue, words)
        self._keep(catalogue.digest, packed)
        try:
            self._shared.put(catalogue.digest, program(), packed, datetime.now(UTC))
        except DatabaseAwayError as error:
            log.warning("other nodes make edition %.8s themselves: %s", catalogue.digest, error)
        return packed

    def _kept(self, digest: str) -> Ready | None:
        try:
            return Ready(*unpack(generations.load(self._folder, _made_from(digest))[FILE]))
        except (IndexDamaged, KeyError):
            return None

    def _shared_by_others(self, digest: str) -> Ready | None:
        packed = self._shared.get(digest, program())
        if packed is None:
            return None
        try:
            found = Ready(*unpack(packed))
        except IndexDamaged as error:
            log.warning("edition %.8s of another node cannot be used: %s", digest, error)
            return None
        try:
            self._keep(digest, packed)
        except OSError as error:
            # This process can serve it all the same; the next one asks again.
            log.warning("edition %.8s cannot be kept on this disk: %s", digest, error)
        return found

    def _keep(self, digest: str, packed: bytes) -> None:
        def write(directory: Path) -> None:
            (directory / FILE).write_bytes(packed)

        generations.store(self._folder, _made_from(digest), write)

    def _numbered(self, found: Ready, number: int) -> Ready:
        day = self._editions.published_at(number).astimezone(BRUSSELS).date().isoformat()
        self._note(number, day, found.catalogue.digest)
        return found.as_edition(number, day)

    def _note(self, number: int, day: str, digest: str) -> None:
        """Write down which edition is in force, for a start without the database."""
        note = json.dumps({"number": number, "published_on": day, "digest": digest})
        path = self._folder / IN_FORCE
        try:
            # Bytes, because what stands there may be damaged.
            if not path.exists() or path.read_bytes() != note.encode():
                generations.replace_text(path, note)
        except OSError as error:
            log.warning("which edition is in force cannot be noted: %s", error)

    def _known_last(self, why: Exception) -> Ready:
        try:
            note = json.loads((self._folder / IN_FORCE).read_text("ascii"))
            number, day, digest = int(note["number"]), note["published_on"], note["digest"]
        except (OSError, ValueError, KeyError, TypeError):
            raise RuntimeError(UNREADABLE.format(why)) from why
        found = self._kept(str(digest))
        if found is None:
            raise RuntimeError(UNREADABLE.format(why)) from why
        log.warning("the database is away: edition %s is served, as known last", number)
        return found.as_edition(number, str(day))


def load_edition(edition: Edition) -> Catalogue:
    """Return the catalogue of a stored edition, read from its files.

    Raises `RuntimeError` if this version of the program cannot read it any more.
    """
    # Its many models take memory that a server does without while others make editions ready.
    from wizard.content.load import load_catalogue  # noqa: PLC0415  (as said above)

    published = edition.published_at.astimezone(BRUSSELS).date().isoformat()
    loaded = load_catalogue(
        edition.files, edition=edition.number, published_on=published, personas=False
    )
    if loaded.catalogue is None:
        lines = "\n".join(str(error) for error in loaded.errors)
        raise RuntimeError(f"edition {edition.number} cannot be read; publish a new one\n{lines}")
    return loaded.catalogue


def _made_from(digest: str) -> dict[str, str]:
    return {"catalogue": digest, "program": program()}
