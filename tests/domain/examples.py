"""Small values to test the core with, and strategies that make answers."""

from typing import Any

from hypothesis import strategies as st

from wizard.domain.answers import NONE_OF_THESE, UNSURE
from wizard.domain.criteria import Condition, Criterion
from wizard.domain.journey import Journey
from wizard.domain.question import Option, Question
from wizard.domain.service import Service, Source, Words
from wizard.domain.text import Lines, Text


def text(words: str) -> Text:
    """Return a text that is the same in each language."""
    return Text(words, words, words)


def question(key: str, *options: str, many: bool = False, **more: Any) -> Question:
    """Return a question with these options."""
    return Question(
        key,
        "many" if many else "one",
        tuple(Option(option, text(option), text(option)) for option in options),
        text(f"{key}?"),
        text(key),
        text("help"),
        text("why"),
        **more,
    )


def criterion(key: str, question: str, *yes: str, maybe: tuple[str, ...] = ()) -> Criterion:
    """Return a criterion with one condition."""
    return Criterion(key, text(key), "s", (Condition(question, frozenset(yes), frozenset(maybe)),))


def service(key: str, *criteria: Criterion, **more: Any) -> Service:
    """Return a service with sensible values for everything that is not given."""
    values: dict[str, Any] = {
        "status": "active",
        "as_of": "2025",
        "providers": ("p",),
        "packages": ("start",),
        "stages": frozenset({"idea"}),
        "category": "guidance",
        "also_categories": (),
        "instruments": ("advice",),
        "sectors": frozenset(),
        "profiles": frozenset(),
        "ventures": frozenset(),
        "needs": ("orientation",),
        "prominence": 1,
    }
    values.update(more)
    lines = Lines(("a",), ("a",), ("a",))
    words = Words(text(key), text(key), lines, text(key), lines, lines, Lines())
    return Service(
        key=key,
        words=words,
        sources=(Source("s", document="d", lines=((1, 1),)),),
        criteria=criteria,
        **values,
    )


JOURNEY = Journey(
    (
        question("stage", "idea", "running", opening=True),
        question(
            "size",
            "none",
            "small",
            ask_when=(Condition("stage", frozenset({"running"})),),
            implied=frozenset({"none"}),
        ),
        question("profile", "woman", "young", many=True),
    ),
    text("unsure"),
    text("none of these"),
)


def raw_answers(journey: Journey) -> st.SearchStrategy[dict[str, list[str]]]:
    """Return a strategy for parameters: any questions, any values, also wrong ones."""
    pools = {
        one.key: [*one.allowed, UNSURE, NONE_OF_THESE, "nonsense"] for one in journey.questions
    }
    return st.fixed_dictionaries(
        {},
        optional={key: st.lists(st.sampled_from(pool), max_size=3) for key, pool in pools.items()},
    )
