"""What is on offer for a description of somebody, as bit sets over the services.

A *description* fixes the answers to some questions, one option each (or «none of
these»), and leaves the others open. Its *offer* are the services made for its stage
(all services, while the stage is open) that are not excluded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_, or_

from wizard.domain.answers import UNSURE
from wizard.domain.catalogue import Catalogue
from wizard.domain.question import Question
from wizard.domain.truth import Truth

FIRST = ("place", "stage")
"""Walked first, because most criteria are on them."""

Facts = tuple[tuple[str, tuple[str, ...]], ...]
"""The answers of a description: each question with the options that are alike for it."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Options between which nothing distinguishes: per criterion slot, the services they admit."""

    options: tuple[str, ...]
    admits: tuple[int, ...]
    made: int


@dataclass(frozen=True, slots=True)
class Description:
    """What was answered, and per slot the services whose criterion is met or may be.

    `open` are the questions without an answer; `made` the services made for the stage.
    """

    facts: Facts
    admitted: tuple[int, ...]
    open: frozenset[str]
    made: int


class Offers:
    """The offer of every description, for one edition."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Take the criteria of the services that may be recommended."""
        self._catalogue = catalogue
        self._masks = catalogue.masks
        self._waiting: dict[frozenset[str], tuple[int, ...]] = {}
        self.categories: Mapping[str, int] = {
            term.key: sum(
                1 << position
                for position, service in enumerate(catalogue.current)
                if service.category == term.key
            )
            for term in catalogue.vocabularies["category"]
        }

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The questions on which an offer depends; one that may be skipped after its reasons."""
        asked = self._catalogue.journey.questions
        concerned = {"stage"} | {key for tables in self._masks.slots for key in tables}
        concerned |= {one.question for question in asked for one in question.ask_when}
        mine = [question for question in asked if question.key in concerned]
        early = [q for key in FIRST for q in mine if q.key == key and not q.ask_when]
        return (*early, *(question for question in mine if question not in early))

    @cached_property
    def alike(self) -> Mapping[str, tuple[Alike, ...]]:
        """Question -> its options in classes; those of a class give every description equal offers.

        Two options are alike if they admit the same services in every slot, make the
        same ones fit the stage, and mean the same to every `ask_when`.
        """
        return {question.key: self._classes(question) for question in self.questions}

    @cached_property
    def _for_every_stage(self) -> int:
        """The services that stay on offer whatever the stage is."""
        return reduce(and_, (alike.made for alike in self.alike["stage"]), self._masks.everyone)

    def root(self) -> Description:
        """Return the description that says nothing."""
        every = frozenset(question.key for question in self.questions)
        return Description((), self._masks.absent, every, self._masks.everyone)

    def possible(self, one: Description) -> int:
        """Return the offer: the services that are not excluded."""
        offer = one.made
        for admitted, waiting in zip(one.admitted, self._waits(one.open), strict=True):
            offer &= admitted | waiting
        return offer

    def safe(self, one: Description) -> int:
        """Return the part of the offer that no further answer can exclude."""
        offer = one.made & (self._for_every_stage if "stage" in one.open else one.made)
        for admitted in one.admitted:
            offer &= admitted
        return offer

    def answered(self, one: Description, question: str, alike: Alike) -> Description:
        """Return the description with an answer more, and with what it implies.

        A question that is skipped after it is not open any more, but it is no answer either.
        """
        after = self._with(one, question, alike, ((question, alike.options),))
        known = {key: frozenset(options[:1]) for key, options in after.facts}
        for later in self.questions:
            if later.key in after.open and later.applies(known) is Truth.NO:
                after = self._implied(after, later)
        return after

    def _implied(self, one: Description, question: Question) -> Description:
        meant = [self._admitted(question.key, option) for option in sorted(question.implied)]
        admits = tuple(
            _union(each[slot] for each in meant) for slot in range(len(self._masks.slots))
        )
        return self._with(one, question.key, Alike((), admits, self._masks.everyone), ())

    def _with(self, one: Description, question: str, alike: Alike, facts: Facts) -> Description:
        admitted = tuple(a | b for a, b in zip(one.admitted, alike.admits, strict=True))
        return Description(
            (*one.facts, *facts), admitted, one.open - {question}, one.made & alike.made
        )

    def _waits(self, questions: frozenset[str]) -> tuple[int, ...]:
        """Return per slot the services whose criterion an open question may still meet."""
        if questions not in self._waiting:
            self._waiting[questions] = tuple(
                _union(table.anyone for key, table in tables.items() if key in questions)
                for tables in self._masks.slots
            )
        return self._waiting[questions]

    def _admitted(self, question: str, option: str) -> tuple[int, ...]:
        """Return per slot the services whose criterion the option meets, or may meet."""
        found = (tables.get(question) for tables in self._masks.slots)
        return tuple(
            table.yes.get(option, 0) | table.maybe.get(option, 0) if table else 0 for table in found
        )

    def _classes(self, question: Question) -> tuple[Alike, ...]:
        depending = [
            condition
            for other in self._catalogue.journey.questions
            for condition in other.ask_when
            if condition.question == question.key
        ]
        classes: dict[tuple[object, ...], list[str]] = {}
        for option in (one for one in question.allowed if one != UNSURE):
            known = {question.key: frozenset({option})}
            truths = tuple(condition.truth(known) for condition in depending)
            key = (self._admitted(question.key, option), self._made(question.key, option), truths)
            classes.setdefault(key, []).append(option)
        return tuple(
            Alike(
                tuple(options),
                self._admitted(question.key, options[0]),
                self._made(question.key, options[0]),
            )
            for options in classes.values()
        )

    def _made(self, question: str, option: str) -> int:
        if question != "stage":
            return self._masks.everyone
        return self._catalogue.made_for.get(option, 0)


def _union(masks: Iterable[int]) -> int:
    return reduce(or_, masks, 0)
