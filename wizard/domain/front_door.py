"""What an adviser of the front door does not recommend: the front door itself."""

from collections.abc import Iterable, Iterator

from wizard.domain.ranking import Ranked

OWN_SERVICES = frozenset({"1819", "1819-website"})
"""Ids of the records of the line on which the caller is already, and of its website."""


def for_callers(ranked: Iterable[Ranked]) -> Iterator[Ranked]:
    """Yield what may be recommended to somebody who is on the line with us."""
    return (one for one in ranked if one.service.key not in OWN_SERVICES)
