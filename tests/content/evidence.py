"""Service files as TOML gives them, and the texts in them."""

from collections.abc import Iterator
from typing import Any

Record = dict[str, Any]
"""A service file as TOML gives it."""


def strings(value: Any) -> Iterator[str]:
    """Yield all texts inside tables and lists."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
