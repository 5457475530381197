"""The numbers in a text, and whether a source of the same file states them.

The check was written with the records: an amount that no source says is the
worst mistake that a guide to support can make.
"""

import re
from collections.abc import Iterator
from typing import Any

Record = dict[str, Any]
"""A service file as TOML gives it."""

NUMBER = re.compile(r"\d+(?:[.,  \u202f]\d{3})*(?:[.,]\d+)?")
THOUSANDS = re.compile(r"[.,](?=\d{3}(\D|$))")
SPACES = re.compile(r"[\s\u202f\xa0]")

TEXTS = ("title", "summary", "offer", "audience", "apply", "ask")
STATEMENTS = {"facts": "text", "checks": "text", "criteria": "label"}
"""Lists of a file -> the key of the text in each of their items."""

ALWAYS = {"1819"}
"""The telephone number of the Region's own advice line."""


def numbers(text: str) -> set[str]:
    """Return the numbers of a text in one form: «5.000», «5 000» and «5,000» are 5000.

    >>> sorted(numbers("2,5 % of 5 000 euro, 2.5 % of 5,000 euro"))
    ['2.5', '5000']
    """
    return {_norm(found) for found in NUMBER.findall(text)}


def unsupported(record: Record) -> Iterator[str]:
    """Yield each number of two digits or more that no source of the file states."""
    stated = stated_numbers(record)
    for key, text in texts(record):
        for number in sorted(numbers(text) - stated):
            if len(number) > 1:
                yield f"{key}: {number} is in no source: «{text}»"


def stated_numbers(record: Record) -> set[str]:
    """Return the numbers that the sources of a file say, with their dates and the contact."""
    found = ALWAYS | numbers(record.get("as_of", ""))
    for text in strings(record.get("contact", {})):
        found |= numbers(text)
    for source in record["sources"]:
        said = [*source.get("says", []), source.get("date", ""), source.get("doc", "")]
        found |= numbers(" ".join(said))
    return found


def texts(record: Record) -> Iterator[tuple[str, str]]:
    """Yield every text of a file that a reader sees, with the key under which it stands."""
    for key in TEXTS:
        for text in strings(record[key]):
            yield key, text
    for key, inner in STATEMENTS.items():
        for item in record.get(key, []):
            for text in strings(item.get(inner, {})):
                yield key, text


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


def _norm(number: str) -> str:
    plain = THOUSANDS.sub("", SPACES.sub("", number))
    return plain.replace(",", ".").rstrip(".")
