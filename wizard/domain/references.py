"""The reference of a case: seven signs that are easy to say, the last of which checks the others.

The alphabet has 23 signs, a prime number, so that a sum with different weights, taken
modulo 23, finds every single wrong sign and every two signs that changed places (the
idea of ISBN-10). It has no vowel, so that no word comes about, and of signs that look
alike only one: no 0 and O, 1, I and L, 2 and Z, 5 and S, 8 and B, U and V, Q.
"""

from typing import Literal

ALPHABET = "23456789CDFGHJKMNPRTVWX"
LENGTH = 7
HOW_MANY = len(ALPHABET) ** (LENGTH - 1)
"""How many references there are: 148 million."""

SEPARATORS = frozenset(" -.\u00a0")

Fault = Literal["empty", "sign", "length", "check"]


class WrongReferenceError(ValueError):
    """What was typed is no reference; `fault` says why, `sign` which sign never occurs."""

    def __init__(self, fault: Fault, sign: str = "") -> None:
        """Note what is wrong."""
        super().__init__(f"no reference: {fault} {sign}".strip())
        self.fault = fault
        self.sign = sign


def reference(number: int) -> str:
    """Return the reference with this number, from 0 up to `HOW_MANY`.

    >>> reference(0), reference(1)
    ('2222222', '2222239')
    """
    if not 0 <= number < HOW_MANY:
        raise ValueError(f"a reference has a number from 0 to {HOW_MANY - 1}, not {number}")
    digits: list[int] = []
    for _ in range(LENGTH - 1):
        number, digit = divmod(number, len(ALPHABET))
        digits.insert(0, digit)
    return "".join(ALPHABET[one] for one in (*digits, _check(digits)))


def read_reference(typed: str) -> str:
    """Return the reference that was typed: in any case, with spaces, points or hyphens.

    Raises `WrongReferenceError` if it cannot be one.
    """
    signs = [sign for sign in typed.upper() if sign not in SEPARATORS]
    if not signs:
        raise WrongReferenceError("empty")
    for sign in signs:
        if sign not in ALPHABET:
            raise WrongReferenceError("sign", sign)
    if len(signs) != LENGTH:
        raise WrongReferenceError("length")
    digits = [ALPHABET.index(sign) for sign in signs]
    if _check(digits[:-1]) != digits[-1]:
        raise WrongReferenceError("check")
    return "".join(signs)


def said(code: str) -> str:
    """Return a reference in groups, as it is written down and read out.

    >>> said("2222239")
    '222 2239'
    """
    return f"{code[:3]} {code[3:]}"


def _check(digits: list[int]) -> int:
    return sum(place * digit for place, digit in enumerate(digits, 2)) % len(ALPHABET)
