"""What every request can reach: the edition in force and the day it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flask import current_app

from wizard.application.ports import WordSearch
from wizard.domain.catalogue import Catalogue
from wizard.web.staff.office import Office


@dataclass(frozen=True)
class Site:
    """The parts that `app` wires together once per process.

    `office` is what the staff area works with; without it there is no `/staff`.
    """

    catalogue: Catalogue
    words: WordSearch
    today: Callable[[], date]
    public_url: str = ""
    office: Office | None = None


EXTENSION = "parcours"


def site() -> Site:
    """Return the site of the current application."""
    found: Site = current_app.extensions[EXTENSION]
    return found
