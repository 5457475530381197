"""Dutch compounds: a long word is also found by the words that it is made of.

The parts come from the catalogue's own texts, so the list grows with them and
holds no word that could not be found anyway.
"""

from wizard.search.stems import stem
from wizard.search.stopwords import STOP_WORDS


class Compounds:
    """The Dutch words that occur on their own, and how to find them in longer words."""

    SHORTEST_PART = 4
    """Shorter parts («op», «over», «aan») split too many words that are no compounds."""
    SHORTEST_COMPOUND = 7
    MOST_PARTS = 3
    SHORT_PARTS = frozenset({"btw", "kmo", "vzw", "web"})
    """The three-letter words of the field that do form compounds."""
    NEVER_PARTS = frozenset(
        (
            *("achter", "boven", "goed", "mede", "neer", "samen", "terug", "vast", "weer", "zelf"),
            *("heid", "keer", "lijk", "loos", "recht", "schap"),
        )
    )
    """Words that are mostly prefixes (first line) or endings (second) in longer ones."""
    LINKS = ("", "s", "en", "e", "n")
    SHORTEST_ENDING = 5
    """Letters of a known last word whose compound begins with a word that is not known."""

    def __init__(self, plain_words: frozenset[str] = frozenset()) -> None:
        """Take the folded words that occur on their own in the Dutch texts."""
        self._words = frozenset(word for word in plain_words if self._may_be_part(word))
        self._stems = frozenset(stem("nl", word) for word in self._words)

    def split(self, word: str) -> tuple[str, ...]:
        """Return the parts of `word`; empty if it is no compound of known words.

        >>> Compounds(frozenset({"starter", "begeleiding"})).split("startersbegeleiding")
        ('starter', 'begeleiding')
        """
        if len(word) < self.SHORTEST_COMPOUND:
            return ()
        return self._split(word, self.MOST_PARTS)

    def ending(self, word: str) -> str | None:
        """Return the longest ending of `word` that is a known word: «premie» of «kapperspremie»."""
        for start in range(3, len(word) - self.SHORTEST_ENDING + 1):
            if word[start:] in self._words:
                return word[start:]
        return None

    def _split(self, rest: str, parts_left: int) -> tuple[str, ...]:
        best: tuple[str, ...] = ()
        for end in range(len(rest) - 3, 2, -1):
            if parts_left < 2 or rest[:end] not in self._words:
                continue
            for link in self.LINKS:
                tail = rest[end + len(link) :]
                if not rest.startswith(link, end) or len(tail) < 3:
                    continue
                found = (tail,) if self._ends(tail) else self._split(tail, parts_left - 1)
                if found and (not best or len(found) + 1 < len(best)):
                    best = (rest[:end], *found)
        return best

    def _ends(self, tail: str) -> bool:
        """Say whether `tail` is a known word, or another form (a plural) of one."""
        return tail in self._words or (self._may_be_part(tail) and stem("nl", tail) in self._stems)

    def _may_be_part(self, word: str) -> bool:
        if word in self.SHORT_PARTS:
            return True
        long_enough = len(word) >= self.SHORTEST_PART and word.isalpha()
        return long_enough and word not in STOP_WORDS["nl"] and word not in self.NEVER_PARTS
