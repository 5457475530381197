"""Small files of the data folder that are there whole, old or new, whoever is killed when."""

import os
from pathlib import Path


def write_whole(file: Path, text: str) -> None:
    """Write ASCII into a file that only we may read; its folder is made if it is not there.

    Raises `OSError`, and leaves nothing behind, if there is no room for it.
    """
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}.draft")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        draft.replace(file)
    except BaseException:
        # On a disk that is full what was begun would take the room of the next try.
        draft.unlink(missing_ok=True)
        raise
