"""The files with the keys of an installation, on their way into a backup and back."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import mkstemp

from wizard.settings import Settings
from wizard.store.backup_file import BackupError, BackupReader
from wizard.store.restore import NotEmptyError

SECRET, SEALING = "secret", "sealing.key"  # names of files


def read(settings: Settings) -> dict[str, str]:
    """Return the names and words of the key files; raises `OSError` if one is not there."""
    return {
        name: file.read_text(encoding="ascii").strip() for name, file in _files(settings).items()
    }


def marks(settings: Settings) -> tuple[str, ...]:
    """Return a mark of each sealing key that is there, by which nobody can find the key.

    It tells whether a database and a key belong together.
    """
    file = _files(settings)[SEALING]
    if not file.exists():
        return ()
    lines = file.read_text(encoding="ascii").split()
    return tuple(sha256(f"sealing key {line}".encode()).hexdigest()[:16] for line in lines)


def wanted(settings: Settings, backup: BackupReader, *, replace: bool) -> dict[Path, str]:
    """Return the files to write, with their words, so that the keys are those of a backup.

    Raises `BackupError` if it has none, and `NotEmptyError` if another key is in a place,
    unless it may be replaced. The files of WIZARD_SECRET_FILE and
    WIZARD_SEALING_KEY_FILE are never written.
    """
    if not backup.manifest.keys:
        raise BackupError("the file has no key files; leave out --with-keys")
    found: dict[Path, str] = {}
    for name in backup.manifest.keys:
        file = _files(settings).get(name)
        if file is None:
            raise BackupError(f"the file is damaged: {name} is no key file")
        words = backup.key(name)
        if file.exists() and file.read_text(encoding="ascii").strip() == words:
            continue
        if problem := _yours_to_keep(settings).get(file):
            raise BackupError(f"{file} {problem}, or leave the setting out")
        if file.exists() and not replace:
            raise NotEmptyError(f"{file} is another key than that of the backup")
        found[file] = words
    return found


@contextmanager
def put_after(files: Mapping[Path, str]) -> Iterator[None]:
    """Put key files in their places once the block has ended well; only their owner reads them.

    They are written beside their places before it begins. Raises `OSError`.
    """
    drafts: dict[Path, Path] = {}
    try:
        for file, words in files.items():
            handle, name = mkstemp(dir=file.parent, prefix=f".{file.name}-")
            drafts[file] = Path(name)
            with os.fdopen(handle, "w", encoding="ascii") as draft:
                draft.write(f"{words}\n")
                draft.flush()
                os.fsync(draft.fileno())
        yield
        for file, written in drafts.items():
            written.replace(file)
    finally:
        for written in drafts.values():
            written.unlink(missing_ok=True)


def _yours_to_keep(settings: Settings) -> dict[Path | None, str]:
    return {
        settings.sealing_key_file: "has other keys than the backup, and WIZARD_SEALING_KEY_FILE"
        " is yours to keep: add the backup's lines to it",
        settings.secret_file: "is another key than that of the backup, and WIZARD_SECRET_FILE"
        " is yours to keep: put the backup's key there",
    }


def _files(settings: Settings) -> dict[str, Path]:
    return {
        SECRET: settings.secret_file or settings.data / SECRET,
        SEALING: settings.sealing_key_file or settings.data / SEALING,
    }
