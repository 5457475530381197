"""Long lists of services, as packages, categories and providers show them."""

from collections.abc import Iterable

from wizard.domain.service import Service
from wizard.web.messages import ngettext
from wizard.web.pages.cards import Row, row
from wizard.web.visit import Visit


def count(services: Iterable[Service]) -> str:
    """Return the number of services that can be used, in words."""
    number = sum(one.recommended for one in services)
    return ngettext("%(num)s service", "%(num)s services", number)


def rows(services: Iterable[Service], visit: Visit) -> tuple[Row, ...]:
    """Return the rows in reading order: in use, most people first, then by title."""
    ordered = sorted(
        services,
        key=lambda one: (
            not one.recommended,
            -one.prominence,
            one.words.title.pick(visit.language).words.casefold(),
        ),
    )
    return tuple(row(service, visit) for service in ordered)
