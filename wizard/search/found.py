"""What a search returns."""

from dataclasses import dataclass

from wizard.domain.text import Language


@dataclass(frozen=True, slots=True)
class Hit:
    """One service that was found.

    `matched_language` is the language whose texts decided; `snippet` is plain
    text in the language that was asked for (if the service has one in it).
    """

    service: str
    score: float
    matched_language: Language
    snippet: str


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search: at most `limit` hits, best first, of `total` in all.

    `query` is what was searched: the text typed, on one line, cut to its limit.
    `suggestion` is that text with mistyped words put right; the hits are then
    those of the suggestion.
    """

    query: str
    language: Language
    hits: tuple[Hit, ...]
    suggestion: str | None
    total: int
