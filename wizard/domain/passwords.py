"""What a password must be: long enough, not the name, not what everybody tries first."""

import unicodedata
from itertools import pairwise
from typing import Literal

LEAST = 12
MOST = 200
"""Characters; the upper end keeps the hashing of nonsense cheap."""

Rule = Literal["short", "long", "name", "obvious", "same"]
"""What a new password can fail on; «same» is one that equals the password before."""

TELLING = 4
"""So many different letters must be left without common words and keys in a row."""

OBVIOUS = (
    *("motdepasse", "motdepass", "wachtwoord", "passwoord", "paswoord", "password", "code"),
    *("ondernemer", "entrepreneur", "adviseur", "conseiller", "adviser", "editor", "admin"),
    *("login", "secret", "geheim", "welkom", "welcome", "bienvenue", "bonjour", "hallo", "hello"),
    *("letmein", "iloveyou", "jetaime", "brussels", "brussel", "bruxelles", "belgium"),
    *("belgique", "belgie", "europe", "parcours", "wizard", "football", "voetbal", "soleil"),
    *("lente", "zomer", "herfst", "winter", "printemps", "automne", "spring", "summer", "autumn"),
    *("januari", "februari", "maart", "april", "augustus", "september", "oktober", "november"),
    *("december", "janvier", "fevrier", "juillet", "septembre", "octobre", "novembre"),
    *("decembre", "january", "february", "maandag", "monday", "lundi", "dragon", "monkey"),
)
"""Words that stand in many leaked passwords or lie near here; the longer of two alike first."""

ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
)
"""The alphabet, and the rows of Belgian and English keyboards."""

STEPS = {step for row in ROWS for line in (row, row[::-1]) for step in pairwise(line)}

LOOKALIKES = str.maketrans("@4310$5!7", "aaeiossit")
"""Signs and digits that stand for a letter, as in «p@ssw0rd»."""


def normal(password: str) -> str:
    """Return a password in one form, whichever keyboard typed its accents."""
    return unicodedata.normalize("NFC", password)


def broken_rules(password: str, name: str, before: str = "") -> tuple[Rule, ...]:
    """Return every rule that a new password for the account `name` breaks.

    `before` is the password so far, if there is one.

    >>> broken_rules("azertyuiop", "ana")
    ('short', 'obvious')
    """
    password = normal(password)
    broken: list[Rule] = []
    if len(password) < LEAST:
        broken.append("short")
    if len(password) > MOST:
        broken.append("long")
    if _is_name(password, name):
        broken.append("name")
    elif _is_obvious(password[:MOST]):
        broken.append("obvious")
    if before and password == normal(before):
        broken.append("same")
    return tuple(broken)


def _is_name(password: str, name: str) -> bool:
    """Return whether it is the name, once or more often, with less than a word beside it."""
    folded, own = password.casefold(), name.casefold()
    return bool(own) and own in folded and len(folded.replace(own, "")) < TELLING


def _is_obvious(password: str) -> bool:
    plain = unicodedata.normalize("NFKD", password.casefold())
    readings = (plain, plain.translate(LOOKALIKES))
    return any(len(_telling(reading)) < TELLING for reading in readings)


def _telling(plain: str) -> set[str]:
    """Return the letters that are left without common words, digits, and keys in a row."""
    rest = "".join(letter for letter in plain if letter.isalnum())
    for word in OBVIOUS:
        rest = rest.replace(word, " ")
    return {
        letter
        for step in pairwise(f" {rest}")
        if (letter := step[1]).isalpha() and step not in STEPS and step[0] != letter
    }
