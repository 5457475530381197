"""Kleene's strong three-valued logic: yes, no, and not known yet.

Source: S. C. Kleene, *Introduction to Metamathematics* (1952), § 64. With the
values ordered no < unknown < yes, «and» is the minimum and «or» the maximum.

>>> all_of([Truth.YES, Truth.UNKNOWN])
<Truth.UNKNOWN: 1>
>>> any_of([Truth.YES, Truth.UNKNOWN])
<Truth.YES: 2>
"""

from collections.abc import Iterable
from enum import IntEnum


class Truth(IntEnum):
    """A truth value. `UNKNOWN` is never folded into yes or no."""

    NO = 0
    UNKNOWN = 1
    YES = 2

    @property
    def key(self) -> str:
        """The word used in the API and in templates: «yes», «unknown» or «no»."""
        return self.name.lower()


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return YES if all are yes (also of nothing), NO if one is no, else UNKNOWN."""
    return min(truths, default=Truth.YES)


def any_of(truths: Iterable[Truth]) -> Truth:
    """Return YES if one is yes, NO if all are no (also of nothing), else UNKNOWN."""
    return max(truths, default=Truth.NO)
