"""Server processes of one site, as far as counting visitors goes: gates over one counter."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wizard.application.limits import Gate
from wizard.application.limits_shared import Sharing
from wizard.application.ports_limits import HitCounter
from wizard.domain.limits import Limit

START = 1_800_000_000.0
"""A moment, in seconds since 1970, at which a window of each length that divides an hour begins."""

SECRET = "only for tests"  # noqa: S105  (no secret)
STRICT = Limit("sign-in", 5, 60, strict=True)
PUBLIC = Limit("pages", 100, 60)
LIMITS: Mapping[str, Limit] = {STRICT.name: STRICT, PUBLIC.name: PUBLIC}

NewCounter = Callable[[], HitCounter]


@dataclass
class Ticks:
    """A clock that a test sets, forwards and backwards."""

    at: float = START

    def __call__(self) -> float:
        """Return the moment."""
        return self.at


class ByHand(Sharing):
    """Sharing that a test tells when to exchange; no thread does it meanwhile."""

    def begin(self, exchange: Callable[[], None]) -> None:
        """Leave it to the test."""


@dataclass
class Nodes:
    """Gates that share a counter; without one there is a single process, hence a single gate."""

    counter: NewCounter | None
    clock: Ticks
    limits: Mapping[str, Limit] = field(default_factory=lambda: LIMITS)
    made: list[Gate] = field(default_factory=list)

    def new(self) -> Gate:
        """Return the gate of one more process."""
        if self.counter is None:
            if not self.made:
                self.made.append(Gate(self.limits, self.clock))
            return self.made[0]
        sharing = ByHand(self.counter(), SECRET, self.clock)
        gate = Gate(self.limits, self.clock, sharing)
        self.made.append(gate)
        return gate

    def exchange(self) -> None:
        """Let all hear of all, as they do each second."""
        for _ in range(2):
            for gate in self.made:
                gate.exchange()

    def close(self) -> None:
        """Give all connections back."""
        for gate in self.made:
            gate.close()
