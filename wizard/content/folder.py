"""A catalogue folder as text: the form in which an edition is stored."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

Files = Mapping[str, str]
"""Relative path with forward slashes -> the file's text."""

SINGLE_FILES = ("journey.toml", "criteria.toml", "documents.toml")
FOLDERS = ("services", "providers", "packages", "vocabularies", "scenarios")


class NotUtf8Error(ValueError):
    """Some files cannot be read as text; the message names them and what to do."""


def read_folder(folder: Path) -> dict[str, str]:
    """Return the catalogue's TOML files under `folder`, by relative path, sorted.

    Raises `FileNotFoundError` if `folder` is no folder, `NotUtf8Error` naming all files
    that are not UTF-8.
    """
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is not a folder; give the catalogue's folder")
    files: dict[str, str] = {}
    broken: list[str] = []
    for path in sorted(folder.rglob("*.toml")):
        name = path.relative_to(folder).as_posix()
        try:
            files[name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            broken.append(name)
    if broken:
        raise NotUtf8Error(f"{', '.join(broken)}: not UTF-8; save as UTF-8")
    return files


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
