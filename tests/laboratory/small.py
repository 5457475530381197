"""Small random journeys and catalogues, and the plain enumeration that they are checked with."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from hypothesis import strategies as st

from tests.domain.examples import question, service, text
from wizard.domain.answers import UNSURE, Known
from wizard.domain.catalogue import Catalogue
from wizard.domain.criteria import Condition, Criterion
from wizard.domain.journey import Journey
from wizard.domain.question import Option, Question
from wizard.domain.service import Service
from wizard.domain.truth import Truth

STAGE = question("stage", "idea", "running", "growing")
SECTOR = question("sector", "retail", "horeca", "other", many=True)
PROFILE = question("profile", "woman", "young", many=True)
SIZE = question(
    "size",
    "none",
    "small",
    "large",
    ask_when=(Condition("stage", frozenset({"running", "growing"})),),
    implied=frozenset({"none"}),
)
SMALL = Journey((STAGE, SECTOR, PROFILE, SIZE), text("unsure"), text("none of these"))
"""A journey with a question of each kind: one, many, «none of these», «other», skipped."""

CATEGORIES = ("guidance", "finance")


def conditions(asked: Question) -> st.SearchStrategy[Condition]:
    """Return a strategy for conditions on a question: each option yes, maybe, no, or not named."""
    options = [one for one in asked.allowed if one != UNSURE]
    return st.lists(
        st.sampled_from(("yes", "yes", "maybe", "no", "")),
        min_size=len(options),
        max_size=len(options),
    ).map(lambda marks: _condition(asked.key, dict(zip(options, marks, strict=True))))


def _condition(key: str, marks: Mapping[str, str]) -> Condition:
    yes, maybe, no = (
        frozenset(option for option, mark in marks.items() if mark == kind)
        for kind in ("yes", "maybe", "no")
    )
    return Condition(key, yes, maybe, no)


@st.composite
def journeys(draw: st.DrawFn) -> Journey:
    """Return a strategy for journeys of three questions, the last of which may be skipped."""
    first = question("a", *"pqr"[: draw(st.integers(1, 3))], many=draw(st.booleans()))
    second = question("b", *("v", "w", "x", "other")[: draw(st.integers(2, 4))], many=True)
    when = draw(st.lists(st.one_of(conditions(first), conditions(second)), max_size=2))
    options = ("m", "n", "o")[: draw(st.integers(1, 3))]
    third = question(
        "c",
        *options,
        many=draw(st.booleans()),
        ask_when=tuple(when),
        implied=frozenset(draw(st.sets(st.sampled_from(options)))),
    )
    return Journey((first, second, third), text("unsure"), text("none of these"))


def criteria(journey: Journey) -> st.SearchStrategy[tuple[Criterion, ...]]:
    """Return a strategy for up to three criteria with one or two conditions each."""
    one = st.sampled_from(journey.questions).flatmap(conditions)
    several = st.lists(one, min_size=1, max_size=2, unique_by=lambda c: c.question)
    return st.lists(several, max_size=3).map(
        lambda rules: tuple(
            Criterion(f"k{number}", text("rule"), "s", tuple(rule))
            for number, rule in enumerate(rules)
        )
    )


@st.composite
def services(draw: st.DrawFn, key: str) -> Service:
    """Return a strategy for a service over the small journey."""
    return service(
        key,
        *draw(criteria(SMALL)),
        stages=frozenset(
            draw(st.sets(st.sampled_from(("idea", "running", "growing")), min_size=1))
        ),
        sectors=frozenset(draw(st.sets(st.sampled_from(("retail", "horeca"))))),
        profiles=frozenset(draw(st.sets(st.sampled_from(("woman", "young"))))),
        category=draw(st.sampled_from(CATEGORIES)),
    )


def catalogue(found: Sequence[Service], journey: Journey = SMALL) -> Catalogue:
    """Return a catalogue of these services."""
    categories = tuple(Option(key, text(key), text(key)) for key in CATEGORIES)
    return Catalogue(
        services={one.key: one for one in found},
        providers={},
        packages={},
        documents={},
        journey=journey,
        vocabularies={
            "category": categories,
            "sector": SECTOR.options,
            "stage": STAGE.options,
        },
    )


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Return a strategy for catalogues of a few services."""
    return catalogue([draw(services(f"s{number}")) for number in range(draw(st.integers(0, 7)))])


def answers(asked: Question) -> Iterator[frozenset[str]]:
    """Yield every informative answer to a question, by plain enumeration."""
    options = [one for one in asked.allowed if one != UNSURE]
    if asked.kind == "one":
        yield from (frozenset({one}) for one in options)
        return
    together = [one for one in options if one not in asked.exclusive]
    for size in range(1, len(together) + 1):
        yield from (frozenset(some) for some in combinations(together, size))
    yield from (frozenset({one}) for one in options if one in asked.exclusive)


def everybody(journey: Journey, *, unsure: bool = False) -> Iterator[Known]:
    """Yield what is known of everybody who walks the whole journey, by plain enumeration."""

    def walk(at: int, known: dict[str, frozenset[str]]) -> Iterator[Known]:
        if at == len(journey.questions):
            yield known
            return
        asked = journey.questions[at]
        if asked.applies(known) is Truth.NO:
            yield from walk(at + 1, {**known, asked.key: asked.implied})
            return
        for answer in answers(asked):
            yield from walk(at + 1, {**known, asked.key: answer})
        if unsure:
            yield from walk(at + 1, known)

    return walk(0, {})


def descriptions(journey: Journey) -> Iterator[dict[str, str]]:
    """Yield every description: an option or nothing for each question that applies."""
    pools = [
        [None, *(one for one in asked.allowed if one != UNSURE)] for asked in journey.questions
    ]
    for chosen in product(*pools):
        given = {
            asked.key: option
            for asked, option in zip(journey.questions, chosen, strict=True)
            if option is not None
        }
        if not journey.replay({key: [value] for key, value in given.items()}).skipped:
            yield given
