"""The journey: questions in order, replayed from the first for every request.

The idea of replaying the answers from the address instead of keeping a state
is smart-answers' (its decision record 002): changing an answer then gives, by
construction, exactly the state of a fresh run with those answers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from wizard.domain.answers import UNSURE, Answers, Known
from wizard.domain.question import Question
from wizard.domain.text import Text
from wizard.domain.truth import Truth


@dataclass(frozen=True, slots=True)
class Problem:
    """A value that a question does not take, and why."""

    question: str
    value: str
    kind: Literal["not-an-option", "only-one", "not-together"]


@dataclass(frozen=True, slots=True)
class Replay:
    """What came out of raw parameters.

    `answers` is canonical; `problems` are the values that were dropped because
    they are not valid; `skipped` are valid answers to questions that do not
    apply after the earlier answers.
    """

    answers: Answers
    problems: tuple[Problem, ...] = ()
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Journey:
    """The ordered questions, with the words for the two reserved options."""

    questions: tuple[Question, ...]
    unsure: Text
    none: Text

    def question(self, key: str) -> Question | None:
        """Return the question with this key, or None."""
        return next((question for question in self.questions if question.key == key), None)

    def replay(self, raw: Mapping[str, Sequence[str]]) -> Replay:
        """Turn parameters (question key -> values) into canonical answers.

        Unknown keys are ignored. Values that are no option, a second value where
        one is taken, and an exclusive option beside others become `problems`;
        what is valid of them is kept (the first of several; the ordinary options
        before the exclusive one), so a public page can go on with the rest.
        """
        given: list[tuple[str, tuple[str, ...]]] = []
        known: dict[str, frozenset[str]] = {}
        problems: list[Problem] = []
        skipped: list[str] = []
        for question in self.questions:
            chosen = _choose(question, raw.get(question.key, ()), problems)
            if _is_skipped(question, known):
                known[question.key] = question.implied
                if chosen:
                    skipped.append(question.key)
            elif chosen:
                given.append((question.key, chosen))
                if chosen != (UNSURE,):
                    known[question.key] = frozenset(chosen)
        return Replay(Answers(tuple(given)), tuple(problems), tuple(skipped))

    def known(self, answers: Answers) -> dict[str, frozenset[str]]:
        """Return what the answers say: «unsure» left out, implied answers put in."""
        known: dict[str, frozenset[str]] = {}
        given = dict(answers.given)
        for question in self.questions:
            chosen = given.get(question.key, ())
            if _is_skipped(question, known):
                known[question.key] = question.implied
            elif chosen and chosen != (UNSURE,):
                known[question.key] = frozenset(chosen)
        return known

    def open_questions(self, answers: Answers, known: Known | None = None) -> tuple[Question, ...]:
        """Return the questions not answered yet that apply, in journey order.

        `known` is what the answers say, for who has it at hand.
        """
        facts = self.known(answers) if known is None else known
        given = dict(answers.given)
        return tuple(
            question
            for question in self.questions
            if question.key not in given and not _is_skipped(question, facts)
        )

    def with_answer(self, answers: Answers, question: str, values: Sequence[str]) -> Answers:
        """Return the answers with one changed (or, for no values, removed)."""
        raw = answers.raw()
        raw[question] = tuple(values)
        return self.replay(raw).answers

    def without(self, answers: Answers, question: str) -> Answers:
        """Return the answers without the one to `question`."""
        return self.with_answer(answers, question, ())


def _is_skipped(question: Question, known: Known) -> bool:
    """Return whether a question is not asked; most are asked of everybody."""
    return bool(question.ask_when) and question.applies(known) is Truth.NO


def _choose(question: Question, values: Sequence[str], problems: list[Problem]) -> tuple[str, ...]:
    """Return the valid options among `values` in list order; note what is not valid."""
    chosen: set[str] = set()
    for value in values:
        option = question.canonical(value)
        if option is None:
            problems.append(Problem(question.key, value, "not-an-option"))
        elif question.kind == "one" and chosen and option not in chosen:
            problems.append(Problem(question.key, value, "only-one"))
        else:
            chosen.add(option)
    ordinary = chosen - question.exclusive
    if ordinary and ordinary != chosen:
        clash = sorted(chosen & question.exclusive)
        problems.extend(Problem(question.key, value, "not-together") for value in clash)
        chosen = ordinary
    elif len(chosen) > 1 and not ordinary:
        problems.append(Problem(question.key, UNSURE, "not-together"))
        chosen.discard(UNSURE)
    return tuple(option for option in question.allowed if option in chosen)
