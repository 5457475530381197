"""What stands around the words of a note: parts of clauses, groups of words, denials."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from wizard.domain.lexicon import Calls
from wizard.domain.text import LANGUAGES, NO_LINES, Language, Lines
from wizard.search.concepts import plain_words
from wizard.search.listening_patterns import Patterns
from wizard.search.listening_words import Spoken
from wizard.search.stopwords import STOP_WORDS

NOT, AND = "not", "and"
"""The groups of words that deny what follows, and that begin another thing within a clause."""
REACH = 4
"""A word denies what follows within so many words, of which one may say something."""

OfLanguage = Mapping[Language, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Context:
    """The words of a note with what stands around them.

    `parts` numbers the parts of clauses (divided at «and» and «but»), one number a word;
    `near` are the groups of which a word stands in a part; `denials` the positions of words
    that deny, and `joining` of those that begin another thing.
    """

    spoken: Spoken
    parts: Sequence[int]
    near: frozenset[tuple[str, int]]
    denials: frozenset[int]
    joining: frozenset[int]

    def has(self, group: str, at: int) -> bool:
        """Say whether a word of a group stands in the same part as the word at `at`."""
        return (group, self.parts[at]) in self.near

    def denied(self, at: int, done: Set[int]) -> bool:
        """Say whether a word in front of `at`, none of which is `done` with, denies it."""
        words, languages = self.spoken.words, self.spoken.languages
        saying = 0
        for before in range(at - 1, max(-1, at - 1 - REACH), -1):
            if before in done or before in self.joining or words[before].clause != words[at].clause:
                return False
            if before in self.denials:
                return True
            saying += words[before].plain not in STOP_WORDS[languages[before]]
            if saying > 1:
                return False
        return False


class Surroundings:
    """Finds the context of notes, by the groups of one edition; safe to share between threads."""

    def __init__(self, calls: Calls) -> None:
        self._groups = Patterns(calls.groups, calls)
        self._not = _words(calls.groups.get(NOT, NO_LINES))
        self._and = _words(calls.groups.get(AND, NO_LINES))

    def of(self, spoken: Spoken) -> Context:
        """Return the context of a note's words."""
        places = range(len(spoken.words))
        joining = frozenset(at for at in places if self._joins(spoken, at))
        parts = _parts(spoken, joining)
        grouped = [(key, taken) for key, taken, _ in self._groups.found(spoken)]
        denials = {at for at in places if self._denies(spoken, at)}
        # «Ne ... plus» denies with its last word.
        denials |= {taken[-1] for key, taken in grouped if key == NOT and len(taken) > 1}
        near = frozenset((key, parts[taken[0]]) for key, taken in grouped)
        return Context(spoken, parts, near, frozenset(denials), joining)

    def _joins(self, spoken: Spoken, at: int) -> bool:
        return spoken.words[at].plain in self._and[spoken.languages[at]]

    def _denies(self, spoken: Spoken, at: int) -> bool:
        """Say whether the word is a denial in the language of its clause, or in another one.

        «Pas» is a denial in French and «only just» in Dutch.
        """
        plain, language = spoken.words[at].plain, spoken.languages[at]
        if plain in self._not[language]:
            return True
        return plain not in STOP_WORDS[language] and any(
            plain in words and plain not in self._and[language] for words in self._not.values()
        )


def _parts(spoken: Spoken, joining: Set[int]) -> tuple[int, ...]:
    parts: list[int] = []
    part, clause = 0, 0
    for at, word in enumerate(spoken.words):
        if word.clause != clause or at in joining:
            part, clause = part + 1, word.clause
        parts.append(part)
    return tuple(parts)


def _words(lines: Lines) -> OfLanguage:
    return {
        one: frozenset("".join(plain_words(word)) for word in lines.exact(one)) for one in LANGUAGES
    }
