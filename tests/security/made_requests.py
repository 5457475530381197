"""Requests to every public address, in all three languages, made by hypothesis."""

import re
from dataclasses import replace

from hypothesis import strategies as st
from werkzeug.routing import Map

from tests.security.hostile_values import (
    HOSTILE,
    MARKUP,
    TAGS,
    query,
    weighted,
    words,
    written,
)
from tests.security.wire import Sent
from wizard.domain.text import Language

FILLED = {
    "question": ("stage", "sector", "place", "size", "profile", "venture", "need"),
    "category": ("finance", "recruitment"),
    "services/key": ("microstart", "cairgo-bike-premium"),
    "categories/key": ("finance",),
    "packages/key": ("start", "transfer"),
    "providers/key": ("1819", "microstart"),
    "name": ("about", "accessibility", "privacy"),
    "desk": ("example-lel", "example-business-centre"),
    "version": ("v1",),
    "filename": ("web.css", "web.js", "icon.svg", "../app.py", "embed/v1/embed.js"),
    "token": ("x", "a.b.c"),
    "digest": ("0" * 12,),
}
"""What may stand in a variable part of an address."""

PART = re.compile(r"<(?:[^:<>]+:)?(\w+)>")
OF_ONE = re.compile(r"(\w+/)<key>")

HEADERS = (
    "Accept", "Accept-Encoding", "Accept-Language", "Cookie", "Host", "If-Modified-Since",
    "If-None-Match", "Origin", "Range", "Referer", "Sec-Fetch-Site", "User-Agent", "X-CSRF-Token",
    "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Prefix", "X-Forwarded-Proto",
    "X-Request-ID", "X-Original-URL", "Authorization", "Content-Type", "Forwarded",
)  # fmt: skip

PLAIN = (
    "*/*", "gzip", "nl", "fr-BE,en;q=0.3", "bytes=0-10", "bytes=9-1,a", "W/\"x\", *", "*",
    "Sat, 29 Oct 1994 19:43:31 GMT", "session=x; parcours_staff=y", "localhost", "evil.example",
    "https://evil.example", "same-origin", "application/json", "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded; charset=utf-7", "127.0.0.1", "[::1]:80", "a:99999",
)  # fmt: skip

header_words = weighted(
    (6, st.sampled_from(PLAIN)),
    (2, st.just(MARKUP)),
    (1, st.sampled_from(TAGS)),
    (1, st.text(max_size=12)),
    (2, st.sampled_from(HOSTILE)),
).map(lambda word: re.sub(r"[\r\n\x00]", "", word).strip())
"""What a server lets through in a header: no end of a line, no NUL."""

headers = weighted(
    (2, st.just({})),
    (1, st.dictionaries(st.sampled_from(HEADERS), header_words, min_size=1, max_size=4)),
)

methods = st.sampled_from(("GET",) * 40 + ("HEAD", "POST", "OPTIONS", "PUT", "TRACE", "X"))

bodies = query.map(lambda one: one.encode("utf-8", "replace"))

ANYWHERE = "(anywhere)"

TELLING = ("/search", "/code", "/suggest", "/answer", "/<question>", "/results", "/embed")
"""Rules whose pages say again what was sent; they are asked six times as often."""

SPOKEN = "<spoken>"
"""Stands in an address for the language; nothing else there has such brackets."""


def rules_of(map_: Map) -> tuple[str, ...]:
    """Return the rules of the public site."""
    return tuple(
        sorted(
            {
                rule.rule
                for rule in map_.iter_rules()
                if not rule.rule.startswith(("/staff", "/partner/"))
            }
        )
    )


def addresses(rule: str) -> st.SearchStrategy[str]:
    """Return addresses of one rule: its parts filled with ours, with anything, or with too much."""

    def fill(parts: list[str]) -> str:
        left = iter(parts)
        return PART.sub(lambda _: next(left), rule)

    kind = next(iter(OF_ONE.findall(rule)), "")
    filled = [
        st.just(SPOKEN)
        if name == "language"
        else weighted(
            (7, st.sampled_from(FILLED[kind + name if name == "key" else name])),
            (1, words.map(lambda word: written(word, raw=False))),
        )
        for name in PART.findall(rule)
    ]
    return st.tuples(*filled).map(list).map(fill)


lost = words.map(lambda word: f"/{SPOKEN}/{written(word, raw=False)}")
"""Addresses of no rule at all."""

ends = st.sampled_from(
    ("",) * 80 + ("/", "//", "/.", "/%2e%2e/", "/%00", f"/{written(MARKUP, raw=False)}")
)


def requests(rules: tuple[str, ...]) -> st.SearchStrategy[Sent]:
    """Return requests to the rules, in a language that is still to be chosen."""
    weights = {rule: 6 if rule.endswith(TELLING) else 1 for rule in (*rules, ANYWHERE)}
    return weighted(*((weight, request(rule)) for rule, weight in weights.items()))


def request(rule: str) -> st.SearchStrategy[Sent]:
    """Return requests to one rule."""

    def build(parts: tuple[str, str, str, str, dict[str, str]], body: bytes) -> Sent:
        method, path, end, query, headers = parts
        sent = body if method in ("POST", "PUT") else b""
        return Sent(method, path + end, query, headers, sent, route=rule)

    where = lost if rule == ANYWHERE else addresses(rule)
    return st.builds(build, st.tuples(methods, where, ends, query, headers), bodies)


def in_language(sent: Sent, language: Language) -> Sent:
    """Return a request in one language: of its address, or else the one that it asks for."""
    if SPOKEN in sent.path:
        return replace(sent, path=sent.path.replace(SPOKEN, language))
    if sent.path.startswith("/api/"):
        return replace(sent, query=f"lang={language}&{sent.query}")
    return replace(sent, headers={"Accept-Language": language, **sent.headers})
