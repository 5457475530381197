"""Finding by words, with the verdicts of the answers that are in the address."""

from dataclasses import dataclass

from wizard.application.ports import Filters, Found, Hit, WordSearch
from wizard.domain.answers import Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.matching import Verdict, judge
from wizard.domain.service import Service
from wizard.domain.text import Language

NO_FILTERS: Filters = {}


@dataclass(frozen=True, slots=True)
class FoundService:
    """A hit with its service, and its verdict if anything was answered."""

    service: Service
    hit: Hit
    verdict: Verdict | None


def find(
    catalogue: Catalogue,
    words: WordSearch,
    query: str,
    language: Language,
    answers: Answers,
    limit: int = 20,
    only: Filters = NO_FILTERS,
) -> tuple[Found, tuple[FoundService, ...]]:
    """Return what the words find, best first, judged for `answers` if there are any.

    Searching never hides a service that does not fit: it says so instead. `only` keeps
    what passes the filters that the visitor chose.
    """
    found = words.search(query, language, limit, only)
    known = catalogue.journey.known(answers)
    services = tuple(
        FoundService(service, hit, judge(service, known) if len(answers) else None)
        for hit in found.hits
        if (service := catalogue.services.get(hit.service)) is not None
    )
    return found, services
