"""Words that hypothesis makes for requests: the site's own, anybody's, and an attacker's."""

from typing import TypeVar
from urllib.parse import quote

from hypothesis import strategies as st

SIGN = "qx7vz"
"""Stands in no text of the site, so whatever follows it came from the request."""

MARKUP = f"{SIGN}<{SIGN}>{SIGN}\"{SIGN}'{SIGN}&{SIGN}"
"""Each of its five signs must be written differently when it comes out in a page."""

TAGS = (
    f"</title><{SIGN}>",
    f'"><{SIGN} onload=x>',
    f"'><{SIGN}>",
    f"--><{SIGN}>",
    f"</script><{SIGN}>",
    f"javascript:{SIGN}//",
    f"{{{{{SIGN}}}}}",
)
"""Ways out of where a word may stand; each would leave a `<qx7vz` behind."""

HOSTILE = (
    "", " ", "\x00", "\r\nSet-Cookie: a=b", "\n", "\t", "\x1b[31m", "\x7f", "\u2028", "\u202e",
    "\ufeff", "\ud800", "\U0001f600", "e\u0301" * 40, "\u0130", "\u212a", "\ufdfa" * 20,
    "' OR 1=1 --", "../../../etc/passwd", "..%2f..%2f", "//evil.example", "/\\evil.example",
    "http://evil.example/", "%", "%zz", "%ff", "%00", "%c0%af", "{{ 7*7 }}", "${7*7}", "%(x)s",
    "{0.__class__}", "-1", "0", "1e309", "NaN", "9" * 400, "0x10", "1_000", "\u0663",
    "true", "null", "[]", "__proto__", "constructor", "a\\u0000b", "xn--a", "*", ".", "..",
)  # fmt: skip

OWN = (
    "starting", "idea", "running", "difficulty", "handing-over", "retail", "horeca", "1000", "1080",
    "abroad", "none", "solo", "small", "woman", "social", "innovative", "money-small", "results",
    "nl", "fr", "en", "no", "plain", "example-lel", "microstart", "finance", "start", "transfer",
    "export", "starter", "horecazaak openen", "financement bruxelles", "woman entrepreneur grant",
    "badkamer lagune koerier", "active", "public", "8",
)  # fmt: skip

KEYS = (
    "stage", "sector", "place", "size", "profile", "venture", "need", "q", "back", "lang",
    "language", "limit", "include", "code", "desk", "kind", "only-package", "only-category",
    "only-instrument", "only-sector", "only-kind", "only-status", "show", "more", "answer", "done",
)  # fmt: skip

huge = st.builds(
    lambda sign, length: sign * length,
    st.sampled_from(
        ("a", "a ", "<", "&", "%", "é", "é ", "\U0001f600", "(", "ab-", "aaab", "0", "+")
    ),
    st.sampled_from((80, 300, 1_300, 3_900)),
)
"""Longer than any word that people type, up to what a server lets through."""

T = TypeVar("T")


def weighted(*choices: tuple[int, st.SearchStrategy[T]]) -> st.SearchStrategy[T]:
    """Return a choice among strategies, each with its weight: `one_of` takes all for equal."""
    each = [one for weight, one in choices for _ in range(weight)]
    return st.sampled_from(range(len(each))).flatmap(each.__getitem__)


words = weighted(
    (6, st.sampled_from(OWN)),
    (3, st.just(MARKUP)),
    (2, st.sampled_from(TAGS)),
    (3, st.sampled_from(HOSTILE)),
    (2, st.text(max_size=12)),
    (1, huge),
)

keys = weighted((5, st.sampled_from(KEYS)), (1, st.just(MARKUP)), (1, st.text(max_size=6)))


def written(word: str, raw: bool) -> str:
    """Return a word as it stands in an address, or nearly as it is: `raw`, but for its spaces."""
    if raw:
        return "".join(one for one in word if one not in " \r\n\t\x00#")
    return quote(word.encode("utf-8", "surrogatepass"), safe="")


pair = st.builds(
    lambda key, word, raw, sign: f"{written(key, raw)}{sign}{written(word, raw)}",
    keys,
    words,
    st.sampled_from((False, False, False, True)),
    st.sampled_from(("=", "=", "=", "=", "", "==", "%3D")),
)

asking = st.builds(
    lambda key, word: f"{key}={written(word, raw=False)}",
    st.sampled_from(("q", "q", "q", "code", "desk", "answer", "limit")),
    weighted((1, st.just(MARKUP)), (3, words)),
)
"""A parameter whose words come back in a page."""

query = weighted(
    (1, st.just("")),
    (3, asking),
    (2, st.lists(pair, min_size=1, max_size=5).map("&".join)),
    (2, st.tuples(asking, pair, pair).map("&".join)),
    (1, pair.map(lambda one: "&".join([one] * 40))),
)
"""A query: some pairs, or the same one again and again."""
