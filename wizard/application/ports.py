"""The ports on one page: what the use cases need from the outside world."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from wizard.domain.catalogue import Catalogue
from wizard.domain.text import Language


@dataclass(frozen=True, slots=True)
class Edition:
    """A published catalogue: its number (1 and up), digest, moment (UTC) and files."""

    number: int
    digest: str
    published_at: datetime
    files: Mapping[str, str]


class Editions(Protocol):
    """Where published editions are kept; they are only ever added."""

    def latest(self) -> Edition | None:
        """Return the newest edition, or None if nothing was ever published."""

    def add(self, digest: str, files: Mapping[str, str], published_at: datetime) -> int:
        """Store an edition in one transaction and return its number."""


class Checked(Protocol):
    """The outcome of checking a catalogue's files."""

    @property
    def catalogue(self) -> Catalogue | None:
        """The catalogue, or None if anything is in error."""

    @property
    def errors(self) -> Sequence[object]:
        """What forbids publishing; `str()` of each is a line for the editor."""


class Hit(Protocol):
    """One service found by its words."""

    @property
    def service(self) -> str:
        """The service's id."""

    @property
    def score(self) -> float:
        """The larger the better; comparable within one search only."""

    @property
    def matched_language(self) -> Language:
        """The language whose words matched best."""

    @property
    def snippet(self) -> str:
        """A plain-text passage in the language asked for."""


class Found(Protocol):
    """The outcome of one search."""

    @property
    def query(self) -> str:
        """The query as it was understood (shortened, trimmed)."""

    @property
    def hits(self) -> Sequence[Hit]:
        """The hits, best first."""

    @property
    def suggestion(self) -> str | None:
        """The query with typing errors corrected, if any were."""

    @property
    def total(self) -> int:
        """How many services were found, shown or not."""


class WordSearch(Protocol):
    """Finds services by words, in all three languages at once."""

    def search(self, query: str, language: Language, limit: int = 20) -> Found:
        """Return at most `limit` hits; never raises, whatever the text."""
