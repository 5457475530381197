"""How good proposals are, measured on judged notes: precision and recall of answers.

An answer that a note plainly says must be proposed; one that is neither right nor wrong
(`also`) counts for nothing, proposed or not.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wizard.domain.lexicon import Facet
from wizard.domain.text import Language
from wizard.search.listening import Proposal

Propose = Callable[[str, Language], Iterable[Proposal]]


@dataclass(frozen=True, slots=True)
class JudgedNote:
    """A note with the answers that it says, and those that may be proposed too.

    `part` is «tune», «held-out» or «later»; `mixed` says that it mixes languages.
    """

    key: str
    text: str
    language: Language
    mixed: bool
    part: str
    answers: frozenset[Facet]
    also: frozenset[Facet]


@dataclass(frozen=True, slots=True)
class Heeded:
    """What was proposed for one judged note."""

    note: JudgedNote
    proposals: tuple[Proposal, ...]

    @property
    def facets(self) -> frozenset[Facet]:
        """The answers proposed."""
        return frozenset((one.question, one.option) for one in self.proposals)

    @property
    def wrong(self) -> frozenset[Facet]:
        """The answers proposed that the note does not say."""
        return self.facets - self.note.answers - self.note.also

    @property
    def missed(self) -> frozenset[Facet]:
        """The answers that the note says and that were not proposed."""
        return self.note.answers - self.facets


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers proposed rightly and wrongly, and answers missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of proposals that are right; 1 if nothing was proposed."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of answers that were proposed; 1 if there was none to propose."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def run(notes: Iterable[JudgedNote], propose: Propose) -> tuple[Heeded, ...]:
    """Return what is proposed for each note."""
    return tuple(Heeded(one, tuple(propose(one.text, one.language))) for one in notes)


def tally(outcomes: Iterable[Heeded], question: str = "") -> Tally:
    """Return the counts over outcomes: of one question, or of all for «»."""

    def count(facets: Iterable[Facet]) -> int:
        return sum(one[0] == question or not question for one in facets)

    right = wrong = missed = 0
    for one in outcomes:
        right += count(one.facets & one.note.answers)
        wrong += count(one.wrong)
        missed += count(one.missed)
    return Tally(right, wrong, missed)
