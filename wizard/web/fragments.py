"""Pieces of HTML that many pages have in common, made once and put together for each page.

A list shows some hundreds of services, and what stands about one of them depends on
a few answers only; what depends on all of them is the query of the addresses. So a piece is
made by its template with a mark in the place of each query (`Links.deferred`), kept as bytes
under what it depends on, and a page is its pieces joined, with the queries put in. The
idea is that of edge-side includes and of fragment caches; the page itself is never kept.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

from wizard.web.links import AFTER_STAGE, BACK_QUERY, PLAIN_QUERY

MOST_BYTES = 16 * 1024 * 1024
"""Of all pieces of an edition in one process: all services in three languages, and the
variants of the explanations that visitors of a busy hour meet."""

SLOT = "\x05"
"""Stands on both sides of the name of a place that is filled for each page."""

K = TypeVar("K", bound=Hashable)

Shelf = dict[Hashable, bytes]
"""Pieces that have something in common, such as the language and the kind."""

Parts = tuple[tuple[bytes, str], ...]
"""A page with places to fill: what stands before a place, and its name ("" at the end)."""


def slot(name: str) -> str:
    """Return the mark of a place that `fill` puts something into."""
    return f"{SLOT}{name}{SLOT}"


def parts_of(html: str) -> Parts:
    """Return a page with its places apart, in the order of the page.

    >>> parts_of(f"<p>{slot('name')}</p>")
    ((b'<p>', 'name'), (b'</p>', ''))
    """
    pieces = [*html.split(SLOT), ""]
    return tuple(
        (before.encode(), name) for before, name in zip(pieces[::2], pieces[1::2], strict=True)
    )


def fill(parts: Parts, found: Mapping[str, bytes]) -> bytes:
    """Return a page with all its places filled; raises `KeyError` for one that nothing is for."""
    pieces: list[bytes] = []
    for before, name in parts:
        pieces.append(before)
        if name:
            pieces.append(found[name])
    return b"".join(pieces)


def with_queries(html: bytes, plain: str, back: str, after_stage: str) -> bytes:
    """Return HTML with the queries in the places of their marks.

    `plain` is the query of the answers as it stands in HTML, `back` the same with the way
    back to the list, `after_stage` what follows the first answer in it.
    """
    for mark, query in ((PLAIN_QUERY, plain), (BACK_QUERY, back), (AFTER_STAGE, after_stage)):
        html = html.replace(mark.encode(), query.encode())
    return html


class Fragments:
    """The pieces of one edition, under what each of them depends on.

    Reading takes no lock: a dictionary's look-up is one step in CPython, and two threads that
    miss the same piece make the same bytes. When the pieces become too many, all are
    forgotten at once, which needs no book-keeping for what is used how often.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        """Keep at most about `most_bytes` of HTML."""
        self._most_bytes = most_bytes
        self._shelves: dict[Hashable, Shelf] = {}
        self._frames: dict[Hashable, Parts] = {}
        self._bytes = 0

    def shelf(self, key: Hashable) -> Shelf:
        """Return the pieces that have `key` in common; `join` fills it."""
        found = self._shelves.get(key)
        return self._shelves.setdefault(key, {}) if found is None else found

    def join(self, shelf: Shelf, keys: Iterable[K], write: Callable[[K], str]) -> bytes:
        """Return the pieces `keys` of a shelf in a row; what is not there yet is written."""
        return b"".join([shelf.get(key) or self.make(shelf, key, write) for key in keys])

    def make(self, shelf: Shelf, key: K, write: Callable[[K], str]) -> bytes:
        """Return the piece `key` of a shelf, written now."""
        made = shelf[key] = write(key).encode()
        self._grow(len(made))
        return made

    def frame(self, key: Hashable, write: Callable[[], str]) -> Parts:
        """Return a piece that has places to fill, written now if it is not there yet."""
        found = self._frames.get(key)
        if found is None:
            html = write()
            found = self._frames[key] = parts_of(html)
            self._grow(len(html))
        return found

    def _grow(self, more: int) -> None:
        self._bytes += more
        if self._bytes > self._most_bytes:
            self._bytes, self._shelves, self._frames = 0, {}, {}
