"""What is typed, as it is compared: small letters without accents."""

import unicodedata

_NOT_DECOMPOSED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ß": "ss"})


def fold(text: str) -> str:
    """Return `text` in small letters without accents and invisible signs.

    >>> fold("Cœur à NOËL")
    'coeur a noel'
    """
    plain = unicodedata.normalize("NFKD", text.lower().translate(_NOT_DECOMPOSED))
    return "".join(sign for sign in plain if unicodedata.category(sign) not in ("Mn", "Cf"))
