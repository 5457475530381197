"""Dutch words that a trade hides in: a compound («traiteurszaak»), a diminutive («cafeetje»)."""

from collections.abc import Iterator

from wizard.search.compounds import Compounds

DIMINUTIVES = ("etje", "tje", "pje", "je")
SHORTEST = 3
"""Letters that are left of a diminutive at least."""
HOUSES = frozenset(
    ("zaak", "zaken", "bedrijf", "winkel", "firma", "praktijk", "bureau", "atelier", "studio")
)
"""Last words of a compound whose first word is the trade."""


def hidden(plain: str, compounds: Compounds) -> Iterator[str]:
    """Yield the words that a folded Dutch word may be in another form, the likeliest first.

    >>> list(hidden("cafeetjes", Compounds()))
    ['cafe', 'cafee', 'cafeet']
    >>> list(hidden("traiteurszaak", Compounds(frozenset({"traiteur", "zaak"}))))
    ['zaak', 'traiteur']
    """
    single = plain.removesuffix("s")
    for ending in DIMINUTIVES:
        if single.endswith(ending) and len(single) - len(ending) >= SHORTEST:
            yield single.removesuffix(ending)
    parts = compounds.split(plain)
    if parts:
        yield parts[-1]
        if parts[-1] in HOUSES:
            yield parts[0]
