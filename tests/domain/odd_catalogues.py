"""Small catalogues of any shape: criteria on several questions, ids that begin alike, nothing at all."""

from typing import Any

from hypothesis import strategies as st

from tests.domain.examples import question, service, text
from wizard.domain.answers import NONE_OF_THESE
from wizard.domain.catalogue import Catalogue
from wizard.domain.criteria import Condition, Criterion
from wizard.domain.journey import Journey
from wizard.domain.question import Option
from wizard.domain.service import Service

STAGES, SECTORS, SIZES = ("idea", "running", "growing"), ("horeca", "retail", "other"), ("a", "b")
GROUPS, PROJECTS, NEEDS = ("woman", "young"), ("green", "social"), ("permits", "legal", "money")
CATEGORIES = ("guidance", "finance")
SHARES = (0.0, 1 / 3, 0.4, 0.5, 0.75, 11 / 12, 1.0)
"""Some for which rounding the points is a matter of the last bit."""

JOURNEY = Journey(
    (
        question("stage", *STAGES, opening=True),
        question("sector", *SECTORS, many=True),
        question(
            "size",
            *SIZES,
            ask_when=(Condition("stage", frozenset({"running"})),),
            implied=frozenset({"a"}),
        ),
        question("profile", *GROUPS, many=True),
        question("venture", *PROJECTS, many=True),
        question("need", *NEEDS, many=True),
    ),
    text("unsure"),
    text("none of these"),
)

OPTIONS = {
    "stage": STAGES,
    "sector": SECTORS,
    "size": SIZES,
    "profile": (*GROUPS, NONE_OF_THESE),
    "venture": (*PROJECTS, NONE_OF_THESE),
}


def _some(pool: tuple[str, ...], least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(pool), unique=True, min_size=least)


@st.composite
def _condition(draw: st.DrawFn, key: str) -> Condition:
    kinds = draw(st.lists(st.sampled_from("ymnx"), min_size=len(OPTIONS[key]), max_size=9))
    by = {
        kind: frozenset(o for o, k in zip(OPTIONS[key], kinds, strict=False) if k == kind)
        for kind in "ymn"
    }
    return Condition(key, by["y"], by["m"], by["n"], draw(st.sampled_from(SHARES)))


@st.composite
def _criterion(draw: st.DrawFn) -> Criterion:
    keys = draw(st.lists(st.sampled_from(tuple(OPTIONS)), min_size=1, max_size=3, unique=True))
    return Criterion("c", text("c"), "s", tuple(draw(_condition(key)) for key in keys))


@st.composite
def _service(draw: st.DrawFn, key: str) -> Service:
    values: dict[str, Any] = {
        "status": draw(st.sampled_from(("active", "call", "unconfirmed", "planned", "ended"))),
        "as_of": draw(st.sampled_from(("", "2015", "2021-05", "2026-11-20", "2030"))),
        "stages": frozenset(draw(_some(STAGES))),
        "category": draw(st.sampled_from(CATEGORIES)),
        "sectors": frozenset(draw(_some(SECTORS))),
        "profiles": frozenset(draw(_some(GROUPS))),
        "ventures": frozenset(draw(_some(PROJECTS))),
        "needs": tuple(draw(_some(NEEDS, 1))),
        "prominence": draw(st.integers(0, 3)),
    }
    return service(key, *draw(st.lists(_criterion(), max_size=4)), **values)


@st.composite
def odd_catalogues(draw: st.DrawFn) -> Catalogue:
    """Return a catalogue of up to twelve services."""
    keys = draw(st.lists(st.text("ab-", min_size=1, max_size=4), unique=True, max_size=12))
    return catalogue_of(*(draw(_service(key)) for key in keys), journey=JOURNEY)


def catalogue_of(*services: Service, journey: Journey = JOURNEY) -> Catalogue:
    """Return a catalogue of these services, with every category that they have."""
    categories = dict.fromkeys((*CATEGORIES, *(one.category for one in services)))
    terms = tuple(Option(key, text(key), text(key)) for key in categories)
    return Catalogue(
        services={one.key: one for one in services},
        providers={},
        packages={},
        documents={},
        journey=journey,
        vocabularies={"category": terms},
    )
