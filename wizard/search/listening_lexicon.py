"""What the lexicon says of the words of a note that no rule has read.

Trades give the sector, places the place; a concept gives an answer where it stands for one
option of a question, or for several of which the first is the main one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wizard.domain.catalogue import Catalogue
from wizard.domain.lexicon import Concept, Facet
from wizard.domain.text import LANGUAGES, NO_LINES
from wizard.search.analysis import Word
from wizard.search.compounds import Compounds
from wizard.search.concepts import plain_words
from wizard.search.listening_dutch import hidden
from wizard.search.listening_own import Owners
from wizard.search.listening_patterns import same, single_words
from wizard.search.listening_sense import Sense
from wizard.search.listening_words import Heard, Spoken
from wizard.search.phrases import Phrases, Read
from wizard.search.stems import WORDS_REMEMBERED
from wizard.search.stopwords import STOP_WORDS

MAIN_FIRST = ("sector", "need")
"""Questions with several answers of which a concept names the main one first."""
ASKS, CITY = "asks", "city"
"""The groups of words that ask for something, and that follow a postcode: «1000 Bruxelles»."""


@dataclass(frozen=True, slots=True)
class Meant:
    """An answer that the words from position `first` to `last` say.

    `guessed` if they only name something of that kind: «bio» for the sector food.
    """

    facet: Facet
    first: int
    last: int
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    """Concepts that the words from position `first` to `last` name, in their context."""

    concepts: Sequence[Concept]
    first: int
    last: int
    sense: Sense

    @property
    def spoken(self) -> Spoken:
        return self.sense.context.spoken


class Lexical:
    """Reads notes with the lexicon of one edition; safe to share between threads."""

    def __init__(self, catalogue: Catalogue, phrases: Phrases, compounds: Compounds) -> None:
        self._calls = catalogue.lexicon.calls
        self._phrases = phrases
        self._compounds = compounds
        self._owners = Owners(self._calls)
        self._postcodes = _postcodes(catalogue)
        cities = self._calls.groups.get(CITY, NO_LINES)
        self._city = single_words(cities) | _municipalities(catalogue)

    def read(self, read: Read, sense: Sense) -> Iterator[Meant]:
        """Yield the answers that the words say which no rule has read, from left to right."""
        spoken = sense.context.spoken
        traded = False
        for run in _runs(spoken.words, sense.done):
            words = {one: read[one][run.start : run.stop] for one in LANGUAGES}
            at = run.start
            while at < run.stop:
                if postcode := self._postcode(spoken.words, at):
                    yield Meant(("place", postcode), at, at)
                order = tuple(dict.fromkeys((spoken.languages[at], *LANGUAGES)))
                span, concepts = self._phrases.at(words, at - run.start, order)
                if span == 1:
                    concepts = self._single(concepts, spoken, at)
                named = _Named(concepts, at, at + span - 1, sense)
                for one in self._answers(named, traded=traded):
                    traded |= one.facet[0] == "sector"
                    yield one
                at += span

    def _single(self, concepts: Sequence[Concept], spoken: Spoken, at: int) -> tuple[Concept, ...]:
        """Return what one word names: itself, another form of it, or a trade hidden in it."""
        word = spoken.words[at]
        if word.value is not None or word.plain in STOP_WORDS[spoken.languages[at]]:
            return ()
        if not concepts and spoken.languages[at] == "nl":
            for inner in hidden(word.plain, self._compounds):
                one = Word(word.start, word.end, inner, ((inner,),))
                found = self._phrases.named([one], "nl")
                if trades := tuple(one for one in found if one.kind == "trade"):
                    return trades
        return tuple(one for one in concepts if _is_form(word.plain, one))

    def _answers(self, named: _Named, *, traded: bool) -> Iterator[Meant]:
        meant = [one for one in named.concepts if self._says(one, named, traded=traded)]
        if not meant or named.sense.context.denied(named.first, named.sense.done):
            return
        trades = [one for one in meant if one.kind == "trade"]
        for concept in meant:
            for facet in _facets(concept):
                if facet[0] != "sector" or concept is (trades or meant)[0]:
                    guessed = facet[0] == "sector" and not trades
                    yield Meant(facet, named.first, named.last, guessed)

    def _says(self, concept: Concept, named: _Named, *, traded: bool) -> bool:
        """Say whether a concept that the words name is said of the caller."""
        spoken, first, last = named.spoken, named.first, named.last
        words = spoken.words[first : last + 1]
        if all(word.plain in STOP_WORDS[spoken.languages[first]] for word in words):
            return False
        if concept.kind == "trade":
            return self._owners.is_callers(concept, spoken, first, first=not traded)
        if concept.kind != "concept" or concept.key in self._calls.quiet:
            return False
        if concept.key in self._calls.asked:
            return named.sense.context.has(ASKS, first) or _alone(spoken.words, first, last)
        return True

    def _postcode(self, words: Sequence[Heard], at: int) -> str:
        """Return the municipality of a postcode: a number that nothing follows but a place."""
        place = self._postcodes.get(words[at].plain, "")
        if at + 1 == len(words) or words[at + 1].clause != words[at].clause:
            return place
        return place if words[at + 1].plain in self._city else ""


def _postcodes(catalogue: Catalogue) -> Mapping[str, str]:
    return {
        code: term.key
        for term in catalogue.vocabularies.get("place", ())
        for code in (term.key, *term.aliases)
        if code.isdecimal()
    }


def _municipalities(catalogue: Catalogue) -> frozenset[str]:
    """Return the first words of the names of places, folded."""
    return frozenset(
        plain_words(word)[0]
        for concept in catalogue.lexicon.concepts
        if any(question == "place" for question, _ in concept.facets)
        for language in LANGUAGES
        for word in concept.words.exact(language)
    )


def _facets(concept: Concept) -> Iterator[Facet]:
    """Yield the answers of a concept that are certain: one for each question at most."""
    options: dict[str, list[str]] = {}
    for question, key in concept.facets:
        options.setdefault(question, []).append(key)
    for question, keys in options.items():
        if len(keys) == 1 or question in MAIN_FIRST:
            yield question, keys[0]


@lru_cache(WORDS_REMEMBERED)
def _is_form(plain: str, concept: Concept) -> bool:
    """Say whether a word is one of the concept's, or another form of one: not a mere stem."""
    return any(
        plain == "".join(one) or (len(one) == 1 and same(one[0], plain, language))
        for language in LANGUAGES
        for one in map(plain_words, concept.words.exact(language))
    )


def _alone(words: Sequence[Heard], first: int, last: int) -> bool:
    """Say whether a clause says nothing but the words from `first` to `last`."""
    return all(
        first <= at <= last or any(word.plain in STOP_WORDS[one] for one in LANGUAGES)
        for at, word in enumerate(words)
        if word.clause == words[first].clause
    )


def _runs(words: Sequence[Heard], done: frozenset[int]) -> Iterator[range]:
    """Yield the longest runs of positions in one clause that are not done with."""
    start = 0
    for at in range(len(words) + 1):
        ends = at == len(words) or at in done
        if ends or words[at].clause != words[max(0, at - 1)].clause:
            if at > start:
                yield range(start, at)
            start = at + 1 if ends else at
