"""What every request can reach: the edition in force and the day it is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from flask import current_app

from wizard.application.desk_counts import NoTally
from wizard.application.desks import NoDesks
from wizard.application.ports import WordSearch
from wizard.application.ports_desk_counts import DeskTally
from wizard.application.ports_desks import DeskShelf
from wizard.domain.catalogue import Catalogue
from wizard.web.staff.office import Office


@dataclass(frozen=True)
class Site:
    """The parts that `app` wires together once per process.

    `office` is what the staff area works with; without it there is no `/staff`. `desks`
    are the partners that have a kiosk or a frame, `tally` is told what happens there.
    """

    catalogue: Catalogue
    words: WordSearch
    today: Callable[[], date]
    public_url: str = ""
    office: Office | None = None
    desks: DeskShelf = field(default_factory=NoDesks)
    tally: DeskTally = field(default_factory=NoTally)


EXTENSION = "parcours"


def site() -> Site:
    """Return the site of the current application."""
    found: Site = current_app.extensions[EXTENSION]
    return found
