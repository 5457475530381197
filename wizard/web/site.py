"""What every request can reach: the edition in force and the day it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache, partial

from flask import Flask, current_app, g

from wizard.application.desk_counts import NoTally
from wizard.application.desks import NoDesks
from wizard.application.ports import WordSearch
from wizard.application.ports_desk_counts import DeskTally
from wizard.application.ports_desks import DeskShelf
from wizard.domain.advice import Advice, advise
from wizard.domain.answers import Answers
from wizard.domain.catalogue import Catalogue
from wizard.web.fragments import MOST_BYTES, Fragments
from wizard.web.staff.office import Office

ADVICE_REMEMBERED = 128
"""Sets of answers whose advice is kept: some three megabytes."""


@dataclass(frozen=True)
class Site:
    """The parts that `app` wires together once per process.

    `office` is what the staff area works with; without it there is no `/staff`. `desks`
    are the partners that have a kiosk or a frame, `tally` is told what happens there.
    `piece_bytes` is how much is kept of pieces of pages.
    """

    catalogue: Catalogue
    words: WordSearch
    today: Callable[[], date]
    public_url: str = ""
    office: Office | None = None
    desks: DeskShelf = field(default_factory=NoDesks)
    tally: DeskTally = field(default_factory=NoTally)
    piece_bytes: int = MOST_BYTES

    @cached_property
    def fragments(self) -> Fragments:
        """The pieces of pages of this site, so of this edition alone."""
        return Fragments(self.piece_bytes)

    @cached_property
    def advise(self) -> Callable[[Answers, date], Advice]:
        """The advice for some answers on a day; that for the last few different ones is remembered.

        On the day of a crisis many people give the same answers, and everybody who looks at
        a page again gives theirs.
        """
        return lru_cache(ADVICE_REMEMBERED)(partial(advise, self.catalogue))

    @cached_property
    def replayed(self) -> dict[bytes, Answers]:
        """What was read lately in queries; `wizard.web.visit` keeps it small."""
        return {}


EXTENSION = "parcours"


def site() -> Site:
    """Return the site as it was when the current request first asked: one edition throughout."""
    found: Site | None = g.get("site")
    if found is None:
        found = g.site = current_app.extensions[EXTENSION]
    return found


def exchange(app: Flask, change: Callable[[Site], Site]) -> None:
    """Put another site in the place of the present one; requests in hand go on with theirs."""
    app.extensions[EXTENSION] = change(app.extensions[EXTENSION])
