"""A flag on a record: «this is out of date», with a reason, for the editors."""

from typing import Literal

Reason = Literal["closed", "contact", "conditions", "amount", "text", "other"]
REASONS: tuple[Reason, ...] = ("closed", "contact", "conditions", "amount", "text", "other")
"""What may be wrong with a record; the first is the most urgent."""

State = Literal["open", "solved", "rejected"]
STATES: tuple[State, ...] = ("open", "solved", "rejected")
"""What became of a flag; only the first can still be answered."""
