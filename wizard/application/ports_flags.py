"""The port of the flags: what advisers report to the editors about a record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from wizard.domain.flags import Reason, State


@dataclass(frozen=True, slots=True)
class NewFlag:
    """What an adviser reports: the service, why, a line if there is one, the edition seen."""

    account: int
    service: str
    reason: Reason
    text: str
    edition: int


@dataclass(frozen=True, slots=True)
class Flag:
    """A report with what became of it; `answered_at` is None while it is open."""

    id: int
    account: int
    service: str
    reason: Reason
    text: str
    edition: int
    made_at: datetime
    state: State
    answer: str
    answered_at: datetime | None


class Flags(Protocol):
    """Where flags are kept."""

    def add(self, flag: NewFlag, now: datetime) -> int:
        """Store a flag and return its number.

        The same one (account, service, reason) that is still open is the same flag: a
        new line takes the place of the old one.
        """

    def of_account(self, account: int) -> tuple[Flag, ...]:
        """Return the flags of an account, the newest first."""

    def in_state(self, state: State) -> tuple[Flag, ...]:
        """Return everybody's flags in a state, the newest first."""

    def answer(self, number: int, state: State, text: str, account: int, now: datetime) -> bool:
        """Close an open flag; returns False if there is no such flag, or it is closed already."""
