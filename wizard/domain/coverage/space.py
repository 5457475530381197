"""All answers that a visitor can really give, by a few representatives.

The seven questions have some 10^21 full answers. Two arguments make them few
without leaving one out:

1. A rule looks only at the questions of its conditions. An answer to any other
   question changes nothing for it, so only the questions *concerned* are walked:
   those of the conditions, and those that decide whether one of these is asked.
2. `Condition.truth` looks at an answer A only through three facts: whether A meets
   the condition's `yes`, its `maybe` and its `no`. «A meets» is, for a set of options,
   the «or» of the same facts for each option. Answers with equal facts for every
   condition concerned therefore give equal truths, and the facts that occur at all
   are found by adding one option after the other and keeping one answer (the
   shortest) for each combination of facts. No subset is enumerated, none is missed,
   and the number of subsets behind each representative is counted on the way.

The classes are those of equivalence partitioning in black-box testing; what is
new is only that they are computed from the rules, and exactly. `tests/laboratory`
compares them with the plain enumeration of all subsets on random journeys.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from wizard.domain.answers import UNSURE, Known
from wizard.domain.criteria import Condition
from wizard.domain.journey import Journey
from wizard.domain.question import Question
from wizard.domain.truth import Truth

Facts = tuple[int, ...]
"""Per condition on one question: bit 1 if the answer meets `yes`, 2 `maybe`, 4 `no`."""

NOTHING: Mapping[str, frozenset[str]] = {}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to one question that stands for `count` answers; None is «not known»."""

    answer: frozenset[str] | None
    count: int


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of somebody, who stands for `count` people with other answers."""

    known: Known
    count: int


def choices(question: Question, conditions: Sequence[Condition]) -> tuple[Choice, ...]:
    """Return one informative answer for each way of meeting `conditions`, shortest first.

    `conditions` on other questions are ignored. «Unsure» is not informative and is
    not among them.
    """
    mine = [one for one in conditions if one.question == question.key]
    found: dict[Facts, tuple[int, tuple[str, ...]]] = {}
    alone = question.exclusive if question.kind == "many" else frozenset(question.allowed)
    for option in question.allowed:
        if option == UNSURE:
            continue
        facts = tuple(_facts(one, option) for one in mine)
        fresh: list[tuple[Facts, int, tuple[str, ...]]] = [(facts, 1, (option,))]
        if option not in alone:
            fresh += [
                (tuple(a | b for a, b in zip(facts, other, strict=True)), count, (*shorter, option))
                for other, (count, shorter) in found.items()
            ]
        _add(found, fresh)
    return _by_truth(question.key, mine, found)


def people(
    journey: Journey,
    conditions: Iterable[Condition],
    *,
    given: Known = NOTHING,
    unsure: bool = False,
    everything: bool = False,
) -> Iterator[Person]:
    """Yield representatives of everybody who walks the journey, for these conditions.

    Everyone answers each question concerned (all questions, for `everything`) with an
    informative answer; with `unsure` also everyone who leaves some of them open. A
    question that is skipped counts as answered with what it implies. `given` fixes the
    answers to some questions: those who cannot give them, because the question is
    skipped and implies another answer, are left out. The counts add up to the
    number of people represented.
    """
    wanted, walked = _concerned(journey, conditions, given.keys(), everything=everything)
    open_choices = {
        one.key: (Choice(given[one.key], 1),)
        if one.key in given
        else choices(one, wanted) + ((Choice(None, 1),) if unsure else ())
        for one in walked
    }
    yield from _walk(walked, open_choices, Person({}, 1), given)


def _concerned(
    journey: Journey, conditions: Iterable[Condition], given: Set[str], *, everything: bool
) -> tuple[list[Condition], list[Question]]:
    """Return all conditions that tell answers apart, and the questions to walk, in order.

    A question that may be skipped brings the conditions under which it is asked; they are
    on earlier questions, so one pass from the last question to the first gathers all.
    """
    wanted = list(conditions)
    concerned = {one.question for one in wanted} | given
    for question in reversed(journey.questions):
        if everything or question.key in concerned:
            wanted += question.ask_when
            concerned |= {one.question for one in question.ask_when} | {question.key}
    return wanted, [one for one in journey.questions if one.key in concerned]


def _walk(
    questions: Sequence[Question],
    open_choices: Mapping[str, tuple[Choice, ...]],
    so_far: Person,
    given: Known,
) -> Iterator[Person]:
    if not questions:
        yield so_far
        return
    question, *later = questions
    if question.applies(so_far.known) is Truth.NO:
        possible: tuple[Choice, ...] = (Choice(question.implied, 1),)
        if given.get(question.key, question.implied) != question.implied:
            return
    else:
        possible = open_choices[question.key]
    for choice in possible:
        known = so_far.known
        if choice.answer is not None:
            known = {**known, question.key: choice.answer}
        yield from _walk(later, open_choices, Person(known, so_far.count * choice.count), given)


def _facts(condition: Condition, option: str) -> int:
    return (
        (option in condition.yes) | (option in condition.maybe) << 1 | (option in condition.no) << 2
    )


def _add(
    found: dict[Facts, tuple[int, tuple[str, ...]]],
    fresh: Iterable[tuple[Facts, int, tuple[str, ...]]],
) -> None:
    for facts, count, answer in fresh:
        before, shortest = found.get(facts, (0, answer))
        found[facts] = before + count, min(shortest, answer, key=len)


def _by_truth(
    key: str, conditions: Sequence[Condition], found: Mapping[Facts, tuple[int, tuple[str, ...]]]
) -> tuple[Choice, ...]:
    """Merge answers whose facts differ but whose truths are the same."""
    merged: dict[tuple[Truth, ...], Choice] = {}
    for count, answer in sorted(found.values(), key=lambda one: len(one[1])):
        chosen = frozenset(answer)
        truths = tuple(one.truth({key: chosen}) for one in conditions)
        known = merged.get(truths)
        merged[truths] = Choice(
            known.answer if known else chosen, count + (known.count if known else 0)
        )
    return tuple(merged.values())
