"""What of a service is searched, and how much each part counts.

There is one field per language. A word's weight in it is the sum of the weights
of the parts that it stands in, before BM25F saturates it: a word of the title
counts more than one in passing, and a long text cannot outweigh a title.
"""

from collections.abc import Iterator, Mapping

from wizard.domain.catalogue import Catalogue
from wizard.domain.service import Service
from wizard.domain.text import Language, Text

TITLE = 6.0
"""People look for a service whose name they half remember."""
SEARCH_WORDS = 5.0
"""Written for this search: the words of visitors where the text has the law's."""
NAMES = 3.0
"""Providers and their abbreviations: below the title, or all services of one would tie with it."""
ASKED = 2.0
"""Whole lines as visitors would ask: many words, each of which says a little."""
SUMMARY = 2.0
"""What it is, in one sentence."""
LABELS = 1.5
"""Category, instruments and sectors: a general word still finds the whole group."""
BODY = 1.0
"""Offer, audience, criteria and checks: every word can be found, few decide."""


def parts(
    service: Service, catalogue: Catalogue, language: Language
) -> Iterator[tuple[float, str]]:
    """Yield (weight, text) of each searchable part that `service` has in `language`."""
    words = service.words
    for weight, text in (
        (TITLE, words.title),
        (SUMMARY, words.summary),
        (BODY, words.audience),
        *((LABELS, label) for label in _labels(service, catalogue)),
        *((BODY, criterion.label) for criterion in service.criteria),
        *((BODY, check.text) for check in service.checks),
    ):
        yield weight, text.exact(language)
    for name in _names(service, catalogue):
        yield NAMES, name
    for weight, lines in (
        (SEARCH_WORDS, words.search),
        (ASKED, words.asked),
        (BODY, words.offer),
    ):
        for line in lines.exact(language):
            yield weight, line


def spellings(service: Service, catalogue: Catalogue, language: Language) -> Iterator[str]:
    """Yield the texts whose words are offered when a visitor mistypes one."""
    for weight, text in parts(service, catalogue, language):
        if weight > BODY:
            yield text


def _names(service: Service, catalogue: Catalogue) -> Iterator[str]:
    """Yield all names of the providers: people know an organisation by any of them."""
    for key in service.providers:
        provider = catalogue.providers.get(key)
        if provider is not None:
            yield from provider.names


def _labels(service: Service, catalogue: Catalogue) -> Iterator[Text]:
    keys: Mapping[str, tuple[str, ...]] = {
        "category": (service.category, *service.also_categories),
        "instrument": service.instruments,
        "sector": tuple(sorted(service.sectors)),
    }
    for vocabulary, chosen in keys.items():
        for key in chosen:
            yield catalogue.label(vocabulary, key)
