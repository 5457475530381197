"""Whose trade a note names: the caller's, or that of somebody whom the caller talks about."""

from wizard.domain.lexicon import Calls, Concept
from wizard.domain.text import NO_LINES
from wizard.search.listening_patterns import single_words
from wizard.search.listening_words import Spoken
from wizard.search.stopwords import STOP_WORDS

OWN, THE, SEEKS = "own", "the", "seeks"
"""The groups of words in front of a trade that make it the caller's («devenir comptable»), that
point at something known already («the brewery»), and that look for somebody («cherche»)."""


class Owners:
    """Tells whose trade it is, by the groups of one edition; safe to share between threads."""

    def __init__(self, calls: Calls) -> None:
        groups = calls.groups
        self._opening = calls.opening
        self._own = single_words(groups.get(OWN, NO_LINES))
        self._the = single_words(groups.get(THE, NO_LINES))
        self._seeks = single_words(groups.get(SEEKS, NO_LINES))

    def is_callers(self, trade: Concept, spoken: Spoken, at: int, *, first: bool) -> bool:
        """Say whether a trade named at `at` is the caller's; `first` if no other was before it.

        It is not where somebody of the trade is looked for, where «the» stands in front of a
        second trade, and where a trade that serves other firms does not open its clause.
        """
        before = _before(spoken, at)
        if self._is_sought(spoken, at) or (not first and before in self._the):
            return False
        return trade.key not in self._opening or not before or before in self._own

    def _is_sought(self, spoken: Spoken, at: int) -> bool:
        """Say whether small words alone stand between a trade and a word that looks for one."""
        while before := _before(spoken, at):
            at -= 1
            if before in self._seeks:
                return True
            if before not in STOP_WORDS[spoken.languages[at]]:
                return False
        return False


def _before(spoken: Spoken, at: int) -> str:
    """Return the word in front of a position, or «» where a clause begins."""
    if at == 0 or spoken.words[at - 1].clause != spoken.words[at].clause:
        return ""
    return spoken.words[at - 1].plain
