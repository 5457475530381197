"""How long things about calls are kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from wizard.domain.periods import months_before

MOST_DAYS = 366
MOST_MONTHS = 120


@dataclass(frozen=True, slots=True)
class Keeping:
    """The times after which something is removed.

    `notes_days`: notes, counted from the saving of the call. `draft_days`: drafts left
    behind, counted from when they were kept last. `case_months`: references, counted
    from the last call.
    """

    notes_days: int = 30
    draft_days: int = 7
    case_months: int = 24

    def __post_init__(self) -> None:
        """Raise `ValueError` if a time is no time, or longer than anybody can want."""
        if not (1 <= self.notes_days <= MOST_DAYS and 1 <= self.draft_days <= MOST_DAYS):
            raise ValueError(f"notes and drafts are kept from 1 to {MOST_DAYS} days")
        if not 1 <= self.case_months <= MOST_MONTHS:
            raise ValueError(f"cases are kept from 1 to {MOST_MONTHS} months")

    def notes_before(self, now: datetime) -> datetime:
        """Return the moment before which notes are too old."""
        return now - timedelta(days=self.notes_days)

    def drafts_before(self, now: datetime) -> datetime:
        """Return the moment before which a draft is left behind."""
        return now - timedelta(days=self.draft_days)

    def cases_before(self, now: datetime) -> datetime:
        """Return the moment before which a case is too old."""
        return months_before(now, self.case_months)
