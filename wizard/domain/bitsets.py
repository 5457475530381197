"""Verdicts of many services at once, as bit sets in Python integers.

`matching.judge` explains one service; this module only says yes, no or unknown,
for all services in a few dozen integer operations. Both follow the same
definition, and a property test holds them together.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from wizard.domain.answers import Known
from wizard.domain.criteria import Criterion
from wizard.domain.lanes import bit_set
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


@dataclass(frozen=True, slots=True)
class Table:
    """For one criterion slot and one question: which services which option satisfies."""

    anyone: int
    yes: dict[str, int]
    maybe: dict[str, int]
    no: dict[str, int]

    def met(self, chosen: frozenset[str]) -> tuple[int, int]:
        """Return whose condition holds for the options chosen, and whose holds or may hold."""
        fits = possibly = excluded = 0
        for option in chosen:
            fits |= self.yes.get(option, 0)
            possibly |= self.maybe.get(option, 0)
            excluded |= self.no.get(option, 0)
        return fits & ~excluded, fits | possibly


@dataclass(frozen=True, slots=True)
class Masks:
    """The criteria of an ordered list of services, each in a slot.

    A criterion that looks at one question only stands in a slot of that question,
    one that looks at several in a slot of mixed ones; a service with a second one of
    a kind has it in a further slot. So an answer to one question touches few slots.
    `absent[k]` are the services without a criterion in slot k, for which it holds
    trivially.
    """

    everyone: int
    absent: tuple[int, ...]
    slots: tuple[dict[str, Table], ...]

    @classmethod
    def of(cls, services: Sequence[Service]) -> "Masks":
        """Build the masks; bit n stands for `services[n]`."""
        everyone = (1 << len(services)) - 1
        slots: dict[tuple[str, int], _Slot] = {}
        for place, service in enumerate(services):
            for kind, criterion in _by_kind(service.criteria):
                slots.setdefault(kind, _Slot()).add(place, criterion)
        ordered = [slots[kind] for kind in sorted(slots)]
        return cls(
            everyone,
            tuple(everyone & ~bit_set(slot.places) for slot in ordered),
            tuple(slot.tables() for slot in ordered),
        )

    def tally(self, known: Known) -> Tally:
        """Return the verdicts of all services for what is known."""
        yes = possible = self.everyone
        for slot_yes, slot_possible in self.in_slots(known):
            yes &= slot_yes
            possible &= slot_possible
        return Tally(yes, self.everyone & ~possible)

    def in_slots(self, known: Known) -> Iterator[tuple[int, int]]:
        """Yield for each slot whose criterion holds, and whose holds or may hold."""
        for absent, tables in zip(self.absent, self.slots, strict=True):
            yes = possible = absent
            for question, table in tables.items():
                chosen = known.get(question)
                if chosen is None:
                    possible |= table.anyone
                else:
                    fits, fits_or_may = table.met(chosen)
                    yes |= fits
                    possible |= fits_or_may
            yield yes, possible


def _by_kind(criteria: Iterable[Criterion]) -> Iterator[tuple[tuple[str, int], Criterion]]:
    """Yield the criteria with their kind: their only question, or "", and the how-manieth it is."""
    seen: Counter[str] = Counter()
    for criterion in criteria:
        questions = criterion.questions
        only = questions[0] if len(questions) == 1 else ""
        yield (only, seen[only]), criterion
        seen[only] += 1


_Places = dict[str, list[int]]


@dataclass(slots=True)
class _Slot:
    """A slot while it is filled: the places of the services instead of bit sets."""

    places: list[int] = field(default_factory=list)
    found: dict[str, tuple[list[int], _Places, _Places, _Places]] = field(default_factory=dict)

    def add(self, place: int, criterion: Criterion) -> None:
        self.places.append(place)
        for condition in criterion.conditions:
            anyone, yes, maybe, no = self.found.setdefault(condition.question, ([], {}, {}, {}))
            anyone.append(place)
            for places, options in (
                (yes, condition.yes),
                (maybe, condition.maybe),
                (no, condition.no),
            ):
                for option in options:
                    places.setdefault(option, []).append(place)

    def tables(self) -> dict[str, Table]:
        return {
            question: Table(bit_set(anyone), _sets(yes), _sets(maybe), _sets(no))
            for question, (anyone, yes, maybe, no) in self.found.items()
        }


def _sets(places: _Places) -> dict[str, int]:
    return {option: bit_set(found) for option, found in places.items()}
