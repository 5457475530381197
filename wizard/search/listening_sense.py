"""What the rules find in a note: which of them hold, and which words are spoken for.

A rule that is denied («no arrears») says nothing, and neither do the words that are about
somebody else («my brother is a baker»); both are spoken for, so that the lexicon does not
read them either.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from wizard.domain.lexicon import CallRule, Calls, Facet
from wizard.domain.text import LANGUAGES
from wizard.search.listening_context import Context, Surroundings
from wizard.search.listening_patterns import Patterns
from wizard.search.listening_words import Heard, Spoken
from wizard.search.stopwords import STOP_WORDS


@dataclass(frozen=True, slots=True)
class Match:
    """A rule found: the positions of the words that say it, and the number among them."""

    rule: CallRule
    taken: tuple[int, ...]
    value: float | None = None

    @property
    def order(self) -> tuple[int, int, int]:
        """Matches of more words come first, then closer ones, then the first in the text."""
        return -len(self.taken), self.taken[-1] - self.taken[0], self.taken[0]


@dataclass(frozen=True, slots=True)
class Sense:
    """The rules that hold, and the positions of the words that are done with, in their context."""

    matches: tuple[Match, ...]
    done: frozenset[int]
    context: Context


class Rules:
    """The rules of one edition; safe to share between threads."""

    def __init__(self, calls: Calls) -> None:
        self._rules = {rule.key: rule for rule in calls.rules}
        self._bands = calls.bands
        self._says = Patterns({rule.key: rule.phrases for rule in calls.rules}, calls)
        self._surroundings = Surroundings(calls)

    def read(self, spoken: Spoken) -> Sense:
        """Return what the rules say of a note."""
        context = self._surroundings.of(spoken)
        found = (
            Match(self._rules[key], taken, value) for key, taken, value in self._says.found(spoken)
        )
        fitting = [one for one in found if _fits(one, context)]
        chosen = list(_apart(sorted(fitting, key=lambda one: one.order)))
        deaf = _deaf(chosen, context.parts)
        taken = {at for one in chosen for at in one.taken}
        read = {at for one in chosen if not one.rule.shared for at in one.taken}
        holding = tuple(
            one
            for one in chosen
            if not deaf & set(one.taken) and not _is_denied(one, context, taken)
        )
        return Sense(holding, frozenset(read | deaf), context)

    def facets(self, match: Match) -> Iterator[Facet]:
        """Yield the answers that a match gives, by itself or by the band of its number."""
        yield from match.rule.facets
        if match.value is None:
            return
        for band in self._bands:
            if band.count == match.rule.count and band.holds(match.value):
                yield band.facet


def _fits(match: Match, context: Context) -> bool:
    """Say whether the conditions of a rule hold, and nothing between its words denies it."""
    rule, places = match.rule, match.taken
    if rule.whole and not _whole(match, context.spoken.words):
        return False
    if rule.near and not any(context.has(one, at) for one in rule.near for at in places):
        return False
    if any(context.has(one, at) for one in rule.unless for at in places):
        return False
    between = set(range(places[0], places[-1])) - set(places)
    return not between & context.denials


def _is_denied(match: Match, context: Context, done: Set[int]) -> bool:
    """Say whether a rule is denied that is no denial itself."""
    return not context.denials & set(match.taken) and context.denied(match.taken[0], done)


def _whole(match: Match, words: Sequence[Heard]) -> bool:
    """Say whether the clause of a match has no other word that says something."""
    clause = words[match.taken[0]].clause
    others = (
        word.plain
        for at, word in enumerate(words)
        if word.clause == clause and at not in match.taken
    )
    return all(any(plain in STOP_WORDS[one] for one in LANGUAGES) for plain in others)


def _apart(matches: Iterable[Match]) -> Iterator[Match]:
    """Yield the matches that take no word of an earlier one, and the equals of one.

    One that shares its words needs only a word of its own.
    """
    taken: set[int] = set()
    kept: set[tuple[int, ...]] = set()
    for one in matches:
        own = set(one.taken) - taken
        if one.taken in kept or len(own) == len(one.taken) or (own and one.rule.shared):
            taken |= set(one.taken)
            kept.add(one.taken)
            yield one


def _deaf(matches: Sequence[Match], parts: Sequence[int]) -> set[int]:
    """Return the positions of words that are about somebody or something else."""
    found: set[int] = set()
    for one in sorted(matches, key=lambda match: match.taken[0]):
        first, last, reach = one.taken[0], one.taken[-1], one.rule.deaf
        if first in found:
            continue
        reached = range(last + 1, last + 1 + reach) if reach > 0 else range(first + reach, first)
        within = parts[last] if reach > 0 else parts[first]
        found |= {at for at in reached if 0 <= at < len(parts) and parts[at] == within}
    return found
