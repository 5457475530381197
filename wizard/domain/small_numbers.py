"""Small numbers in files that leave the house: none is told, and none can be worked out.

A number below five could say something about one person, so it is written «<5». That is
not enough: of 13 visits, 12 of them in Dutch, the one in French is no secret. So, for the
parts of one total (the languages of the visits, the stages of the journeys):

1. A total below five is «<5», and its parts are left out.
2. Parts that are small are «<5» if they are at least two and do not betray each other, as
   two of them do that make 2 (both are 1) or 8 (both are 4).
3. Else the small ones and the next larger one (with all that equal it) are written «*»
   alike: nobody can tell which of them is which.
4. If there is no larger one, all parts are left out. They are left out too, whatever they
   are, if their sum is that of all possible parts at 1 or at 4: leaving out would say so.

Somebody who knows these rules and all that is written still has, for each number that is
not, at least two values to choose from. A file must not have the same people in it twice,
in a day and in its week: the difference of the two would tell.
"""

from collections.abc import Mapping

SMALLEST = 5
"""Smaller numbers are not given out."""

SMALL = f"<{SMALLEST}"
HIDDEN = "*"
"""What stands for a number that is left out so that a small one stays hidden."""


def guarded(count: int) -> str:
    """Return a number that is the part of nothing as it is given out.

    >>> guarded(0), guarded(4), guarded(5)
    ('0', '<5', '5')
    """
    return SMALL if _is_small(count) else str(count)


def guarded_parts(total: int, parts: Mapping[str, int], possible: int) -> dict[str, str] | None:
    """Return the parts of `total` as they are given out beside `guarded(total)`.

    Parts that are 0 are not in it; None means that all are left out. `possible` is how many
    parts there could be. The sum of the parts may be less than the total (not every journey
    says a sector) or more (some say two); whoever guesses that it is the same learns nothing.

    >>> guarded_parts(13, {"nl": 12, "fr": 1}, 3)
    {'nl': '*', 'fr': '*'}
    >>> guarded_parts(40, {"nl": 37, "fr": 2, "en": 1}, 3)
    {'nl': '37', 'fr': '<5', 'en': '<5'}
    """
    present = {key: count for key, count in parts.items() if count}
    all_alike = {possible, (SMALLEST - 1) * possible}
    if present and (total < SMALLEST or sum(present.values()) in all_alike):
        return None
    small = {key for key, count in present.items() if _is_small(count)}
    if _keep_their_secret([present[key] for key in small]):
        return {key: guarded(count) for key, count in present.items()}
    larger = [count for key, count in present.items() if key not in small]
    if not larger:
        return None
    hidden = small | {key for key, count in present.items() if count == min(larger)}
    return {key: HIDDEN if key in hidden else str(count) for key, count in present.items()}


def _is_small(count: int) -> bool:
    return 0 < count < SMALLEST


def _keep_their_secret(small: list[int]) -> bool:
    """Return whether small numbers whose sum is known do not follow from it."""
    least, most = len(small), (SMALLEST - 1) * len(small)
    return not small or (len(small) > 1 and least < sum(small) < most)
