"""Verdicts of many services at once, as bit sets in Python integers.

`matching.judge` explains one service; this module only says yes, no or unknown,
for all services in a few dozen integer operations. Both follow the same
definition, and a property test holds them together.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wizard.domain.answers import Known
from wizard.domain.service import Service


@dataclass(frozen=True, slots=True)
class Tally:
    """Which services are certain to fit (`yes`) or certain not to (`no`); one bit each."""

    yes: int
    no: int

    @property
    def settled(self) -> int:
        """The services that are no longer unknown."""
        return self.yes | self.no


@dataclass(slots=True)
class _Table:
    """For one criterion slot and one question: which services which option satisfies."""

    anyone: int
    yes: dict[str, int]
    maybe: dict[str, int]
    no: dict[str, int]


@dataclass(frozen=True, slots=True)
class Masks:
    """The criteria of an ordered list of services.

    Slot k holds the k-th criterion of every service that has one; `absent[k]`
    are the services that have fewer, for which the slot holds trivially.
    """

    everyone: int
    absent: tuple[int, ...]
    slots: tuple[dict[str, _Table], ...]

    @classmethod
    def of(cls, services: Sequence[Service]) -> "Masks":
        """Build the masks; bit n stands for `services[n]`."""
        everyone = (1 << len(services)) - 1
        depth = max((len(service.criteria) for service in services), default=0)
        absent = [everyone] * depth
        slots: list[dict[str, _Table]] = [{} for _ in range(depth)]
        for position, service in enumerate(services):
            bit = 1 << position
            for slot, criterion in enumerate(service.criteria):
                absent[slot] &= ~bit
                for condition in criterion.conditions:
                    table = slots[slot].setdefault(condition.question, _Table(0, {}, {}, {}))
                    table.anyone |= bit
                    _mark(table.yes, condition.yes, bit)
                    _mark(table.maybe, condition.maybe, bit)
                    _mark(table.no, condition.no, bit)
        return cls(everyone, tuple(absent), tuple(slots))

    def tally(self, known: Known) -> Tally:
        """Return the verdicts of all services for what is known."""
        yes = self.everyone
        possible = self.everyone
        for absent, tables in zip(self.absent, self.slots, strict=True):
            slot_yes = absent
            slot_possible = absent
            for question, table in tables.items():
                chosen = known.get(question)
                if chosen is None:
                    slot_possible |= table.anyone
                    continue
                fits = possibly = excluded = 0
                for option in chosen:
                    fits |= table.yes.get(option, 0)
                    possibly |= table.maybe.get(option, 0)
                    excluded |= table.no.get(option, 0)
                slot_yes |= fits & ~excluded
                slot_possible |= fits | possibly
            yes &= slot_yes
            possible &= slot_possible | slot_yes
        return Tally(yes, self.everyone & ~possible)


def _mark(table: dict[str, int], options: Iterable[str], bit: int) -> None:
    for option in options:
        table[option] = table.get(option, 0) | bit
