"""What words of a query mean: concepts, trades and topics of the lexicon, and names.

A phrase is recognised by the stems of its words, so every inflection counts;
written together («foodtruck»), and without the small words in it, it is the same
phrase. The longest phrase wins over the words in it.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import numpy as np

from wizard.domain.catalogue import Catalogue
from wizard.domain.lexicon import Concept
from wizard.domain.text import LANGUAGES, Language, Lines
from wizard.search.facets import Facets
from wizard.search.postings import Posting, Postings, merged, shared, summed
from wizard.search.stems import stem, tokens
from wizard.search.stopwords import STOP_WORDS

REMEMBERED = 512
"""Postings of concepts kept: nearly all queries use the same few."""
RARE = 6
"""A name of a single word counts as a name only if no more services have that word."""

SHORT = 5
"""Below so many letters another form of a word must look like it, too."""
JOINED = 7
"""Letters from which words written together are recognised: shorter ones are other words."""
APART = 0.6
"""The words of a phrase may stand far apart in a service's texts: less than one word that says it."""
SECTOR_OF_TRADE = 0.4
"""A service that names the trade comes before those that are for its whole sector."""

Key = tuple[str, ...]
"""The stems of a phrase, in order."""


class Concepts:
    """The lexicon of one edition with its names; safe to share between threads."""

    def __init__(self, catalogue: Catalogue, postings: Postings, facets: Facets) -> None:
        self._postings = postings
        self._facets = facets
        self._keys: dict[Language, dict[Key, tuple[Concept, ...]]] = {
            language: {} for language in LANGUAGES
        }
        self._exact: dict[Language, dict[Key, tuple[Concept, ...]]] = {
            language: {} for language in LANGUAGES
        }
        self._starts: dict[Language, dict[str, int]] = {language: {} for language in LANGUAGES}
        for concept in (
            *catalogue.lexicon.concepts,
            *_divisions(catalogue),
            *_needs(catalogue),
            *_providers(catalogue),
        ):
            self._add(concept)
        for concept in _services(catalogue):
            self._add(concept, rare_only=True)
        self.posting = lru_cache(REMEMBERED)(self._posting)
        self.keys = lru_cache(REMEMBERED)(_content_keys)
        self.signs = lru_cache(REMEMBERED)(self._signs)

    def named(self, plain: Key, language: Language) -> tuple[Concept, ...]:
        """Return what a phrase of folded words means in `language`; empty for nothing.

        What has the very words comes before what has another form of them: the stems of
        «taxe» and «taxi» are the same.
        """
        exact = self._exact[language].get(plain)
        if exact:
            return exact
        found = self._keys[language].get(tuple(stem(language, one) for one in plain), ())
        if len(plain) == 1 and len(plain[0]) < SHORT:
            return tuple(one for one in found if _is_form(plain[0], one, language))
        return found

    def longest(self, one: str, language: Language) -> int:
        """Return how many words the longest phrase has that begins with a folded word."""
        return max(
            self._starts[language].get(one, 0), self._starts[language].get(stem(language, one), 0)
        )

    def meant(self, one: str, language: Language) -> tuple[Concept, ...]:
        """Return what a single stem may mean in `language`."""
        return self._keys[language].get((one,), ())

    def _add(self, concept: Concept, *, rare_only: bool = False) -> None:
        for language in LANGUAGES:
            for phrase in concept.words.exact(language):
                plain = plain_words(phrase)
                if rare_only and len(plain) == 1 and not self._is_rare(plain[0], language):
                    continue
                _append(self._exact[language], plain, concept)
                for key in forms(plain, language):
                    _append(self._keys[language], key, concept)
                    if len(key) > 1:
                        size = max(len(plain), self._starts[language].get(key[0], 0))
                        self._starts[language][key[0]] = size

    def _is_rare(self, word: str, language: Language) -> bool:
        known = self._postings.of(language, stem(language, word)).rows
        return word.isdigit() or len(known) <= RARE

    def _signs(self, concept: Concept, first: Language) -> tuple[tuple[Language, str], ...]:
        """Return the stems that say a concept by themselves, with their language, `first` first.

        A single word of a phrase is no sign of it: «zoeken» of «personeel zoeken».
        """
        return tuple(
            (language, key[0])
            for language in dict.fromkeys((first, *LANGUAGES))
            for key in self.keys(concept, language)
            if len(key) == 1
        )

    def _phrase(self, key: Key, language: Language) -> Posting:
        """Return the services that have all words of a phrase, wherever they stand."""
        found = shared(self._postings.of(language, one) for one in key)
        if len(key) == 1:
            return found
        return Posting(found.rows, found.weights * np.float32(APART))

    def _posting(self, concept: Concept) -> Posting:
        """Return the services that a concept finds, by its words and by its facets."""
        found = [
            self._phrase(key, language)
            for language in LANGUAGES
            for key in self.keys(concept, language)
        ]
        size = len(self._postings)
        facets = merged((self._facets.of(one) for one in concept.facets), size)
        if concept.kind == "trade":
            facets = Posting(facets.rows, facets.weights * np.float32(SECTOR_OF_TRADE))
        return summed((merged(found, size), facets), size)


def plain_words(phrase: str) -> tuple[str, ...]:
    """Return the folded words of a phrase, hyphens undone: «Start-up kit» is (startup, kit)."""
    return tuple("".join(parts) for _, _, parts in tokens(phrase))


def forms(plain: tuple[str, ...], language: Language) -> Iterable[Key]:
    """Return the keys under which a phrase is recognised, each once.

    All its words; its words without the small ones, if two are left; if it has several
    words, all written together.

    >>> sorted(forms(("food", "truck"), "en"))
    [('food', 'truck'), ('foodtruck',)]
    """
    found = [tuple(stem(language, one) for one in plain)]
    if len(plain) > 1:
        content = content_key(plain, language)
        found += [content] if len(content) > 1 else []
        found += [(stem(language, joined),)] if len(joined := "".join(plain)) >= JOINED else []
    return dict.fromkeys(key for key in found if key and key[0])


def _is_form(plain: str, concept: Concept, language: Language) -> bool:
    """Say whether a short word is a plural or the like of a word of the concept.

    The stems of short words meet too easily: «sais» and «saisie».
    """
    words = (plain_words(phrase) for phrase in concept.words.exact(language))
    return any(
        len(one) == 1 and one[0][:3] == plain[:3] and abs(len(one[0]) - len(plain)) < 2
        for one in words
    )


def _append(keys: dict[Key, tuple[Concept, ...]], key: Key, concept: Concept) -> None:
    if key and concept not in keys.get(key, ()):
        keys[key] = (*keys.get(key, ()), concept)


def content_key(plain: tuple[str, ...], language: Language) -> Key:
    """Return the stems of the words that are no stop words."""
    return tuple(stem(language, one) for one in plain if one not in STOP_WORDS[language])


def _content_keys(concept: Concept, language: Language) -> tuple[Key, ...]:
    keys = (content_key(plain_words(phrase), language) for phrase in concept.words.exact(language))
    return tuple(dict.fromkeys(key for key in keys if key))


def _divisions(catalogue: Catalogue) -> Iterator[Concept]:
    """Yield each NACE division by its official label and by its code («nace 56»)."""
    for code, division in catalogue.lexicon.divisions.items():
        label = division.label
        words = Lines(*((label.exact(one), f"nace {code}") for one in LANGUAGES))
        facets = tuple(("sector", key) for key in division.sectors)
        yield Concept(f"nace-{code}", "trade", words, facets, (code,))


def _needs(catalogue: Catalogue) -> Iterator[Concept]:
    """Yield each need by the label under which it is suggested, so that it is recognised again."""
    for term in catalogue.vocabularies.get("need", ()):
        words = Lines(*((term.label.exact(one),) for one in LANGUAGES))
        yield Concept(term.key, "concept", words, (("need", term.key),))


def _providers(catalogue: Catalogue) -> Iterator[Concept]:
    """Yield each provider as something that can be named, in whatever language."""
    for key, provider in catalogue.providers.items():
        names = provider.names
        yield Concept(key, "name", Lines(names, names, names), (("provider", key),))


def _services(catalogue: Catalogue) -> Iterator[Concept]:
    """Yield each service as something that can be named: by its title, or by the title's head."""
    for key, service in catalogue.services.items():
        title = service.words.title
        words = Lines(*(_heads(title.exact(language)) for language in LANGUAGES))
        yield Concept(key, "name", words, (("service", key),))


def _heads(title: str) -> tuple[str, ...]:
    """Return a title and the part of it that is the name: «Proxi loan» of «Proxi loan: borrow»."""
    head = title
    for sign in (":", " (", ","):
        head = head.partition(sign)[0]
    return tuple(dict.fromkeys(one.strip() for one in (title, head) if one.strip()))
