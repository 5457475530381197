"""Which program this is: one value for all that its pages are made of beside the catalogue."""

import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from wizard import resources

SHAPING = (
    "flask",
    "werkzeug",
    "jinja2",
    "markupsafe",
    "flask-babel",
    "babel",
    "wtforms",
    "segno",
    "whoosh",
    "numpy",
    "rapidfuzz",
    "PyStemmer",
    "pyspellchecker",
)
"""Libraries whose next version may write a date, a page or a list of hits differently."""


@cache
def program() -> str:
    """Return the SHA-256 of code, templates, words, static files and libraries.

    It is the same in every process of the same program on the same libraries. Reading some
    megabytes once takes a few hundredths of a second.
    """
    total = sha256(sys.version.encode())
    for library in SHAPING:
        total.update(f"{library} {version(library)}\n".encode())
    for name, path in sorted(_files()):
        body = path.read_bytes()
        # With its length nothing that moves from one file to the next goes unseen.
        total.update(f"{name} {len(body)}\n".encode())
        total.update(body)
    return total.hexdigest()


def _files() -> Iterator[tuple[str, Path]]:
    """Yield each file by a name that does not depend on where the program is installed."""
    code = Path(resources.__file__).parent
    for folder, pattern in (
        (code, "*.py"),
        (resources.folder("templates"), "*"),
        (resources.folder("static"), "*"),
        (resources.folder("translations"), "*.mo"),
    ):
        for path in folder.rglob(pattern):
            if path.is_file():
                yield f"{folder.name}/{path.relative_to(folder).as_posix()}", path
