"""The index folder: whole generations of files, checked by hash, switched at once.

A generation is a subfolder that is written once. `manifest.json` names the one
that counts, with the SHA-256 of each of its files, and is replaced by a rename:
whoever is killed at whatever moment leaves the old index or the new one, never
half of either. The hashes find damage by disk or copy; they are no signature.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
LOCK = "lock"
PREFIX = "generation-"
_NAME = re.compile(rf"{PREFIX}\w+")
_FILE = re.compile(r"\w[\w.-]*")


class IndexDamaged(Exception):  # noqa: N818 - said in the words of its catcher
    """The index folder cannot be used as it is; building it anew mends it."""


def store(folder: Path, made_from: Mapping[str, str], write: Callable[[Path], None]) -> None:
    """Make a new generation with `write` (it gets an empty directory) and switch to it.

    `made_from` says what it was made from and is asked again by `load`. Call it
    inside `alone`. Older generations are removed afterwards.
    """
    generation = Path(tempfile.mkdtemp(prefix=PREFIX, dir=folder))
    try:
        _switch(folder, generation, made_from, write)
    except BaseException:
        # On a disk that is full what was begun would take the room of the next try.
        shutil.rmtree(generation, ignore_errors=True)
        raise
    for old in folder.glob(f"{PREFIX}*"):
        if old != generation:
            shutil.rmtree(old, ignore_errors=True)


def load(folder: Path, made_from: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files of the generation that counts, by name, as they were written.

    The bytes returned are the bytes checked: nothing is read a second time.
    Raises `IndexDamaged` if anything is missing, altered, left over, or made
    from something else than `made_from`.
    """
    manifest = _manifest(folder)
    while True:
        try:
            return _files(folder, manifest, made_from)
        except IndexDamaged:
            # Another process may have switched while this one was reading: read again.
            newer = _manifest(folder)
            if newer == manifest:
                raise
            manifest = newer


def taken_over(
    folder: Path, names: Iterable[str], made_from: Mapping[str, str]
) -> dict[str, bytes] | None:
    """Return some files of the generation that counts, for the one that follows it.

    None unless all are there, whole, and were made from at least `made_from`.
    """
    try:
        manifest = _manifest(folder)
        origin = manifest.get("made_from")
        if not isinstance(origin, dict) or not made_from.items() <= origin.items():
            return None
        generation, hashes = _generation(folder, manifest), manifest["files"]
        return {name: _checked(generation, name, str(hashes[name])) for name in names}
    except (IndexDamaged, KeyError):
        return None


def replace_text(path: Path, text: str) -> None:
    """Write a small file whole: whoever reads it meets the old text or the new one."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        fresh.write_text(text, encoding="utf-8")
        _sync(fresh)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    _sync(path.parent)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder (made if it is not there) against other builders; they wait."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _switch(
    folder: Path, generation: Path, made_from: Mapping[str, str], write: Callable[[Path], None]
) -> None:
    """Fill a new generation with `write`, and let the manifest name it."""
    write(generation)
    hashes = {}
    for path in sorted(generation.iterdir()):
        hashes[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
        _sync(path)
    _sync(generation)
    manifest = {"generation": generation.name, "made_from": dict(made_from), "files": hashes}
    replace_text(folder / MANIFEST, json.dumps(manifest, indent=1))


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        manifest = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise IndexDamaged(f"{path} is not there; build the index") from None
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"{path} cannot be read ({error}); build the index anew") from error
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
        raise IndexDamaged(f"{path} is no manifest; build the index anew")
    return manifest


def _files(
    folder: Path, manifest: Mapping[str, Any], made_from: Mapping[str, str]
) -> dict[str, bytes]:
    if manifest.get("made_from") != dict(made_from):
        raise IndexDamaged(f"{folder} was made from another edition or program; build it anew")
    generation = _generation(folder, manifest)
    return {
        str(file): _checked(generation, str(file), str(digest))
        for file, digest in manifest["files"].items()
    }


def _generation(folder: Path, manifest: Mapping[str, Any]) -> Path:
    """Return the subfolder that a manifest names."""
    name = str(manifest.get("generation"))
    if not _NAME.fullmatch(name) or not manifest["files"]:
        raise IndexDamaged(f"{folder / MANIFEST} names no generation; build the index anew")
    return folder / name


def _checked(generation: Path, file: str, digest: str) -> bytes:
    path = generation / file
    if not _FILE.fullmatch(file):
        raise IndexDamaged(f"{path} is no file of an index; build the index anew")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise IndexDamaged(f"{path} cannot be read ({error}); build the index anew") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise IndexDamaged(f"{path} was altered since it was written; build the index anew")
    return content


def _sync(path: Path) -> None:
    """Wait until a file or directory is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
