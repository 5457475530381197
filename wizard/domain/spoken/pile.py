"""Several small numbers in one whole number, put on a pile and taken off again.

A pile is a whole number of any size. Putting something on it multiplies it by the
room that the thing takes, so a thing with many possibilities, or an unusual one,
makes the pile longer. This is mixed radix with shares, known as asymmetric numeral
systems (Duda 2009), here on whole numbers without an end.

Each step is a bijection: `take` gives back what `put` was given, and every number
can be taken from. On an empty pile (0) the first share costs nothing at all.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import comb


def put(pile: int, shares: Sequence[int], place: int) -> int:
    """Return the pile with `place` on top, one of the places that `shares` divides the room into.

    It grows by the factor sum(shares) / shares[place].

    >>> put(0, (3, 1), 0), put(2, (3, 1), 1)
    (0, 11)
    """
    start, share = sum(shares[:place]), shares[place]
    return pile // share * sum(shares) + start + pile % share


def take(pile: int, shares: Sequence[int]) -> tuple[int, int]:
    """Return the place that lies on top and the pile below it: `put` undone.

    >>> take(11, (3, 1))
    (1, 2)
    """
    rest, over = divmod(pile, sum(shares))
    ends = list(accumulate(shares))
    place = bisect_right(ends, over)
    return place, rest * shares[place] + over - (ends[place] - shares[place])


def rank(chosen: Sequence[int]) -> int:
    """Return the number of a set among all sets of its size (combinatorial number system).

    `chosen` are its members, whole numbers from 0 in rising order. The number does
    not depend on how many there are to choose from.

    >>> [rank(pair) for pair in ((0, 1), (0, 2), (1, 2), (0, 3))]
    [0, 1, 2, 3]
    """
    return sum(comb(member, size) for size, member in enumerate(chosen, start=1))


def chosen(rank: int, size: int) -> tuple[int, ...]:
    """Return the set of that size with that number: `rank` undone.

    >>> chosen(3, 2)
    (0, 3)
    """
    found: list[int] = []
    for left in range(size, 0, -1):
        member = left - 1
        while comb(member + 1, left) <= rank:
            member += 1
        rank -= comb(member, left)
        found.append(member)
    return tuple(reversed(found))
