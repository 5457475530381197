"""The ports on one page: what the use cases need from the outside world."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from wizard.domain.catalogue import Catalogue
from wizard.domain.lexicon import Facet
from wizard.domain.text import Language, Text


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

    def newest(self) -> tuple[int, str] | None:
        """Return number and digest of the newest edition, or None; cheap, to ask often."""

    def add(self, digest: str, files: Mapping[str, str], published_at: datetime) -> int | None:
        """Store an edition in one transaction and return its number.

        Returns None, and stores nothing, if the newest edition has the same digest.
        """


class Checked(Protocol):
    """The outcome of checking a catalogue's files."""

    @property
    def catalogue(self) -> Catalogue | None:
        """The catalogue, or None if anything is in error."""

    @property
    def errors(self) -> Sequence[object]:
        """What forbids publishing; `str()` of each is a line for the editor."""


class Matched(Protocol):
    """A part of a query that a service has."""

    @property
    def typed(self) -> str:
        """As the visitor typed it (corrected, if it was mistyped)."""

    @property
    def written(self) -> str:
        """As the service's text says it; empty if it was found by its need or sector alone."""

    @property
    def language(self) -> Language:
        """The language of that text."""


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

    @property
    def matched(self) -> Sequence[Matched]:
        """The parts of the query that the service has, in the query's order."""


class Recognised(Protocol):
    """An answer of the journey that a query names, e.g. a trade that belongs to a sector."""

    @property
    def kind(self) -> str:
        """«trade» for an occupation, else «concept»."""

    @property
    def label(self) -> Text:
        """What was recognised, in three languages, e.g. «bakery»."""

    @property
    def facet(self) -> Facet:
        """Question and option, e.g. `("sector", "horeca")`."""


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
        """The query with typing errors corrected, if any were; the hits are its."""

    @property
    def total(self) -> int:
        """How many services were found, shown or not."""

    @property
    def missing(self) -> Sequence[str]:
        """The words typed that no service has."""

    @property
    def recognised(self) -> Sequence[Recognised]:
        """Answers that the query names, the most useful first, at most three."""

    @property
    def providers(self) -> Sequence[str]:
        """Ids of organisations that the query names."""

    @property
    def hint(self) -> Text:
        """Where something belongs that the catalogue cannot answer; empty if nothing is known."""

    @property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Filter -> key -> how many services it would leave under the other filters."""


class Suggestion(Protocol):
    """A name that begins with what is typed."""

    @property
    def kind(self) -> str:
        """«service», «provider», «trade» or «need»."""

    @property
    def key(self) -> str:
        """The key of the service, provider, trade or need."""

    @property
    def label(self) -> Text:
        """Its name."""

    @property
    def facet(self) -> Facet | None:
        """The answer that a trade or need stands for."""


class Proposal(Protocol):
    """An answer that the note of a call says."""

    @property
    def question(self) -> str:
        """The question's key."""

    @property
    def option(self) -> str:
        """One of the question's options."""

    @property
    def start(self) -> int:
        """Where the words that say it begin in the text."""

    @property
    def end(self) -> int:
        """Where they end."""

    @property
    def said(self) -> str:
        """Those words, as they were typed."""


Filters = Mapping[str, frozenset[str]]
"""Filter name (package, category, instrument, sector, kind, status) -> keys, one of which must hold."""


class WordSearch(Protocol):
    """Finds services by words, in all three languages at once."""

    def search(self, query: str, language: Language, limit: int = 20, only: Filters = ...) -> Found:
        """Return at most `limit` hits that pass the filters; never raises, whatever the text."""

    def suggest(self, text: str, language: Language, limit: int = 8) -> Sequence[Suggestion]:
        """Return at most `limit` names for what is typed so far; never raises."""

    def propose(self, text: str, language: Language) -> Sequence[Proposal]:
        """Return the answers that the note of a call says, in its order; never raises.

        For a question with one answer there is one proposal at most.
        """
