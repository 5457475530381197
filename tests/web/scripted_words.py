"""A search that finds what a test says, so that a page can be tried with any outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import Flask

from tests.sites import app_over
from wizard.application.ports import Filters, Found, Suggestion
from wizard.domain.text import Language
from wizard.web.site import EXTENSION, Site

NO_FILTERS: Mapping[str, frozenset[str]] = {}


@dataclass
class ScriptedWords:
    """A `WordSearch` that always answers the same, and notes what it was asked."""

    found: Found
    suggestions: tuple[Suggestion, ...] = ()
    asked: list[tuple[str, Language, int, Filters]] = field(default_factory=list)

    def search(
        self, query: str, language: Language, limit: int = 20, only: Filters = NO_FILTERS
    ) -> Found:
        """Note the question and return what was scripted."""
        self.asked.append((query, language, limit, only))
        return self.found

    def suggest(self, text: str, language: Language, limit: int = 8) -> tuple[Suggestion, ...]:
        """Note the question and return what was scripted."""
        self.asked.append((text, language, limit, NO_FILTERS))
        return self.suggestions


def scripted_app(app: Flask, words: ScriptedWords) -> Flask:
    """Return the same site over another search."""
    site: Site = app.extensions[EXTENSION]
    return app_over(Site(site.catalogue, words, site.today))
