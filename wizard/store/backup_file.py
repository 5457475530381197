"""The file of a backup: a zip with a file of JSON lines for each table, and a manifest.

It says nothing of the database that it comes from, so that it can go into another kind.
Each line is a row: an array of its values in the order of the manifest's columns, moments
and days as ISO 8601 has them, bytes in base64.
"""

import json
import os
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

FORMAT = 1
MANIFEST = "manifest.json"

UNREADABLE = (
    BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    TypeError,
    NotImplementedError,
    ValueError,
)
"""What reading a file that is damaged, or no backup at all, may raise."""


class BackupError(ValueError):
    """A file cannot be restored from; the message says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a backup: its columns in order, its rows, and the digest of its lines."""

    table: str
    columns: tuple[str, ...]
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: `sealing` are marks of the keys that its contact data is sealed with.

    `written_at` is a moment as ISO 8601 has it, `keys` the names of the key files in it.
    """

    revision: str
    written_at: str
    parts: tuple[Part, ...]
    sealing: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """The number of rows of all tables."""
        return sum(part.rows for part in self.parts)


@dataclass
class BackupWriter:
    """Adds to a backup that is being written."""

    archive: ZipFile
    parts: list[Part] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def add_table(
        self,
        table: str,
        columns: Sequence[str],
        rows: Iterable[Sequence[object]],
        advance: Callable[[int], None],
    ) -> None:
        """Add a table, row by row; `advance` is told of each row."""
        digest, count = sha256(), 0
        with self.archive.open(_member(table), "w", force_zip64=True) as out:
            for row in rows:
                words = json.dumps([_to_json(value) for value in row], ensure_ascii=False)
                line = f"{words}\n".encode()
                out.write(line)
                digest.update(line)
                count += 1
                advance(1)
        self.parts.append(Part(table, tuple(columns), count, digest.hexdigest()))

    def add_key(self, name: str, words: str) -> None:
        """Add a key file."""
        self.archive.writestr(f"keys/{name}", words)
        self.keys.append(name)

    def finish(self, revision: str, written_at: datetime, sealing: Sequence[str]) -> Manifest:
        """Add the manifest, and return it."""
        manifest = Manifest(
            revision,
            written_at.astimezone(UTC).isoformat(),
            tuple(self.parts),
            tuple(sealing),
            tuple(self.keys),
        )
        self.archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
        return manifest


class BackupReader:
    """Reads a backup; every method raises `BackupError` if the file is damaged."""

    def __init__(self, archive: ZipFile) -> None:
        """Read the manifest."""
        self._archive = archive
        with _telling():
            self.manifest = _manifest(json.loads(archive.read(MANIFEST)))

    def rows(self, part: Part) -> Iterator[list[object]]:
        """Yield the rows of a table as JSON has them; what is damaged is told at its end at last."""
        digest, count = sha256(), 0
        with _telling(), self._archive.open(_member(part.table)) as lines:
            for line in lines:
                digest.update(line)
                count += 1
                row = json.loads(line)
                if len(row) != len(part.columns):
                    raise BackupError(f"the file is damaged: a row of {part.table} is cut")
                yield row
        if (digest.hexdigest(), count) != (part.sha256, part.rows):
            raise BackupError(f"the file is damaged: {part.table} is not as it was written")

    def key(self, name: str) -> str:
        """Return the words of a key file of the manifest."""
        with _telling():
            return self._archive.read(f"keys/{name}").decode("ascii")


@contextmanager
def new_backup(file: Path) -> Iterator[BackupWriter]:
    """Return a backup to write, which is in its place only once it is whole.

    Only its owner may read it. It is read again before it gets its name. Raises `OSError`.
    """
    handle, name = mkstemp(dir=file.parent, prefix=f".{file.name}-")
    draft = Path(name)
    try:
        with os.fdopen(handle, "w+b") as stream:
            with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
                yield BackupWriter(archive)
            stream.flush()
            os.fsync(stream.fileno())
        with open_backup(draft) as written:
            for part in written.manifest.parts:
                for _ in written.rows(part):
                    pass
        draft.rename(file)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def open_backup(file: Path) -> Iterator[BackupReader]:
    """Return a backup to read; raises `BackupError` if it is none, and `OSError`."""
    with _telling():
        archive = ZipFile(file)
    with archive:
        yield BackupReader(archive)


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except BackupError:
        raise
    except UNREADABLE as error:
        raise BackupError(f"the file is damaged, or no backup ({error})") from error


def _manifest(words: dict[str, object]) -> Manifest:
    if not isinstance(words["format"], int):
        raise TypeError("its manifest has no format")
    if words["format"] > FORMAT:
        raise BackupError(
            "the file was written by a newer version of this program; install that version"
        )
    parts = words.pop("parts")
    if not isinstance(parts, list):
        raise TypeError("its manifest has no tables")
    whole = {
        name: tuple(value) if isinstance(value, list) else value for name, value in words.items()
    }
    found = tuple(Part(**{**one, "columns": tuple(one["columns"])}) for one in parts)
    return Manifest(parts=found, **whole)  # type: ignore[arg-type]  # what is no manifest is told


def _member(table: str) -> str:
    return f"tables/{table}.jsonl"


def _to_json(value: object) -> object:
    match value:
        case datetime():
            known = value.replace(tzinfo=UTC) if value.tzinfo is None else value
            return known.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case bytes():
            return b64encode(value).decode("ascii")
    return value
