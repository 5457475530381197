"""What a person has answered: choices from lists, nothing else.

Because every answer is an option's key, a set of answers can stand in an
address, holds nothing personal, and can be compared and cached.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

UNSURE = "unsure"
"""Reserved option of every question: «I don't know / I would rather not say»."""

NONE_OF_THESE = "none"
"""Reserved option of questions with several answers: «none of these»."""

OTHER = "other"
"""The sector's option «none of these, or not known yet»: it decides nothing."""

Known = Mapping[str, frozenset[str]]
"""Question key -> options chosen; a question that is not in it is unknown."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers given, in journey order, each with its options in list order.

    Only `Journey.replay` makes one from outside input, so an `Answers` is always
    canonical: two people who chose the same things have equal values.

    >>> Answers((("stage", ("idea",)),)).query()
    [('stage', 'idea')]
    """

    given: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def of(self, question: str) -> tuple[str, ...]:
        """Return the options chosen for `question`; empty if it was not answered."""
        for key, options in self.given:
            if key == question:
                return options
        return ()

    def __contains__(self, question: str) -> bool:
        return any(key == question for key, _ in self.given)

    def __iter__(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        return iter(self.given)

    def __len__(self) -> int:
        return len(self.given)

    def query(self) -> list[tuple[str, str]]:
        """Return the (parameter, value) pairs of the canonical address, in order."""
        return [(key, option) for key, options in self.given for option in options]

    def raw(self) -> dict[str, tuple[str, ...]]:
        """Return the answers as a mapping that `Journey.replay` takes again."""
        return dict(self.given)
