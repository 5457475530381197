"""The record of what was read of the sources: `evidence.json` in the catalogue's folder.

The documents and the notes on public pages are not part of the repository. The
record keeps what the checks need of them: per passage a hash and its numbers,
per page its dates and the numbers of the facts noted from it, per contact
whether it was noted. No sentence is copied. `wizard catalogue passages` writes
it; it is no part of an edition, because no reader sees it.
"""

import re
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from wizard.content.problems import Problem, from_validation
from wizard.content.schema import Strict

EVIDENCE = "evidence.json"
"""The record's file."""

LOOKED_UP = re.compile(r"x\d+")
"""The ids of pages that editors looked up beside the notes; nothing else tells what they say."""

RUN = "run `wizard catalogue passages`"


class DocumentRead(Strict):
    """One source document: the file it was read from, its lines, its hash."""

    file: str
    lines: int
    sha256: str


class PassageRead(Strict):
    """A passage: the start of the SHA-256 of its text, "" if it is blank, and its numbers."""

    sha256: str
    numbers: list[str]


class PageRead(Strict):
    """A public page: where it was found, the dates noted for it, the numbers of its facts."""

    found: Literal["notes", "looked-up", "nowhere"]
    official: bool = False
    dates: list[str] = Field(default_factory=list)
    numbers: list[str] = Field(default_factory=list)


class Evidence(Strict):
    """The whole record; passages are keyed «sba-2016 1850-1852», pages by their address.

    `contacts` holds each address, telephone number and so on of a service, and
    whether the documents or notes have it.
    """

    documents: dict[str, DocumentRead] = Field(default_factory=dict)
    passages: dict[str, PassageRead] = Field(default_factory=dict)
    pages: dict[str, PageRead] = Field(default_factory=dict)
    contacts: dict[str, bool] = Field(default_factory=dict)


def read_evidence(folder: Path) -> tuple[Evidence | None, list[Problem]]:
    """Return the record in a catalogue's folder, or None with what is wrong with it."""
    file = folder / EVIDENCE
    if not file.is_file():
        unread = f"is missing, so no passage was checked; {RUN}"
        return None, [Problem(EVIDENCE, "(file)", unread, "warning")]
    try:
        return Evidence.model_validate_json(file.read_bytes()), []
    except ValidationError as error:
        return None, from_validation(EVIDENCE, error)
