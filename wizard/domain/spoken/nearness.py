"""Which words of a code a mistyped word may have been."""

from collections.abc import Iterable
from functools import lru_cache

from wizard.domain.spoken.folding import fold
from wizard.domain.spoken.lists import WORD_LISTS, Word, word
from wizard.domain.spoken.sounds import sound
from wizard.domain.text import Language

MOST = 8
"""Words that are near enough to be tried in the place of one that is not known."""

SHORT = 4
"""Letters of a word of which only one may differ; of a longer one it may be two."""


def nearest(typed: str, languages: Iterable[Language]) -> tuple[Word, ...]:
    """Return the words nearest to what was typed, best first, at most `MOST`.

    Near is: one letter different, missing, too many or changed places with the next
    (two in a longer word), or nearly the same sound.
    """
    folded = fold(typed)
    found: list[tuple[int, str, Word]] = []
    for language in languages:
        for number in range(len(WORD_LISTS[language])):
            one = word(number, language)
            steps = difference(folded, one)
            if steps is not None:
                found.append((steps, one.folded, one))
    return tuple(one for _, _, one in sorted(found, key=lambda each: each[:2])[:MOST])


def difference(folded: str, one: Word) -> int | None:
    """Return how far what was typed is from a word (0: nothing differs); None if too far.

    A letter counts 2. The same sound counts 1 at most, a sound that differs 2 more.
    """
    letters = distance(folded, one.folded, 1 if len(one.folded) <= SHORT else 2)
    heard = distance(sound(folded, one.language), sound(one.folded, one.language), 1)
    scores = [2 * letters] if letters is not None else []
    scores += [2 * heard + 1] if heard is not None else []
    return min(scores, default=None)


def distance(left: str, right: str, most: int) -> int | None:
    """Return the least number of steps from one word to another, None for more than `most`.

    A step changes, adds or takes away a letter, or lets two neighbours change places
    (optimal string alignment).

    >>> distance("maan", "mana", 2), distance("maan", "zon", 2)
    (1, None)
    """
    if abs(len(left) - len(right)) > most:
        return None
    # Most words are far apart: a step changes at most two kinds of letters.
    if (_kinds(left) ^ _kinds(right)).bit_count() > 2 * most:
        return None
    before: list[int] = []
    line = list(range(len(right) + 1))
    for row, sign in enumerate(left, start=1):
        above, line = line, [row]
        for column, other in enumerate(right, start=1):
            steps = min(above[column] + 1, line[-1] + 1, above[column - 1] + (sign != other))
            if row > 1 and column > 1 and sign == right[column - 2] and left[row - 2] == other:
                steps = min(steps, before[column - 2] + 1)
            line.append(steps)
        if min(line) > most:
            return None
        before = above
    return line[-1] if line[-1] <= most else None


@lru_cache(maxsize=8192)
def _kinds(text: str) -> int:
    """Return which letters a text has as a set of bits; not all letters have a bit of their own."""
    kinds = 0
    for sign in text:
        kinds |= 1 << ord(sign) % 64
    return kinds
