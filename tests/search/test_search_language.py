"""What a visitor types finds the service that is meant, whatever its form."""

import pytest

from wizard.domain.text import LANGUAGES, Language
from wizard.search import Search

SAME = [
    ("fr", "création", "creation", "starter-guidance"),
    ("fr", "MICROCRÉDIT", "microcredit", "microcredit"),
    ("nl", "subsidie website", "subsidies websites", "web-grant"),
    ("nl", "premie", "premies", "investment-grant"),
    ("nl", "vergunning", "vergunningen", "permit-desk"),
    ("fr", "aide embauche", "aides embauches", "hiring-help"),
    ("fr", "permis", "le permis", "permit-desk"),
    ("en", "grant website", "grants websites", "web-grant"),
    ("en", "hire", "hiring", "hiring-help"),
    ("fr", "l'exportation", "exportation", "export-coach"),
    ("fr", "d’entreprise création", "entreprise création", "starter-guidance"),
    ("nl", "startersbegeleiding", "begeleiding starter", "starter-guidance"),
    ("nl", "milieuvergunning", "vergunning milieu", "permit-desk"),
    ("nl", "bankkredieten", "krediet bank", "guarantee"),
    ("en", "e-commerce", "ecommerce", "web-grant"),
    ("en", "start-up capital", "startup capital", "microcredit"),
    ("nl", "1819", "bel 1819", "line-1819"),
    ("nl", "WBF", "waarborgfonds", "guarantee"),
]


@pytest.mark.parametrize(("language", "one", "other", "service"), SAME)
def test_two_forms_of_a_word_find_the_same_service_first(
    search: Search, language: Language, one: str, other: str, service: str
) -> None:
    for query in (one, other):
        found = search.search(query, language)
        assert [hit.service for hit in found.hits][:1] == [service], query
        assert found.suggestion is None
        assert found.hits[0].matched_language == language


@pytest.mark.parametrize(
    ("language", "query", "service", "matched"),
    [
        ("nl", "boulangerie", "bakery-kitchen", "fr"),
        ("nl", "hiring", "hiring-help", "en"),
        ("en", "vrouwen", "women", "nl"),
        ("fr", "personeel zoeken", "hiring-help", "nl"),
        ("en", "aide à la première embauche", "hiring-help", "fr"),
    ],
)
def test_a_word_of_another_language_finds_the_service(
    search: Search, language: Language, query: str, service: str, matched: Language
) -> None:
    first = search.search(query, language).hits[0]
    assert (first.service, first.matched_language) == (service, matched)


@pytest.mark.parametrize("query", ["microkrediet", "aide embauche", "help with hiring"])
def test_the_language_of_the_query_decides_and_not_that_of_the_page(
    search: Search, query: str
) -> None:
    firsts = {search.search(query, language).hits[0].service for language in LANGUAGES}
    assert len(firsts) == 1


@pytest.mark.parametrize(
    ("language", "query", "service"),
    [
        ("nl", "geld lenen", "microcredit"),
        ("fr", "recruter", "hiring-help"),
        ("en", "baker", "bakery-kitchen"),
        ("nl", "zilverkrediet", "microcredit"),
        ("en", "staff", "hiring-help"),
    ],
)
def test_search_words_names_and_labels_find_what_the_text_calls_otherwise(
    search: Search, language: Language, query: str, service: str
) -> None:
    assert search.search(query, language).hits[0].service == service


@pytest.mark.parametrize(
    ("language", "query", "service", "suggestion"),
    [
        ("nl", "microkredit", "microcredit", "microkrediet"),
        ("nl", "subsisie website", "web-grant", "subsidie website"),
        ("fr", "boulengerie", "bakery-kitchen", "boulangerie"),
        ("fr", "pour l'exprotation ?", "export-coach", "pour l'exportation ?"),
        ("en", "emploiee", "hiring-help", "employee"),
        ("nl", "boulangrie", "bakery-kitchen", "boulangerie"),
        ("nl", "subsiide website", "web-grant", "subsidie website"),
        ("fr", "recurter", "hiring-help", "recruter"),
        ("en", "bizness", "women", "business"),
    ],
)
def test_a_mistyped_word_is_put_right_in_its_usual_spelling(
    search: Search, language: Language, query: str, service: str, suggestion: str
) -> None:
    found = search.search(query, language)
    assert found.suggestion == suggestion
    assert found.hits[0].service == service


def test_a_mistyped_part_of_a_compound_is_put_right(search: Search) -> None:
    found = search.search("bakkrijvergunning", "nl")
    assert found.suggestion == "bakkerijvergunning"
    assert {hit.service for hit in found.hits} >= {"bakery-kitchen", "permit-desk"}


@pytest.mark.parametrize(
    ("language", "query", "service"),
    [
        ("fr", "subvention site web", "web-grant"),
        ("nl", "iemand aannemen", "hiring-help"),
        ("en", "international", "export-coach"),
        ("nl", "overseas", "export-coach"),
    ],
)
def test_another_word_for_the_same_finds_it_too(
    search: Search, language: Language, query: str, service: str
) -> None:
    found = search.search(query, language)
    assert found.hits[0].service == service
    assert found.suggestion is None


@pytest.mark.parametrize("word", ["kapper", "schilder", "brevet", "plumber", "ziekte"])
def test_a_correct_word_that_is_not_known_stays_what_it_is(search: Search, word: str) -> None:
    assert search.search(word, "nl").suggestion is None


def test_a_begun_word_finds_what_begins_with_it(search: Search) -> None:
    found = search.search("microcre", "fr")
    assert found.hits[0].service == "microcredit"
    assert found.suggestion is None
    assert search.search("microcre aide", "fr").suggestion == "microcrédit aide"


@pytest.mark.parametrize("query", ["nerves", "passeren", "vague"])
def test_an_ordinary_word_is_no_typing_error(search: Search, query: str) -> None:
    for language in LANGUAGES:
        assert search.search(f"{query} export", language).suggestion is None


def test_a_word_that_is_near_nothing_gets_no_suggestion(search: Search) -> None:
    found = search.search("xylofoon", "nl")
    assert (found.hits, found.suggestion, found.total) == ((), None, 0)


def test_a_known_word_is_searched_though_another_is_not_known(search: Search) -> None:
    assert search.search("zzzzzzzzz export", "nl").hits[0].service == "export-coach"


def test_the_known_ending_of_an_unknown_compound_is_searched(search: Search) -> None:
    found = search.search("kappersvergunning", "nl")
    assert found.hits[0].service == "permit-desk"
