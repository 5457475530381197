"""The code book: which answers a code can say, in the order in which codes number them.

A code that somebody wrote down must mean the same for ever, so a version of the book
is never changed once it was published. When the journey gets a question or an option,
a version is added with `grown`; codes then speak the newest one and are heard in all.
What the journey loses stays in the book: an old code may still say it.

The book knows keys and nothing else of the catalogue, so the order of questions and
options there, and their words, may change freely.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import repeat

from wizard.domain.answers import NONE_OF_THESE, UNSURE


@dataclass(frozen=True)
class Entry:
    """One question with its options, in the order of their numbers.

    `alone` are the answers that are never combined with another. `shares` say how
    usual a kind of answer is, so that the usual ones make short codes: for no answer,
    for each of `alone`, for one option, for two and so on; the last one counts for all
    larger sets as well. Any set of options can be said, also where one is asked for.
    """

    key: str
    alone: tuple[str, ...]
    options: tuple[str, ...]
    shares: tuple[int, ...]

    @cached_property
    def known(self) -> frozenset[str]:
        """All answers that can be said."""
        return frozenset((*self.alone, *self.options))

    @cached_property
    def kinds(self) -> tuple[int, ...]:
        """The shares of all kinds of answers: none, each of `alone`, one option up to all."""
        number = 1 + len(self.alone) + len(self.options)
        return (*self.shares, *repeat(self.shares[-1], number))[:number]


Book = tuple[Entry, ...]
"""One version. What is seldom answered comes first: there an open question costs nothing."""

VOLUNTARY = (UNSURE, NONE_OF_THESE)

VERSION_1: Book = (
    Entry(
        "venture",
        VOLUNTARY,
        (
            "social",
            "cooperative",
            "circular",
            "innovative",
            "high-potential",
            "exporting",
            "foreign-investor",
            "trader-association",
            "nonprofit",
        ),
        (24, 20, 20, 20, 6, 3, 1),
    ),
    Entry(
        "profile",
        VOLUNTARY,
        (
            "jobseeker",
            "employee",
            "student",
            "young",
            "senior",
            "woman",
            "newcomer",
            "non-eu",
            "disability",
            "researcher",
            "artisan",
        ),
        (24, 20, 20, 20, 6, 3, 1),
    ),
    Entry(
        "size",
        (UNSURE,),
        ("none", "solo", "micro", "small", "medium", "large"),
        (8, 4, 96, 1),
    ),
    Entry(
        "need",
        VOLUNTARY,
        (
            "orientation",
            "skills",
            "business-plan",
            "legal",
            "accounting",
            "permits",
            "premises",
            "money-small",
            "money-large",
            "subsidy",
            "guarantee",
            "hiring",
            "staff-training",
            "digital",
            "innovation",
            "transition",
            "energy",
            "mobility",
            "export",
            "marketing",
            "network",
            "crisis",
            "transfer",
            "public-contracts",
        ),
        (16, 4, 4, 64, 64, 32, 12, 2),
    ),
    Entry(
        "place",
        (UNSURE,),
        (
            "1000",
            "1030",
            "1040",
            "1050",
            "1060",
            "1070",
            "1080",
            "1081",
            "1082",
            "1083",
            "1090",
            "1140",
            "1150",
            "1160",
            "1170",
            "1180",
            "1190",
            "1200",
            "1210",
            "elsewhere-be",
            "abroad",
        ),
        (32, 16, 512, 1),
    ),
    Entry(
        "sector",
        (UNSURE,),
        (
            "food-agriculture",
            "manufacturing-crafts",
            "construction",
            "retail",
            "horeca",
            "tourism-events",
            "transport-logistics",
            "ict-digital",
            "creative-media",
            "health-life-sciences",
            "care-personal-services",
            "environment-energy",
            "business-services",
            "finance-real-estate",
            "education-training",
            "other",
        ),
        (16, 4, 192, 24, 8, 2),
    ),
    Entry(
        "stage",
        (UNSURE,),
        (
            "idea",
            "preparing",
            "starting",
            "running",
            "growing",
            "difficulty",
            "restart",
            "taking-over",
            "handing-over",
        ),
        (8, 4, 256, 1),
    ),
)

BOOKS: tuple[Book, ...] = (VERSION_1,)
"""All versions, oldest first. Only ever add one at the end; the tests hold the older ones."""


def grown(book: Book, more: Mapping[str, tuple[str, ...]], new: tuple[Entry, ...] = ()) -> Book:
    """Return the next version: further options at the end of questions, new questions first."""
    return (
        *new,
        *(replace(one, options=(*one.options, *more.get(one.key, ()))) for one in book),
    )
