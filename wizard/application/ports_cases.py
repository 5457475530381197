"""The ports of the cases: a reference that links the calls of somebody who is not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from wizard.application.ports_referrals import Referral


@dataclass(frozen=True, slots=True)
class Case:
    """A case: its reference, when the caller agreed, and when it was used last."""

    reference: str
    agreed_at: datetime
    last_at: datetime


class Cases(Protocol):
    """Where cases are kept, and wrong references that were asked for."""

    def add(self, reference: str, now: datetime) -> bool:
        """Store a new case; returns False if the reference is taken."""

    def find(self, reference: str) -> Case | None:
        """Return the case with this reference, or None."""

    def unused(self, since: datetime) -> tuple[str, ...]:
        """Return the references of the cases that were not used since a moment."""

    def remove(self, reference: str, unused_since: datetime | None = None) -> bool:
        """Remove a case: its calls stay, and nothing links them any more.

        With `unused_since` only if it was not used since then. Returns whether it was done.
        """

    def missed(self, account: int, reference: str, now: datetime) -> None:
        """Note that an account asked for a reference that does not exist."""

    def misses(self, account: int, since: datetime) -> tuple[datetime, ...]:
        """Return when an account asked for such references, each once, the oldest first."""

    def forget_misses(self, before: datetime) -> int:
        """Remove what was noted before a moment; return how many there were."""


class CaseReferrals(Protocol):
    """Where the referrals of a case are found: a part of the port `Referrals`."""

    def of_case(self, case: str) -> Sequence[Referral]:
        """Return the referrals with a case's reference."""

    def forget_case(self, case: str) -> int:
        """Take a reference away from its referrals, and return from how many."""
