"""Faults and gaps of criteria: who can have a service, and what each criterion decides.

Decision-table analysis asks of every rule whether it can fire and whether another one
makes it needless; mutation analysis asks of every detail whether striking it would be
noticed. Both are answered here for everybody, with the representatives of `space`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from wizard.domain.answers import Known
from wizard.domain.catalogue import Catalogue
from wizard.domain.coverage.findings import Finding, named, of_service
from wizard.domain.coverage.space import Person, people
from wizard.domain.criteria import Condition, Criterion
from wizard.domain.journey import Journey
from wizard.domain.service import Service
from wizard.domain.truth import Truth, all_of

Rule = tuple[str, tuple[Condition, ...]]
"""A criterion without its words: several services may share it."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What becomes of one service when everything is answered.

    `verdicts` are those that occur. `by_word` says that no answers make it certain
    because a criterion has no option that means yes: the provider has the last word.
    """

    service: Service
    people: tuple[Person, ...]
    verdicts: frozenset[Truth]
    by_word: bool

    @property
    def reachable(self) -> bool:
        """Whether somebody is not told no."""
        return bool(self.verdicts - {Truth.NO})


def conditions(criteria: Iterable[Criterion]) -> list[Condition]:
    """Return all conditions of some criteria."""
    return [condition for criterion in criteria for condition in criterion.conditions]


def verdict(criteria: Iterable[Criterion], known: Known) -> Truth:
    """Return the truth of criteria that must all hold."""
    return all_of(criterion.truth(known) for criterion in criteria)


def reach(service: Service, journey: Journey) -> Reach:
    """Return what becomes of `service` for everybody who answers every question."""
    everybody = tuple(people(journey, conditions(service.criteria)))
    verdicts = frozenset(verdict(service.criteria, one.known) for one in everybody)
    by_word = Truth.YES not in verdicts and any(
        not any(condition.yes for condition in criterion.conditions)
        for criterion in service.criteria
    )
    return Reach(service, everybody, verdicts, by_word)


def rule_findings(catalogue: Catalogue, reached: Sequence[Reach]) -> list[Finding]:
    """Return what is wrong or needless in the criteria of the services reached."""
    found = [one for each in reached for one in _service(each, catalogue.journey)]
    needless = {(one.service, one.key) for one in found}
    used: dict[Rule, list[Service]] = {}
    for each in reached:
        for criterion in each.service.criteria if each.reachable else ():
            if (each.service.key, f"criteria.{criterion.key}") not in needless:
                used.setdefault((criterion.key, criterion.conditions), []).append(each.service)
    for (key, _), services in used.items():
        found += _needless_options(key, services, catalogue.journey)
    return found


def _service(reached: Reach, journey: Journey) -> Iterator[Finding]:
    service, fixed = reached.service, list(_fixed(reached))
    yield from fixed
    if not reached.reachable:
        if not any(one.kind in ("always-no", "dead-end") for one in fixed):
            yield _unreachable(service, journey)
        return
    if Truth.YES not in reached.verdicts and not reached.by_word and not fixed:
        yield of_service("at-best-possible", service, "criteria")
    idle = {one.key for one in fixed}
    for criterion in _redundant(service, journey):
        if f"criteria.{criterion.key}" not in idle:
            yield of_service("redundant", service, f"criteria.{criterion.key}")


def _fixed(reached: Reach) -> Iterator[Finding]:
    """Yield the criteria that come out the same for everybody, or stay open for no reason."""
    for criterion in reached.service.criteria:
        where = f"criteria.{criterion.key}"
        truths = {criterion.truth(one.known) for one in reached.people}
        unasked = _unasked(criterion, reached.people)
        if unasked:
            yield of_service("dead-end", reached.service, where, unasked)
        elif truths == {Truth.YES}:
            yield of_service("always-yes", reached.service, where)
        elif truths == {Truth.NO}:
            yield of_service("always-no", reached.service, where)
        elif truths == {Truth.UNKNOWN}:
            yield of_service("always-open", reached.service, where, criterion.questions[0])


def _unasked(criterion: Criterion, everybody: Iterable[Person]) -> str:
    """Return a question that leaves the criterion open although everything is answered.

    A condition on an answered question is unknown only where the answer meets its
    `maybe`, or both `yes` and `no`: a detail that the provider decides. So the criterion
    is at a dead end when it is unknown and all its unknown conditions are on
    questions that are not answered, which then nobody is ever asked.
    """
    for one in everybody:
        if criterion.truth(one.known) is Truth.UNKNOWN:
            unknown = [c for c in criterion.conditions if c.truth(one.known) is Truth.UNKNOWN]
            if all(condition.question not in one.known for condition in unknown):
                return unknown[0].question
    return ""


def _unreachable(service: Service, journey: Journey) -> Finding:
    """Return why nobody reaches the service: its criteria, or what a skipped question implies."""
    for question in journey.questions:
        if question.ask_when:
            asked = tuple(
                replace(one, ask_when=()) if one is question else one for one in journey.questions
            )
            if reach(service, replace(journey, questions=asked)).reachable:
                return of_service(
                    "implied-closes",
                    service,
                    "criteria",
                    question.key,
                    tuple(sorted(question.implied)),
                )
    return of_service("unreachable", service, "criteria")


def _redundant(service: Service, journey: Journey) -> list[Criterion]:
    """Return criteria without which every verdict is the same, for complete and partial answers.

    They can all be removed together: each is tried against those that remain. Of two
    equal ones the later is returned.
    """
    everybody = list(people(journey, conditions(service.criteria), unsure=True))
    kept = list(service.criteria)
    for criterion in reversed(service.criteria):
        rest = [one for one in kept if one is not criterion]
        if rest and all(verdict(rest, p.known) is verdict(kept, p.known) for p in everybody):
            kept = rest
    return [one for one in service.criteria if not any(one is other for other in kept)]


def _needless_options(key: str, services: Sequence[Service], journey: Journey) -> Iterator[Finding]:
    """Yield the options of a rule that decide nothing in any service that uses it.

    A shared rule names what is right in general; an option of it that one service
    excludes by another criterion is no fault as long as it decides something elsewhere. Nor
    is one that another criterion on the same question excludes: both rules are true, and
    each gives its own reason. But an option that is admitted here, and that rules on other
    questions refuse whatever else is answered, is a promise that is never kept.
    """
    rule = next(one for one in services[0].criteria if one.key == key)
    for condition in rule.conditions:
        dead: list[str] = []
        overlapped: list[str] = []
        for option in sorted(named(condition)):
            if not any(_noticed(one.criteria, key, condition, option, journey) for one in services):
                refused = option not in condition.no and not any(
                    _noticed(_apart(one, key, condition), key, condition, option, journey)
                    for one in services
                )
                (dead if refused else overlapped).append(option)
        for service in services:
            where, question = f"criteria.{key}", condition.question
            if dead:
                yield of_service("dead-option", service, where, question, tuple(dead))
            if overlapped:
                yield of_service("overlapped-option", service, where, question, tuple(overlapped))


def _apart(service: Service, key: str, condition: Condition) -> list[Criterion]:
    """Return the criterion with those that are not on the condition's question alone."""
    alone = (condition.question,)
    return [one for one in service.criteria if one.key == key or one.questions != alone]


def _noticed(
    criteria: Sequence[Criterion], key: str, condition: Condition, option: str, journey: Journey
) -> bool:
    """Return whether somebody's verdict depends on what the condition says of the option."""
    return any(
        verdict(criteria, one.known) is not verdict(mutant, one.known)
        for mutant in _mutants(criteria, key, condition, option)
        for one in people(journey, conditions((*criteria, *mutant)))
    )


def _mutants(
    criteria: Sequence[Criterion], key: str, condition: Condition, option: str
) -> Iterator[list[Criterion]]:
    """Yield the criteria with the option moved: to what holds, and to what does not."""
    struck = replace(
        condition,
        yes=condition.yes - {option},
        maybe=condition.maybe - {option},
        no=condition.no - {option},
    )
    for moved in (struck, replace(struck, yes=struck.yes | {option})):
        changed = tuple(moved if one == condition else one for one in _conditions_of(criteria, key))
        yield [replace(one, conditions=changed) if one.key == key else one for one in criteria]


def _conditions_of(criteria: Sequence[Criterion], key: str) -> tuple[Condition, ...]:
    return next(one.conditions for one in criteria if one.key == key)
