"""What the laboratory can find, as values: a fault must be mended, a gap is to be known."""

from dataclasses import dataclass
from typing import Literal, get_args

from wizard.domain.answers import OTHER
from wizard.domain.criteria import Condition
from wizard.domain.service import Service

Fault = Literal[
    "unreachable",
    "implied-closes",
    "always-yes",
    "always-no",
    "dead-option",
    "dead-end",
    "idle-question",
    "never-asked",
    "always-asked",
    "empty-stage",
    "no-stage",
    "no-facet",
]
"""What makes the catalogue say something that cannot be meant.

unreachable: everybody who answers everything is told no.
implied-closes: so it is, but only because a question is skipped and implies an answer.
always-yes, always-no: a criterion that comes out the same for everybody.
dead-option: an option that a criterion admits, and that the criteria on other questions
always refuse: whoever chooses it is told no.
dead-end: a criterion that stays open though every question is answered.
idle-question: a question whose answer changes neither a verdict nor the order.
never-asked, always-asked: an `ask_when` that nobody meets, or everybody.
empty-stage: a stage at which a category has no service that anybody could use.
no-stage: a service made for stages at all of which its criteria say no.
no-facet: the same for its sectors, profiles or ventures.
"""

Gap = Literal[
    "at-best-possible",
    "always-open",
    "redundant",
    "overlapped-option",
    "some-stages",
    "some-facets",
    "unnamed-options",
    "element-ended",
    "element-empty",
    "never-shown",
]
"""What may be meant, and is worth knowing.

at-best-possible: no answers make it certain, though each criterion alone can be met.
always-open: a criterion that is open for everybody who answered everything.
redundant: a criterion that the others of the service imply.
overlapped-option: an option of a condition that could be struck without changing a verdict.
some-stages, some-facets: criteria that say no for some of what the service is made for.
unnamed-options: options of a question that no service names.
element-ended, element-empty: a part of a package whose services ended, or that has none.
never-shown: a service that the ranking shows to nobody (see `practice`).
"""

Kind = Fault | Gap
FAULTS: tuple[Fault, ...] = get_args(Fault)
GAPS: tuple[Gap, ...] = get_args(Gap)


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """One fault or gap: its kind, the file and key where it is mended, and what it is about.

    `options` are options of `question` ("" where no question is meant); `service` is
    the id of the service meant, "" for none.
    """

    kind: Kind
    file: str
    key: str
    question: str = ""
    options: tuple[str, ...] = ()
    service: str = ""

    @property
    def fault(self) -> bool:
        """Whether it must be mended before the catalogue can be trusted."""
        return self.kind in FAULTS


def of_service(
    kind: Kind, service: Service, key: str, question: str = "", options: tuple[str, ...] = ()
) -> Finding:
    """Return a finding in the file of a service."""
    return Finding(kind, f"services/{service.key}.toml", key, question, options, service.key)


def named(condition: Condition) -> frozenset[str]:
    """Return the options that the condition's author named.

    Those that hold for a condition by exclusion (`is_not`) are all the others, and a
    sector's «other» is put to the `maybe` of every condition, so neither is named.
    """
    if condition.no:
        return condition.no | (condition.maybe - {OTHER})
    return condition.yes | (condition.maybe - {OTHER})
