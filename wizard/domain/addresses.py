"""Where a message goes to: e-mail addresses and telephone numbers, checked strictly.

Only what is certain to be an address passes: nothing that could end a header and
begin another, no comment, no quoted part, no second address.
"""

import re

MOST_LETTERS = 254
"""Longer than this no mail server takes an address (RFC 5321)."""

LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
"""What stands before the @ without quotes (dot-atom of RFC 5322)."""

LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
TOP_LEVEL = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}")
AMBIGUOUS = frozenset("ßς\u200c\u200d")
"""Letters that two standards turn into different domains: one of them could be a stranger's."""

COUNTRY = "+32"
"""Put before a number that is written as one does inside the country."""

NUMBER = re.compile(r"\+[1-9][0-9]{7,14}")
"""A telephone number as all networks write it (E.164)."""


class AddressError(ValueError):
    """Words that are no address; nothing of them is repeated in the message."""


def mail_address(typed: str) -> str:
    """Return an e-mail address as it is sent: without spaces around, its domain in ASCII.

    Raises `AddressError` if it is not certainly one address.

    >>> mail_address(" info@Café-Brüssel.be ")
    'info@xn--caf-brssel-d7a5u.be'
    """
    local, at, domain = typed.strip().partition("@")
    in_ascii = ascii_domain(domain)
    labels = in_ascii.split(".")
    fits = (
        at
        and len(local) <= 64
        and len(local) + 1 + len(in_ascii) <= MOST_LETTERS
        and LOCAL_PART.fullmatch(local)
        and len(labels) >= 2
        and all(LABEL.fullmatch(label) for label in labels)
        and TOP_LEVEL.fullmatch(labels[-1])
    )
    if not fits:
        raise AddressError("this is no e-mail address")
    return f"{local}@{in_ascii}"


def phone_number(typed: str) -> str:
    """Return a telephone number with its country, digits only after the plus.

    Spaces, dots, slashes, hyphens and brackets are left out. Raises `AddressError` if
    what remains is no number.

    >>> phone_number("0470 12.34.56"), phone_number("0032 (0)470/12 34 56")
    ('+32470123456', '+32470123456')
    """
    digits = re.sub(r"[\s./()\u00a0\u202f-]", "", typed.strip().replace("(0)", ""))
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = f"{COUNTRY}{digits[1:]}"
    if not (digits.isascii() and NUMBER.fullmatch(digits)):
        raise AddressError("this is no telephone number")
    return digits


def ascii_domain(domain: str) -> str:
    """Return a domain as the network writes it; "" if it cannot be written so, for certain.

    >>> ascii_domain("www.Café.example")
    'www.xn--caf-dma.example'
    """
    if AMBIGUOUS & set(domain):
        return ""
    try:
        return domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
