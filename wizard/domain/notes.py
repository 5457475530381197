"""Free notes: cleaned, and read for what would say who somebody is.

The signs are patterns that a script can see. They warn; the adviser decides. What has a
check number (national number, company, bank account) is told by it, so that an amount or
a year is not taken for one.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

NOTES_LONGEST = 1_000
"""Letters that the notes of a call may have."""

LINE_LONGEST = 300
"""Letters that an optional line may have."""

SignKind = Literal["mail", "bank", "national", "company", "phone", "address", "name"]
SIGN_KINDS: tuple[SignKind, ...] = (
    "mail",
    "bank",
    "national",
    "company",
    "phone",
    "address",
    "name",
)

MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
BANK = re.compile(r"\bBE\d{2}(?:[ .-]?\d{4}){3}\b", re.IGNORECASE)
NATIONAL = re.compile(r"\b\d{2}\.\d{2}\.\d{2}[ -]\d{3}[ .-]\d{2}\b")
DATE = re.compile(r"(?<!\d[/.-])\b[0-3]?\d([/.-])[01]?\d\1(?:\d{4}|\d{2})\b(?![/.-]\d)")
DIGITS = re.compile(r"(?<!\d)(?<!\d[.,])(?:\+|\bBE ?)?\d(?:[ ./()-]{0,2}\d){7,13}(?!\d)", re.I)
STREET_NUMBER = r"(?:[^\W\d][\w'’-]*,?\s){1,5}?(?:n°\s?)?\d{1,4}\b"
ADDRESS = re.compile(
    rf"\b(?i:rue|avenue|av\.|chaussée|boulevard|bd|drève|impasse)\s{STREET_NUMBER}"
    # These words mean something else as well: only before a capital do they begin an address.
    rf"|\b(?i:place|square|quai|clos)\s(?:(?:de|du|des|de la|de l'|d')\s?)?(?=[A-ZÀ-ÖØ-Þ]){STREET_NUMBER}"
    r"|\b[^\W\d][\w-]*(?i:straat|laan|plein|steenweg|dreef|kaai)\s(?:nr\.?\s?)?\d{1,4}\b"
)
CAPITAL = r"[A-ZÀ-ÖØ-Þ](?:[a-zß-öø-ÿ]|['’][A-Z]|[A-ZÀ-ÖØ-Þ]{4})[\w'’-]*"
"""A word with a capital; one in capitals only from five letters on: shorter ones are acronyms."""
SMALL_PARTS = r"(?:\s(?:de|van|von|der|den|du|di|da|el|al|ben|le|la|d'))*"
NAMES = rf"(?:{SMALL_PARTS}\s{CAPITAL})+"
TITLED = re.compile(
    r"\b(?:M\.|(?i:mr|mrs|mme|mlle|mevr|mvr|mw|dhr|monsieur|madame|meneer|mijnheer|mevrouw)\.?)"
    rf"{NAMES}"
)
SAID = re.compile(
    r"\b(?:(?:je m'appelle|s'appelle|ik heet|hij heet|zij heet|ze heet|my name is|name is)\s"
    r"|(?:naam|nom|name|prénom|voornaam)\s?:\s?)[^\W\d]\S+",
    re.IGNORECASE,
)
FULL_NAME = re.compile(rf"\b{CAPITAL}{NAMES}")
WORD = re.compile(r"[^\W\d_]+")

WRITTEN: tuple[tuple[re.Pattern[str], SignKind], ...] = (
    (MAIL, "mail"),
    (BANK, "bank"),
    (NATIONAL, "national"),
    (ADDRESS, "address"),
)
"""What is told by the way it is written."""


@dataclass(frozen=True, slots=True)
class Sign:
    """Something in a note that may say who somebody is: its kind, and the words as typed."""

    kind: SignKind
    words: str


def clean(text: str) -> str:
    """Return what was typed without control characters, with plain line ends, trimmed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = ("".join(one if one.isprintable() else " " for one in line).rstrip() for line in lines)
    return "\n".join(kept).strip()


def clean_line(text: str) -> str:
    """Return what was typed as one line."""
    return " ".join(clean(text).split())


def signs(text: str, known: Collection[str] = ()) -> tuple[Sign, ...]:
    """Return what in a note may say who somebody is, by kind.

    `known` are words in lower case (of organisations, places, services): capitals that
    are such words only are not taken for a person's name.

    >>> [sign.kind for sign in signs("Jan Janssens, 0478 12 34 56")]
    ['phone', 'name']
    """
    found = dict.fromkeys(_signs(text, known))
    return tuple(sorted(found, key=lambda sign: SIGN_KINDS.index(sign.kind)))


def _signs(text: str, known: Collection[str]) -> Iterator[Sign]:
    rest = text
    for pattern, kind in WRITTEN:
        yield from (Sign(kind, match.group()) for match in pattern.finditer(rest))
        rest = pattern.sub(" ; ", rest)
    for match in DIGITS.finditer(DATE.sub(" ; ", rest)):
        number = _number(match.group())
        if number is not None:
            yield Sign(number, match.group())
    for pattern in (TITLED, SAID):
        yield from (Sign("name", match.group()) for match in pattern.finditer(rest))
        rest = pattern.sub(" ; ", rest)
    for match in FULL_NAME.finditer(rest):
        if any(word.lower() not in known for word in WORD.findall(match.group())):
            yield Sign("name", match.group())


def _number(written: str) -> SignKind | None:
    """Return what a row of at least eight digits is; None for one that says nothing."""
    digits = "".join(sign for sign in written if sign.isdigit())
    if len(digits) == 10 and digits[0] in "01" and _is_company(digits, written):
        return "company"
    if len(digits) == 11 and int(digits[9:]) in _national_checks(digits[:9]):
        return "national"
    abroad = (written[0] == "+" or digits.startswith("00")) and len(digits) >= 9
    at_home = digits[0] == "0" and len(digits) in (9, 10)
    mobile = len(digits) == 9 and digits[0] == "4"
    return "phone" if abroad or at_home or mobile else None


def _is_company(digits: str, written: str) -> bool:
    return written[:2].upper() == "BE" or 97 - int(digits[:8]) % 97 == int(digits[8:])


def _national_checks(digits: str) -> tuple[int, int]:
    """Return the check numbers of a national number: born before 2000, and after."""
    return 97 - int(digits) % 97, 97 - int(f"2{digits}") % 97
