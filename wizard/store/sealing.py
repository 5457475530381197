"""Sealing with Fernet: AES-128 in CBC mode with an HMAC, from `cryptography`.

The key is a file beside the database, never in it, so a copy of the database alone
tells nothing about anybody.
"""

from collections.abc import Iterable

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from wizard.application.ports_sealing import UnreadableError


class FernetSealing:
    """Seals with the first key and opens with any, so that a key can be replaced.

    To replace it, put a new line before the old one; take the old line away once
    nothing is kept that was sealed with it.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        """Use `keys`, each 32 bytes in URL-safe base64.

        Raises `ValueError`, which says nothing of the key, if there is none or one is no key.
        """
        lines = tuple(keys)
        if not lines:
            raise ValueError("there is no key to seal with; the key file is empty")
        self._fernet = MultiFernet([_fernet(line, number) for number, line in enumerate(lines, 1)])

    def seal(self, words: str) -> str:
        """Return the words sealed, as ASCII; the same words look different each time."""
        return self._fernet.encrypt(words.encode("utf-8")).decode("ascii")

    def open(self, sealed: str) -> str:
        """Return the words again; raises `UnreadableError` if no key opens them."""
        try:
            return self._fernet.decrypt(sealed.encode("utf-8")).decode("utf-8")
        except InvalidToken as error:
            raise UnreadableError("no key opens these sealed words") from error


def _fernet(key: str, number: int) -> Fernet:
    try:
        return Fernet(key)
    except ValueError as error:
        raise ValueError(f"line {number} of the key file is no key (32 bytes in base64)") from error
