"""Whether the answers that a desk's journeys begin with can be given, and together."""

from collections.abc import Iterator

from wizard.domain.desks import DeskProblem
from wizard.domain.journey import Journey, Problem

Start = tuple[tuple[str, str], ...]


def by_question(start: Start) -> dict[str, list[str]]:
    """Return the answers `start`, a desk's own, as a journey and a record take them.

    >>> by_question((("place", "1080"), ("sector", "retail"), ("sector", "horeca")))
    {'place': ['1080'], 'sector': ['retail', 'horeca']}
    """
    options: dict[str, list[str]] = {}
    for question, option in start:
        options.setdefault(question, []).append(option)
    return options


def start_problems(start: Start, journey: Journey) -> tuple[DeskProblem, ...]:
    """Return what the journey would not keep of the answers `start`, a desk's own.

    A value that it drops (no option, a second one where one is taken, two that exclude
    each other) and an answer to a question that is not asked after the others.
    """
    raw = by_question(start)
    replay = journey.replay(raw)
    return (
        *_unknown(raw, journey),
        *(_dropped(one, journey) for one in replay.problems),
        *(_not_asked(question) for question in replay.skipped),
    )


def _unknown(raw: dict[str, list[str]], journey: Journey) -> Iterator[DeskProblem]:
    allowed = ", ".join(question.key for question in journey.questions)
    for key in raw:
        if journey.question(key) is None:
            yield unknown_question(key, allowed)


def unknown_question(key: str, allowed: str) -> DeskProblem:
    """Return the problem of an answer to a question that is none of those `allowed`."""
    return DeskProblem(
        f"start.{key}",
        f"«{key}» is no question of the journey; take one of {allowed}",
        "unknown-question",
        (("value", key), ("allowed", allowed)),
    )


def unknown_option(question: str, value: str, allowed: str) -> DeskProblem:
    """Return the problem of an answer that is none of those `allowed` for its question."""
    return DeskProblem(
        f"start.{question}",
        f"«{value}» is no answer to «{question}»; take one of {allowed}",
        "unknown-option",
        (("question", question), ("value", value), ("allowed", allowed)),
    )


def _dropped(problem: Problem, journey: Journey) -> DeskProblem:
    question = journey.question(problem.question)
    options = question.options if question else ()
    if problem.kind == "not-an-option":
        allowed = ", ".join(option.key for option in options)
        return unknown_option(problem.question, problem.value, allowed)
    said = {
        "only-one": "is a second answer where one is taken; keep one",
        "not-together": "does not go together with the others; remove it or them",
    }
    return DeskProblem(
        f"start.{problem.question}",
        f"«{problem.value}» {said[problem.kind]}",
        problem.kind,
        (("question", problem.question), ("value", problem.value)),
    )


def _not_asked(question: str) -> DeskProblem:
    return DeskProblem(
        f"start.{question}",
        "is not asked after the other answers of the start; remove it or change those",
        "not-asked",
        (("question", question),),
    )
