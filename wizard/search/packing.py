"""An edition ready to serve, as bytes: its catalogue and the search over it.

To read a catalogue from its files and to put the search together takes seconds of work, which
each process of each node would do again. The outcome is values of our own classes, so it is
pickled once and read by the others in a fraction of a second. Reading a pickle can run
whatever it names; so `unpack` knows only the classes that an edition is made of, and who calls
it makes sure first that the bytes are our own (`wizard.editions`).
"""

import io
import pickle
from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from types import FunctionType, MethodType
from typing import Any
from zlib import compress, decompress

from wizard.domain.catalogue import Catalogue
from wizard.search.engine import Search
from wizard.search.generations import IndexDamaged

OWN = ("wizard.domain.", "wizard.search.")
OTHERS = {
    ("builtins", "frozenset"),
    ("builtins", "getattr"),
    ("builtins", "set"),
    ("collections", "Counter"),
    ("collections", "OrderedDict"),
    ("collections", "defaultdict"),
    ("builtins", "list"),
    ("builtins", "int"),
    ("datetime", "date"),
    ("functools", "partial"),
    ("operator", "itemgetter"),
    ("re", "_compile"),
    ("types", "MappingProxyType"),
    ("numpy", "dtype"),
    ("numpy", "ndarray"),
    ("numpy._core.multiarray", "_reconstruct"),
    ("numpy._core.multiarray", "scalar"),
    ("numpy._core.numeric", "_frombuffer"),
}
"""What an edition is made of beside our own classes; anything else is refused."""


def pack(catalogue: Catalogue, search: Search) -> bytes:
    """Return an edition as bytes that `unpack` takes again; memories are left empty."""
    written = io.BytesIO()
    _Packer(written, protocol=5).dump((catalogue, search))
    return compress(written.getvalue(), level=1)


def unpack(packed: bytes) -> tuple[Catalogue, Search]:
    """Return the edition in bytes that `pack` made with this very program.

    Raises `IndexDamaged` if they are something else.
    """
    try:
        catalogue, search = _Unpacker(io.BytesIO(decompress(packed))).load()
    except Exception as bad:
        # Bytes at random make pickle raise nearly any kind of error, also for want of memory.
        raise IndexDamaged(f"this is no edition ready to serve ({bad}); make it anew") from bad
    if not (isinstance(catalogue, Catalogue) and isinstance(search, Search)):
        raise IndexDamaged("this is no edition ready to serve; make it anew")
    return catalogue, search


def remembering(function: Callable[..., Any], most: int | None) -> Callable[..., Any]:
    """Return a function that remembers its last answers, with nothing remembered yet."""
    return lru_cache(most)(function)


class _Packer(pickle.Pickler):
    """Writes a memory as the function that it belongs to, and its room."""

    def reducer_override(self, value: Any) -> Any:
        """Say how a value is written; pickle calls this for each."""
        if isinstance(value, _lru_cache_wrapper) and isinstance(
            value.__wrapped__, FunctionType | MethodType
        ):
            return remembering, (value.__wrapped__, value.cache_parameters()["maxsize"])
        return NotImplemented


class _Unpacker(pickle.Unpickler):
    """Finds our own classes, and the few others that an edition is made of."""

    def find_class(self, module: str, name: str) -> Any:
        """Return what a pickle names; raises `UnpicklingError` for anything unknown."""
        if "." not in name and ((module, name) in OTHERS or module.startswith(OWN)):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} has no place in an edition")
