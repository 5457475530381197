"""How many questions until the first steps stand: the next best question against a fixed order.

People are simulated: a seeded random answer to every question. For each order of
asking, the first steps are compared after every answer with those after all
answers; the count is the number of answers after which it never is another set again.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean, median

from wizard.domain.advice import advise
from wizard.domain.answers import NONE_OF_THESE, UNSURE, Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.inquiry import outlooks

Asker = Callable[[Catalogue, Answers], str | None]
"""Given what was answered, the key of the question to ask next; None to stop."""


@dataclass(frozen=True, slots=True)
class Count:
    """For one order of asking: answers until stable, and answers asked at all, per person."""

    stable: tuple[int, ...]
    asked: tuple[int, ...]

    def summary(self) -> str:
        """Return the medians and means as one line."""
        return (
            f"stable after: median {median(self.stable):g}, mean {mean(self.stable):.2f}; "
            f"asked: median {median(self.asked):g}, mean {mean(self.asked):.2f}"
        )


def in_fixed_order(catalogue: Catalogue, answers: Answers) -> str | None:
    """Ask in the journey's order."""
    left = catalogue.journey.open_questions(answers)
    return left[0].key if left else None


def best_next(catalogue: Catalogue, answers: Answers) -> str | None:
    """Ask what the journey asks: the opening, then the most valuable question."""
    left = outlooks(catalogue, answers)
    return left[0].question.key if left else None


def people(catalogue: Catalogue, number: int, seed: int) -> list[dict[str, list[str]]]:
    """Return `number` simulated people: question key -> options they would choose."""
    chance = random.Random(seed)  # noqa: S311  (a simulation, no secret)
    found = []
    for _ in range(number):
        person: dict[str, list[str]] = {}
        for question in catalogue.journey.questions:
            options = [o for o in question.allowed if o not in (UNSURE, NONE_OF_THESE)]
            count = chance.choice([1, 1, 1, 2]) if question.kind == "many" else 1
            nothing = question.has_none and chance.random() < 0.5
            person[question.key] = [NONE_OF_THESE] if nothing else chance.sample(options, count)
        found.append(person)
    return found


def measure(
    catalogue: Catalogue, crowd: Sequence[dict[str, list[str]]], asker: Asker, today: date
) -> Count:
    """Return the counts over a crowd for one order of asking."""
    pairs = [_walk(catalogue, person, asker, today) for person in crowd]
    return Count(tuple(stable for stable, _ in pairs), tuple(asked for _, asked in pairs))


def _walk(
    catalogue: Catalogue, person: dict[str, list[str]], asker: Asker, today: date
) -> tuple[int, int]:
    answers = Answers()
    lists = [_steps(catalogue, answers, today)]
    while (key := asker(catalogue, answers)) is not None:
        answers = catalogue.journey.with_answer(answers, key, person[key])
        lists.append(_steps(catalogue, answers, today))
    final = _steps(catalogue, catalogue.journey.replay(person).answers, today)
    stable = len(lists)
    while stable and lists[stable - 1] == final:
        stable -= 1
    return stable, len(lists) - 1


def _steps(catalogue: Catalogue, answers: Answers, today: date) -> frozenset[str]:
    """Return which services are the first steps; their order among themselves is left out."""
    return frozenset(one.service.key for one in advise(catalogue, answers, today).first_steps)
