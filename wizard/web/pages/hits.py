"""One service that a search found: its card, the words found marked, and why it was found."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from wizard.application.find import FoundService
from wizard.application.ports import Matched
from wizard.domain.matching import Verdict
from wizard.domain.text import Picked
from wizard.domain.truth import Truth
from wizard.web.languages import OWN_NAMES
from wizard.web.pages.cards import Card, ReasonLine, card
from wizard.web.visit import Visit

ELISION = re.compile(r"^(?:[cdjlmnst]|qu|lorsqu|jusqu)['’](?=\w)", re.IGNORECASE)
"""French writes the article with its word: «l'embauche» is shown as «embauche»."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; `marked` if it is one of the words that were found."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in pieces; `language` is its own where it is not the page's ("" if it is)."""

    pieces: tuple[Piece, ...]
    language: str = ""


@dataclass(frozen=True, slots=True)
class FoundBy:
    """A word by which a service was found that stands in neither its title nor its passage.

    `language` and its own `name` are given where it is not the page's.
    """

    word: str
    language: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class HitCard:
    """A hit in the list; `topics` are words typed that name what the service is for."""

    card: Card
    title: Passage
    passage: Passage
    found_by: tuple[FoundBy, ...]
    topics: str


def hit_card(one: FoundService, visit: Visit) -> HitCard:
    """Return the card of a hit; of the reasons only those that exclude the service."""
    words = tuple(match.written for match in one.hit.matched)
    shown = card(one.service, visit, one.verdict)
    text = Picked(one.hit.snippet, visit.language) if one.hit.snippet else shown.summary
    title, passage = _passage(shown.title, words), _passage(text, words)
    seen = {piece.text.casefold() for piece in (*title.pieces, *passage.pieces) if piece.marked}
    return HitCard(
        card=replace(shown, reasons=_excluding(shown, one.verdict)),
        title=title,
        passage=passage,
        found_by=tuple(_found_by(one.hit.matched, seen, visit)),
        topics=", ".join(match.typed for match in one.hit.matched if not match.written),
    )


def marked(text: str, words: Iterable[str]) -> tuple[Piece, ...]:
    """Divide a text into pieces of which those that are one of the words are marked.

    >>> marked("Help bij aanwerven", ["AANWERVEN"])
    (Piece(text='Help bij ', marked=False), Piece(text='aanwerven', marked=True))
    """
    wanted = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    if not wanted:
        return (Piece(text),)
    either = "|".join(re.escape(word) for word in wanted)
    parts = re.split(rf"(?<!\w)({either})(?!\w)", text, flags=re.IGNORECASE)
    return tuple(Piece(part, bool(place % 2)) for place, part in enumerate(parts) if part)


def _passage(text: Picked, words: Iterable[str]) -> Passage:
    return Passage(marked(text.words, words), text.language if text.foreign else "")


def _excluding(shown: Card, verdict: Verdict | None) -> tuple[ReasonLine, ...]:
    if verdict is None or verdict.truth is not Truth.NO:
        return ()
    return tuple(line for line in shown.reasons if line.truth == Truth.NO.key)


def _found_by(matched: Iterable[Matched], seen: set[str], visit: Visit) -> Iterator[FoundBy]:
    """Yield, each once, the words that a reader does not see marked and did not type."""
    given: set[str] = set()
    for match in matched:
        bare = ELISION.sub("", match.written) if match.language == "fr" else match.written
        own = match.language == visit.language
        word = bare.casefold()
        plain = own and word == match.typed.casefold()
        if not word or plain or word in given or match.written.casefold() in seen:
            continue
        given.add(word)
        yield FoundBy(bare) if own else FoundBy(bare, match.language, OWN_NAMES[match.language])
