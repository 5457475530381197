"""Eligibility: criteria that must all hold, each with conditions of which one must.

The shape follows finder-frontend's criteria and OpenFisca's habit that every
rule carries its label and its source; the truth values are Kleene's.
"""

from dataclasses import dataclass

from wizard.domain.answers import Known
from wizard.domain.text import Text
from wizard.domain.truth import Truth, any_of


@dataclass(frozen=True, slots=True)
class Condition:
    """One test on the answer to one question.

    `yes` are the options for which it holds. `maybe` are those for which it
    depends on a detail that is not asked. `no` are those that exclude by name; all
    other options mean no as well, but only for want of a better one. `share` is
    how likely it holds for somebody of whom nothing is known (0 to 1): the part
    of the question's options that mean yes, a maybe counting half.
    """

    question: str
    yes: frozenset[str]
    maybe: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    share: float = 0.5

    def truth(self, known: Known) -> Truth:
        """Return whether the condition holds; UNKNOWN if its question is not answered.

        With several options chosen one that fits is enough, as for a person who
        works in two sectors; an option that excludes by name beside it leaves the
        result unknown.
        """
        chosen = known.get(self.question)
        if chosen is None:
            return Truth.UNKNOWN
        if chosen & self.yes:
            return Truth.UNKNOWN if chosen & self.no else Truth.YES
        return Truth.UNKNOWN if chosen & self.maybe else Truth.NO

    def chance(self, known: Known) -> float:
        """Return how likely it holds: 1 or 0 when certain, a half for a maybe, else `share`."""
        chosen = known.get(self.question)
        if chosen is None:
            return self.share
        return (0.0, 0.5, 1.0)[self.truth(known)]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One rule of eligibility, which is one line of explanation.

    `label` states the rule without «you»; `source` is the id of the service's
    source that states it.
    """

    key: str
    label: Text
    source: str
    conditions: tuple[Condition, ...]

    def truth(self, known: Known) -> Truth:
        """Return YES if one condition holds, NO if none can, else UNKNOWN."""
        return any_of(condition.truth(known) for condition in self.conditions)

    def chance(self, known: Known) -> float:
        """Return how likely it holds, by its likeliest condition."""
        return max(condition.chance(known) for condition in self.conditions)

    @property
    def questions(self) -> tuple[str, ...]:
        """The keys of the questions that can decide this criterion, each once."""
        return tuple(dict.fromkeys(condition.question for condition in self.conditions))
