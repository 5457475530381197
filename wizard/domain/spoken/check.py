"""A whole number as numbers of words, with one more word that checks the others.

A code is d1 d2 ... dn: the number in base `WORDS`, then the check, chosen so that
1*d1 + 2*d2 + ... + n*dn is a multiple of `WORDS`. `WORDS` is prime and n is smaller,
so every factor, and every difference of two factors, has an inverse. Hence

- one wrong word is always found: it changes the sum by i*(d - d'), which is a multiple
  only if d = d';
- two words that changed places are always found: they change the sum by
  (i - j)*(di - dj), a multiple only if the words are the same;
- one word that is missing at a known place is determined by the others (`missing`).

Any other error passes with a chance of 1 in `WORDS`. That is the code of ISBN-10
(weights modulo 11) with words for digits.
"""

from collections.abc import Sequence

WORDS = 509
"""Words in each list: a prime, the largest below 512."""

FEWEST = 2
"""Words of the shortest code: one that says something, one that checks it."""

MOST = 20
"""No code is longer. Every set of options in every question at once takes 16 (a test)."""


def to_numbers(number: int) -> tuple[int, ...]:
    """Return the numbers of the words that say `number`, the check last.

    >>> to_numbers(510)
    (1, 1, 508)
    """
    digits = [number % WORDS]
    while number := number // WORDS:
        digits.append(number % WORDS)
    digits.reverse()
    return (*digits, missing([*digits, 0], len(digits)))


def to_number(numbers: Sequence[int]) -> int | None:
    """Return the number that words say; None if the check is wrong or a code cannot begin so."""
    *digits, _ = numbers
    if _sum(numbers) % WORDS or (len(digits) > 1 and not digits[0]):
        return None
    number = 0
    for digit in digits:
        number = number * WORDS + digit
    return number


def missing(numbers: Sequence[int], place: int) -> int:
    """Return the only number that makes the code right at `place` (from 0), whatever stands there."""
    others = _sum(numbers) - (place + 1) * numbers[place]
    return -others * pow(place + 1, -1, WORDS) % WORDS


def _sum(numbers: Sequence[int]) -> int:
    return sum(factor * number for factor, number in enumerate(numbers, start=1))
