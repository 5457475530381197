"""The frame's words as the translations have them now, for tests that read a page."""

from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

TRANSLATIONS = Path(__file__).parent.parent.parent / "translations"


@cache
def _catalog(language: str) -> Catalog:
    file = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    with file.open("rb") as source:
        return read_po(source, locale=language)


def said(language: str, message: str) -> str:
    """Return `message` as a page in `language` says it (messages are written in English)."""
    if language == "en":
        return message
    found = _catalog(language).get(message)
    return str(found.string) if found is not None and found.string else message
