"""The folder `static` in memory: names that change with their content, bytes compressed once.

A file is read, hashed and compressed when the process starts (some fifty files, less than a
megabyte), so that no request does any of it. The idea of names with a hash is that of Django's
`ManifestStaticFilesStorage` and WhiteNoise; here there is no manifest, because the folder
itself is small enough to be one.
"""

import gzip
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path, PurePosixPath

from wizard import resources

DIGITS = 10
"""Hexadecimal digits in a name: a trillion contents, of which a file has some dozens in its life."""

KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
}
"""Ending -> media type; our own list, because that of the operating system differs by machine."""

NAMED = re.compile(rf"(?P<stem>.+)\.[0-9a-f]{{{DIGITS}}}(?P<ending>\.[a-z]+)")


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file: its path below the folder, its media type and bytes.

    `packed` are the bytes compressed with gzip, empty where that saves nothing. `sha256` is
    the digest of the bytes in hexadecimal digits.
    """

    name: str
    kind: str
    body: bytes
    packed: bytes
    sha256: str

    @property
    def hashed(self) -> str:
        """The name with the first digits of the digest before its ending.

        >>> StaticFile("vendor/a.js", "", b"", b"", "0123456789abcdef").hashed
        'vendor/a.0123456789.js'
        """
        stem, dot, ending = self.name.rpartition(".")
        return f"{stem}.{self.sha256[:DIGITS]}{dot}{ending}"


class StaticFiles:
    """All files of the folder, by their names."""

    def __init__(self, files: Iterable[StaticFile]) -> None:
        """Hold `files`, each under its plain name and under its hashed one."""
        self.files = {one.name: one for one in files}
        self._hashed = {one.hashed: one for one in self.files.values()}
        self._names = {one.name: one.hashed for one in self.files.values()}

    def hashed(self, name: str) -> str:
        """Return the name by which pages load the file `name`.

        Raises `FileNotFoundError` if there is none: a page that names it is wrong.
        """
        return self._names.get(name) or self.named(name).hashed

    def named(self, name: str) -> StaticFile:
        """Return the file `name` of the folder; raises `FileNotFoundError` if there is none."""
        found = self.files.get(name)
        if found is None:
            raise FileNotFoundError(f"the folder static has no file {name}")
        return found

    def exactly(self, name: str) -> StaticFile | None:
        """Return the file whose hashed name is `name`, None if no file has it now."""
        return self._hashed.get(name)

    def any_version(self, name: str) -> StaticFile | None:
        """Return the file that `name` means: plain, or with the hash of whatever content.

        While several servers get a new program one after the other, a page of one of them
        loads its files from another, older or newer. The file of that server looks a little
        different at worst, whereas «not found» would leave the page without any style.
        """
        older = NAMED.fullmatch(name)
        return self.files.get(f"{older['stem']}{older['ending']}" if older else name)


@cache
def static_files() -> StaticFiles:
    """Return the files of this installation; they are read once in the life of a process."""
    return read_files(resources.folder("static"))


def static_url(root: str, name: str) -> str:
    """Return the address by which pages load the file `name`, on the site mounted at `root`.

    Raises `FileNotFoundError` if there is none.
    """
    return f"{root}/static/{static_files().hashed(name)}"


def read_files(folder: Path) -> StaticFiles:
    """Return all files below `folder`.

    Raises `KeyError` for an ending that has no media type in `KINDS`.
    """
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return StaticFiles(_read(path, path.relative_to(folder).as_posix()) for path in paths)


def _read(path: Path, name: str) -> StaticFile:
    body = path.read_bytes()
    kind = KINDS[PurePosixPath(name).suffix]
    # Pictures are compressed already. Without a date the same bytes give the same bytes anywhere.
    packed = gzip.compress(body, 9, mtime=0) if "charset" in kind else b""
    smaller = packed if len(packed) < len(body) else b""
    return StaticFile(name, kind, body, smaller, sha256(body).hexdigest())
