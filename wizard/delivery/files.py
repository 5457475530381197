"""Messages as files: text messages for a gateway that reads a folder, mails for a trial."""

import json
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from wizard.application.ports_outbox import DelayedError, Taken
from wizard.delivery.letters import letter


class TextFolder:
    """Puts each text message into a folder as one line of JSON, from where a gateway takes it."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`, which is made at the first message."""
        self._folder = folder

    def send(self, taken: Taken) -> None:
        """Write `<reference>.json`; raises `DelayedError` if it cannot be written."""
        line = {
            "id": taken.reference,
            "to": taken.message.to,
            "text": taken.message.text,
            "language": taken.language,
        }
        words = json.dumps(line, ensure_ascii=False) + "\n"
        _put(self._folder / f"{taken.reference}.json", words.encode("utf-8"))


class MailFolder:
    """Puts each letter into a folder: to try the program out without a mail server."""

    def __init__(self, folder: Path, sender: str) -> None:
        """Use `folder`, which is made at the first letter; send as `sender`."""
        self._folder, self._sender = folder, sender

    def send(self, taken: Taken) -> None:
        """Write `<reference>.eml`; raises `DelayedError` if it cannot be written."""
        content = letter(taken, self._sender).as_bytes()
        _put(self._folder / f"{taken.reference}.eml", content)


def _put(file: Path, content: bytes) -> None:
    """Write a file that nobody sees before it is whole, and that only its owner may read.

    The same message written twice is one file.
    """
    draft: Path | None = None
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, prefix=".", delete=False) as opened:
            draft = Path(opened.name)
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        draft.replace(file)
    except OSError as error:
        if draft is not None:
            # It holds an address: nothing of it stays where nobody looks for it.
            draft.unlink(missing_ok=True)
        raise DelayedError("folder", everyone=True) from error
