"""The port of what is kept unreadable: addresses and contact data, until they are removed."""

from typing import Protocol


class UnreadableError(ValueError):
    """Sealed words that no key of ours opens: damaged, or sealed with a key that is gone."""


class Sealing(Protocol):
    """Makes words unreadable for whoever has the database but not the key."""

    def seal(self, words: str) -> str:
        """Return the words sealed, as ASCII; the same words look different each time."""

    def open(self, sealed: str) -> str:
        """Return the words again; raises `UnreadableError` if no key opens them."""
