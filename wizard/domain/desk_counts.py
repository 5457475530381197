"""What is counted at a partner desk: numbers per day, never persons.

A number belongs to a desk, a way (kiosk or frame), a day in Brussels, and one of these:

- `visit`: at a kiosk a language that was chosen on the first screen; in a frame its start
  page, loaded by the page around it. Going on inside is the same visit.
- `language`: the language in which a visit begins.
- `journey`: a journey that came to its end, the list: after the last question or by «see
  your list now». Answers that are changed afterwards end nothing again.
- `stage`, `sector`, `need`: each of these answers of a journey, when it comes to its end.
- `service`: the page of a service, each time it is opened.
- `taken`: the page on which the list is taken home, by QR and code, each time it is opened.
- `search`: words that were searched for; which words is not kept. Narrowing the hits down
  is no new search.
- `code`: a code that was typed and was right.

Nothing else is kept: no time of the day, no address, no answers that go together. Previews,
errors, robots, and pages that a browser loads in advance count nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from wizard.domain.answers import Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language

Way = Literal["kiosk", "embed"]
WAYS: tuple[Way, ...] = ("kiosk", "embed")

PLAIN = ("visit", "journey", "taken", "search", "code")
"""What is only counted."""

ANSWERS = ("stage", "sector", "need")
"""The questions whose answers are counted."""

DETAILED = ("language", *ANSWERS, "service")
"""What is counted by its values, such as `language:fr`."""

WHOLE: Mapping[str, str] = {"language": "visit", **dict.fromkeys(ANSWERS, "journey")}
"""What the values of a kind are parts of; those of a service are parts of nothing."""

BATCH_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")
"""What the id of a batch looks like: random, so that no two are the same."""

MOST_DAYS = 62
"""So many days back a kiosk that was offline may report."""

MOST_A_DAY = 2_000
"""More of one kind does not happen at one desk in one day."""


class BadCountsError(ValueError):
    """A report of a kiosk that is not as it must be; the text says what is wrong."""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Where one number stands; `label` is a kind, or a kind with its value: `language:fr`."""

    desk: str
    way: Way
    day: date
    label: str

    @property
    def kind(self) -> str:
        """The kind of the label."""
        return self.label.partition(":")[0]

    @property
    def value(self) -> str:
        """The value of the label, "" for what is only counted."""
        return self.label.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Batch:
    """Numbers to be added, all together and once: the `id` is remembered.

    `desk` is the desk whose kiosk reports, "" for what this server has counted itself.
    """

    id: str
    numbers: Mapping[Spot, int]
    desk: str = ""


@dataclass(frozen=True, slots=True)
class DeskSums:
    """The numbers of one desk over some days: (way, label) -> number."""

    numbers: Mapping[tuple[Way, str], int] = field(default_factory=dict)

    def of(self, label: str, way: Way | None = None) -> int:
        """Return the number of one label, of both ways together if none is given."""
        return sum(self.numbers.get((one, label), 0) for one in WAYS if way in (None, one))

    def values(self, kind: str, way: Way | None = None) -> dict[str, int]:
        """Return the values of a kind with their numbers, the largest first."""
        found: dict[str, int] = {}
        for (one, label), count in self.numbers.items():
            name, _, value = label.partition(":")
            if name == kind and value and way in (None, one):
                found[value] = found.get(value, 0) + count
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def visit_labels(language: Language) -> tuple[str, ...]:
    """Return what is counted when a visit begins.

    >>> visit_labels("fr")
    ('visit', 'language:fr')
    """
    return ("visit", f"language:{language}")


def journey_labels(answers: Answers) -> tuple[str, ...]:
    """Return what is counted when a journey comes to its end: each answer by itself."""
    chosen = (f"{key}:{option}" for key in ANSWERS for option in answers.of(key))
    return ("journey", *chosen)


def possible_values(kind: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the values that a kind can have in an edition."""
    if kind == "language":
        return LANGUAGES
    if kind == "service":
        return tuple(catalogue.services)
    question = catalogue.journey.question(kind)
    return question.allowed if question else ()


def known_labels(catalogue: Catalogue) -> frozenset[str]:
    """Return all labels that there can be in an edition."""
    detailed = (
        f"{kind}:{value}" for kind in DETAILED for value in possible_values(kind, catalogue)
    )
    return frozenset((*PLAIN, *detailed))


def read_batch(raw: object, desk: str, today: date, known: frozenset[str]) -> Batch:
    """Return what a kiosk that was offline reports: `{"id": ..., "days": {day: {label: n}}}`.

    Raises `BadCountsError` if anything in it is not as it must be: nothing is left out
    silently, so that whoever wrote the kiosk's program hears of it.
    """
    if not isinstance(raw, dict) or raw.keys() != {"id", "days"}:
        raise BadCountsError("give an object with `id` and `days`, and nothing else")
    if not isinstance(raw["id"], str) or not BATCH_ID.fullmatch(raw["id"]):
        raise BadCountsError("`id` is 16 to 64 letters, digits, - and _")
    if not isinstance(raw["days"], dict):
        raise BadCountsError("`days` is an object")
    numbers: dict[Spot, int] = {}
    for words, counts in raw["days"].items():
        day = _day(words, today)
        for label, count in _counts(counts, known):
            numbers[Spot(desk, "kiosk", day, label)] = count
    if not numbers:
        raise BadCountsError("there is nothing in it")
    return Batch(raw["id"], numbers, desk)


def _day(words: str, today: date) -> date:
    try:
        day = date.fromisoformat(words)
    except ValueError as error:
        raise BadCountsError("a day is written 2026-11-27") from error
    if day.isoformat() != words or not timedelta() <= today - day <= timedelta(days=MOST_DAYS):
        raise BadCountsError(f"a day is written 2026-11-27, and is one of the last {MOST_DAYS}")
    return day


def _counts(counts: object, known: frozenset[str]) -> Iterator[tuple[str, int]]:
    if not isinstance(counts, dict):
        raise BadCountsError("each day has an object")
    for label, count in counts.items():
        if label not in known:
            raise BadCountsError("there is a label that nothing is counted under")
        # Python takes true for 1, and so it is looked at more closely.
        if type(count) is not int or not 0 < count <= MOST_A_DAY:
            raise BadCountsError(f"a number is whole, and from 1 to {MOST_A_DAY}")
        yield label, count
