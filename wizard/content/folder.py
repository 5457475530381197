"""A catalogue folder as text: the form in which an edition is stored."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

Files = Mapping[str, str]
"""Relative path with forward slashes -> the file's text."""

NOT_UTF8 = "\0"
"""Stands for the text of a file that cannot be read as UTF-8; no TOML file can hold it."""

SINGLE_FILES = ("journey.toml", "criteria.toml", "documents.toml")
OPTIONAL_FILES = ("searches.toml",)
DESKS = "desks"
"""Beside the catalogue, and no part of an edition: each desk is a record of its own."""

FOLDERS = ("services", "providers", "packages", "vocabularies", "vocabulary", "scenarios")


def read_folder(folder: Path) -> dict[str, str]:
    """Return the catalogue's TOML files under `folder`, by relative path, sorted.

    The desks that ship beside it are left out. A file that is not UTF-8 gets the text
    `NOT_UTF8`, which the reader reports together with all other problems. Raises
    `FileNotFoundError` if `folder` is none.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is not a folder; give the catalogue's folder")
    return {
        path.relative_to(folder).as_posix(): _text(path)
        for path in sorted(folder.rglob("*.toml"))
        if path.relative_to(folder).parts[0] != DESKS
    }


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return NOT_UTF8


def write_folder(files: Files, folder: Path) -> None:
    """Write the files of an edition to `folder`, which is made if it is not there."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def digest(files: Files) -> str:
    """Return the SHA-256 of the files' names and texts, as 64 hexadecimal digits."""
    canonical = json.dumps(dict(sorted(files.items())), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
