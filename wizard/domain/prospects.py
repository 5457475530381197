"""What each answer to a question does to the verdicts, worked out once for an edition.

An answer to one question changes nothing but the slots that look at it. In a slot that
looks at no other question, who meets or fails it for an option is always so; only in the
few mixed slots does it depend on the other answers.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from wizard.domain.answers import NONE_OF_THESE, Known
from wizard.domain.bitsets import Masks, Table
from wizard.domain.lanes import bit_set
from wizard.domain.question import Question
from wizard.domain.service import Service

Tables = Mapping[str, Table]


@dataclass(frozen=True, slots=True)
class Effect:
    """What one option does, each a bit set of services.

    `met` meet all their slots of this question alone, or have none; `failed` fail one.
    `mixed` has for each mixed slot who then meets it and who fails it by this question.
    """

    met: int
    failed: int
    mixed: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Prospect:
    """One question: the effects of its options, its mixed slots, and the slots without it.

    `orders` are the services whose points depend on the answer, as a bit set.
    """

    question: str
    effects: tuple[Effect, ...]
    mixed: tuple[int, ...]
    untouched: tuple[int, ...]
    orders: int

    @classmethod
    def of(cls, masks: Masks, services: Sequence[Service], question: Question) -> "Prospect":
        """Return the prospect of a question over the services that the masks are of."""
        key = question.key
        own = [number for number, tables in enumerate(masks.slots) if key in tables]
        alone = [number for number in own if len(masks.slots[number]) == 1]
        mixed = tuple(number for number in own if number not in alone)
        options = _outcomes(question) if own else ()
        return cls(
            key,
            tuple(_effect(masks, key, option, alone, mixed) for option in options),
            mixed,
            tuple(number for number in range(len(masks.slots)) if number not in own),
            bit_set(place for place, service in enumerate(services) if _facet(service, key)),
        )

    def moved(self, masks: Masks, known: Known, met: Sequence[int], unknown: int) -> list[int]:
        """Return for each option which of the services `unknown` now it would settle.

        `known` does not answer the question; `met` has for each slot who meets it now.
        Empty if no criterion looks at the question.
        """
        elsewhere = reduce(and_, (met[number] for number in self.untouched), unknown)
        spared = [_spared(masks.slots[number], self.question, known) for number in self.mixed]
        met_now = [met[number] for number in self.mixed]
        found = []
        for effect in self.effects:
            yes, no = elsewhere & effect.met, effect.failed
            for (fits, fails), now, kept in zip(effect.mixed, met_now, spared, strict=True):
                yes &= now | fits
                no |= fails & ~kept
            found.append(yes | unknown & no)
        return found


def _outcomes(question: Question) -> Iterator[str]:
    """Yield the answers that say something: the options, and «none of these» where offered."""
    for option in question.options:
        yield option.key
    if question.has_none:
        yield NONE_OF_THESE


def _facet(service: Service, question: str) -> object:
    """Return what `ranking.points` compares with the answer to this question."""
    facets: dict[str, object] = {
        "stage": service.stages,
        "sector": service.sectors,
        "profile": service.profiles,
        "venture": service.ventures,
        "need": service.needs,
    }
    return facets.get(question)


def _effect(
    masks: Masks, question: str, option: str, alone: Iterable[int], mixed: Iterable[int]
) -> Effect:
    met, failed = masks.everyone, 0
    for number in alone:
        fits, fails = _outcome(masks.slots[number][question], option)
        met &= masks.absent[number] | fits
        failed |= fails
    return Effect(met, failed, tuple(_outcome(masks.slots[n][question], option) for n in mixed))


def _outcome(table: Table, option: str) -> tuple[int, int]:
    """Return who meets a condition with this option, and who has one and cannot meet it."""
    fits, possible = table.met(frozenset({option}))
    return fits, table.anyone & ~possible


def _spared(tables: Tables, question: str, known: Known) -> int:
    """Return who may meet the slot by another question, whatever this one's answer is."""
    others = (
        table.anyone if key not in known else table.met(known[key])[1]
        for key, table in tables.items()
        if key != question
    )
    return reduce(or_, others, 0)
