"""The tables, all of which this package brings together so that the migrations see them."""

from wizard.store.tables import (
    calls,
    desk_counts,
    desks,
    editions,
    limits,
    outbox,
    ready,
    referrals,
    staff,
)
from wizard.store.tables.base import Base, Moment

__all__ = [
    "Base",
    "Moment",
    "calls",
    "desk_counts",
    "desks",
    "editions",
    "limits",
    "outbox",
    "ready",
    "referrals",
    "staff",
]
