"""Whether the contact of a service was found somewhere: nobody may invent a telephone number.

A contact counts as found if the documents or the notes hold it, if a source of
the file says it, or if it cites a page that an editor looked up.
"""

import re
from collections.abc import Iterable, Iterator

from wizard.content.problems import Problem
from wizard.content.reader import Records
from wizard.content.record import LOOKED_UP, RUN, Evidence
from wizard.content.schema import ServiceFile

KINDS = ("url", "phone", "email", "address")

SHORT = 5
"""A telephone number with fewer digits is a short code («1819») and is known by its name."""

LAST = 8
"""The digits that tell a telephone number, however its country and zone are written."""

_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ ./()+-]+(?=\d)")
_NOT_DIGITS = re.compile(r"\D")
_SCHEME = re.compile(r"^https?://(?:www\.)?")
_PARTS = re.compile(r"\d+|[^\W\d_]{5,}")
"""The parts that tell an address: its numbers and its longer words, in any order."""


class Places:
    """Texts in which contacts can be looked for, however they are written."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = [text.casefold() for text in texts]
        self._whole = "\n".join(self._texts)
        self._digits = "\n".join(_BETWEEN_DIGITS.sub("", text) for text in self._texts)

    def hold(self, kind: str, value: str) -> bool:
        """Return whether one of the texts holds a contact of one of the `KINDS`.

        >>> Places(["Call (02) 123.45.67"]).hold("phone", "+32 2 123 45 67")
        True
        """
        sought = value.casefold()
        if kind == "phone":
            digits = _NOT_DIGITS.sub("", sought)
            return len(digits) < SHORT or digits[-LAST:] in self._digits
        if kind == "url":
            return _SCHEME.sub("", sought).rstrip("/") in self._whole
        if kind == "email":
            return sought in self._whole
        parts = set(_PARTS.findall(sought))
        return any(all(part in text for part in parts) for text in self._texts)


def contacts(service: ServiceFile) -> Iterator[tuple[str, str]]:
    """Yield the kind and the value of every contact of a service."""
    for kind in KINDS:
        value = getattr(service.contact, kind)
        if value:
            yield kind, value


def check_contacts(records: Records, evidence: Evidence) -> Iterator[Problem]:
    """Yield every contact that was found nowhere; what was not looked for is a warning."""
    for key, service in records.services.items():
        if service.contact.source and LOOKED_UP.fullmatch(service.contact.source):
            continue
        said = Places(
            text for source in service.sources for text in (*source.says, source.url or "")
        )
        for kind, value in contacts(service):
            found = evidence.contacts.get(value)
            if found or said.hold(kind, value):
                continue
            nowhere = (
                "stands in no document, note or source; cite the page that gives it, or remove it"
            )
            yield Problem(
                f"services/{key}.toml",
                f"contact.{kind}",
                f"{value} was not looked for yet; {RUN}" if found is None else f"{value} {nowhere}",
                "warning" if found is None else "error",
            )
