"""What is wrong in a catalogue, said so that its owner can mend it."""

from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One line of a report: the file, the key in it, what is wrong and what to do.

    >>> str(Problem("services/a.toml", "title.fr", "is missing; write it"))
    'services/a.toml: title.fr: is missing; write it'
    """

    file: str
    key: str
    message: str
    weight: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        prefix = "" if self.weight == "error" else "warning: "
        return f"{prefix}{self.file}: {self.key}: {self.message}"


def from_validation(file: str, error: ValidationError) -> list[Problem]:
    """Return one problem for each thing that pydantic found in `file`."""
    return [
        Problem(
            file,
            ".".join(str(part) for part in item["loc"]) or "(file)",
            _advice(item["type"], item["msg"]),
        )
        for item in error.errors(include_url=False)
    ]


def _advice(kind: str, message: str) -> str:
    """Return the message with what to do, in the words of an editor rather than a parser."""
    if kind == "missing":
        return "is missing; add it"
    if kind == "extra_forbidden":
        return "is not a key of this table; look for a typing error or remove it"
    if kind == "string_too_short":
        return "is empty; write it or remove the key"
    if kind == "literal_error":
        return f"is not one of the allowed keys; {message.removeprefix('Input should be ')}"
    if kind.startswith("string_pattern"):
        return f"has the wrong form; {message}"
    return message.removeprefix("Value error, ")
