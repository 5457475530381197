"""From what is known to a verdict with its reasons, for one service.

Unknown is never folded: a criterion that cannot be decided yet keeps the
service possible and says which question would settle it.
"""

from dataclasses import dataclass

from wizard.domain.answers import OTHER, Known
from wizard.domain.criteria import Condition, Criterion
from wizard.domain.service import Service
from wizard.domain.truth import Truth, all_of

_OPEN = frozenset({OTHER})


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion with its truth and what follows from it.

    `tell_us` are questions whose answer could settle an unknown criterion;
    `detail` says that an answer was given but a detail decides that is not
    asked (check with the provider). For a no, `excluded_by` are the questions
    whose answers exclude and `flip` is the condition to meet instead: the one with
    the fewest options.
    """

    criterion: Criterion
    truth: Truth
    tell_us: tuple[str, ...] = ()
    detail: bool = False
    excluded_by: tuple[str, ...] = ()
    flip: Condition | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The truth of a service for a person, with one reason per criterion."""

    truth: Truth
    reasons: tuple[Reason, ...]

    @property
    def met(self) -> int:
        """How many criteria are certain to hold."""
        return sum(reason.truth is Truth.YES for reason in self.reasons)


def judge(service: Service, known: Known) -> Verdict:
    """Return the verdict of `service` for what is known, reasons in criteria order.

    A service without criteria is open to everybody: yes, with no reasons.
    """
    reasons = tuple(_reason(criterion, known) for criterion in service.criteria)
    return Verdict(all_of(reason.truth for reason in reasons), reasons)


@dataclass(frozen=True, slots=True)
class Change:
    """Other answers to one question; `criterion` is the rule they would meet."""

    question: str
    options: tuple[str, ...]
    criterion: Criterion


@dataclass(frozen=True, slots=True)
class Flip:
    """Changes that together turn a no around: into a yes if `certain`, else into «possible»."""

    certain: bool
    changes: tuple[Change, ...]


def smallest_flip(service: Service, verdict: Verdict, known: Known) -> Flip | None:
    """Return what would have to be answered otherwise for a «no» to turn around.

    Each failing criterion is met by its condition with the fewest options; answers to
    one question must suit all of them. None if the verdict is no «no», or if no such
    answers exist. Only options with which the whole service is no longer excluded are
    named.
    """
    wanted = _wanted(verdict)
    if not wanted:
        return None
    first = {key: frozenset(change.options[:1]) for key, change in wanted.items()}
    changes: list[Change] = []
    truths: list[Truth] = []
    for key, change in wanted.items():
        tried = {
            option: judge(service, {**known, **first, key: frozenset({option})}).truth
            for option in change.options
        }
        working = tuple(option for option, truth in tried.items() if truth is not Truth.NO)
        if not working:
            return None
        truths += [tried[option] for option in working]
        changes.append(Change(key, working, change.criterion))
    return Flip(all_of(truths) is Truth.YES, tuple(changes))


def _wanted(verdict: Verdict) -> dict[str, Change]:
    """Return question -> the options that each failing criterion wants; empty if they clash."""
    wanted: dict[str, Change] = {}
    for reason in verdict.reasons:
        if reason.flip is None:
            continue
        question, options = reason.flip.question, reason.flip.yes or reason.flip.maybe
        if question in wanted:
            options &= frozenset(wanted[question].options)
        if not options:
            return {}
        wanted[question] = Change(question, tuple(sorted(options)), reason.criterion)
    return wanted


def _reason(criterion: Criterion, known: Known) -> Reason:
    truth = criterion.truth(known)
    if truth is Truth.YES:
        return Reason(criterion, truth)
    if truth is Truth.UNKNOWN:
        tell_us = tuple(key for key in criterion.questions if known.get(key, _OPEN) == _OPEN)
        detail = any(known.get(c.question, _OPEN) & c.maybe - _OPEN for c in criterion.conditions)
        return Reason(criterion, truth, tell_us=tell_us, detail=detail)
    smallest = min(criterion.conditions, key=lambda c: (len(c.yes or c.maybe), c.question))
    return Reason(criterion, truth, excluded_by=criterion.questions, flip=smallest)
