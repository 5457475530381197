"""How a word sounds, roughly: what is written differently and heard alike becomes the same.

Enough to see that «bato» may be «bateau» and «fezant» «pheasant», and that no two words
of a list are heard as one. Spelling rules cannot do more; what they miss, the distance
of the letters finds.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from wizard.domain.text import Language

Rules = tuple[tuple[str, str], ...]
"""Pattern and replacement, in the order in which they are applied to a folded word."""

_TWICE = (r"(.)\1", r"\1")

RULES: Mapping[Language, Rules] = {
    "nl": (
        ("ei|ij|y", "y"),
        ("ou|au", "A"),
        ("sch", "sg"),
        ("ch", "g"),
        ("ph|v", "f"),
        ("th|dt|d$", "t"),
        ("c(?=[eiy])|z", "s"),
        ("c|q", "k"),
        ("x", "ks"),
        ("b$", "p"),
        ("oe", "U"),
        ("ie", "i"),
        ("uw", "u"),
        _TWICE,
    ),
    "fr": (
        ("ph", "f"),
        ("eaux?|aux?", "o"),
        ("ch", "S"),
        ("(?<=[aeiouy])s(?=[aeiouy])", "z"),
        ("ge(?=[ao])|g(?=[eiy])", "j"),
        ("gu(?=[eiy])", "g"),
        ("gn", "N"),
        ("c(?=[eiy])|ss", "s"),
        ("qu|[qc]", "k"),
        ("h", ""),
        ("oin", "wI"),
        ("oi", "wa"),
        ("ou", "U"),
        ("(?:ai|ei|i|y)[nm](?![aeiouynm])", "I"),
        ("[ae][nm](?![aeiouynm])", "A"),
        ("o[nm](?![aeiouynm])", "O"),
        ("eill?e?|aill?e?", "Y"),
        ("(?:ai|ei|e[rtz]$)", "e"),
        ("y", "i"),
        ("(?<=..)(?:e?s|e|[tdpx])$", ""),
        _TWICE,
    ),
    "en": (
        ("^kn", "n"),
        ("^wr", "r"),
        ("wh", "w"),
        ("ph", "f"),
        ("gh", ""),
        ("[ts]ion", "Sn"),
        ("tch|ch", "C"),
        ("sh", "S"),
        ("g(?=[eiy])|dg", "j"),
        ("c(?=[eiy])|z", "s"),
        ("ck|[cq]", "k"),
        ("x", "ks"),
        ("ee|ea|ie|ey$|y$", "i"),
        ("oo|ew|ou", "u"),
        ("ai|ay|ei", "a"),
        ("oa|ow", "o"),
        ("(?<=..)e$", ""),
        _TWICE,
    ),
}


@lru_cache(maxsize=4096)
def sound(folded: str, language: Language) -> str:
    """Return how a folded word sounds to speakers of `language`, in signs of our own.

    >>> sound("bato", "fr") == sound("bateau", "fr"), sound("trijn", "nl") == sound("trein", "nl")
    (True, True)
    """
    for pattern, replacement in RULES[language]:
        folded = re.sub(pattern, replacement, folded)
    return folded
