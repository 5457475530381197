"""What the results page only counts, on pages of their own: a whole category, and what does not fit.

They are put together from pieces like the results page, and lead back to it.
"""

from functools import partial

from wizard.domain.advice import Advice, Group
from wizard.domain.truth import Truth
from wizard.web.assembly import Assembly
from wizard.web.pages import results as making
from wizard.web.pages import results_parts as parts
from wizard.web.pages.cards import excluded_row, row
from wizard.web.visit import Visit


def category_html(category: str, advice: Advice, visit: Visit) -> bytes:
    """Return the page of all services of a category that fit or may fit."""
    page = _WholeCategory(advice, visit)
    return page.finished(page.html(category))


def not_fitting_html(advice: Advice, visit: Visit) -> bytes:
    """Return the page of all services that do not fit, with the reasons."""
    page = _NotFitting(advice, visit)
    return page.finished(page.html())


class _WholeCategory(Assembly):
    """One category, the services in the order of the list."""

    def html(self, category: str) -> bytes:
        """Return the page, with marks where the queries belong."""
        group = self.advice.group(category)
        counts = (group.certain, group.total)
        places = {
            "hidden": self.hidden(),
            "others": self._others(category),
            "rows": self._rows(group),
        }
        frame = partial(making.whole_category, category, *counts, self.anybody)
        return self.framed(("category", category, counts), frame, places)

    def _others(self, category: str) -> bytes:
        """Return the ways to the other categories."""
        keys = [(one.category, one.total, one.category == category) for one in self.advice.groups]
        return self.join("to category", keys, lambda key: making.to_category(*key, self.anybody))

    def _rows(self, group: Group) -> bytes:
        def part(key: tuple[str, Truth]) -> parts.ResultRow:
            return parts.ResultRow(row(self.catalogue.services[key[0]], self.anybody, key[1]))

        keys = [(one.service.key, one.truth) for one in (*group.shown, *group.rest)]
        return self.join("row", keys, part)


class _NotFitting(Assembly):
    """What does not fit, each service with the conditions that are not met."""

    def html(self) -> bytes:
        """Return the page, with marks where the queries belong."""
        keys = [service.key for service in self.advice.excluded]
        places = {
            "hidden": self.hidden(),
            "rows": self.explained_keys("excluded", keys, self._row),
        }
        frame = partial(making.not_fitting_page, len(keys), self.anybody)
        return self.framed(("not fitting", len(keys)), frame, places)

    def _row(self, key: str) -> parts.NotFittingRow:
        service = self.catalogue.services[key]
        verdict = self.advice.verdict(service)
        return parts.NotFittingRow(excluded_row(service, self.visit, verdict, self.advice.known))
