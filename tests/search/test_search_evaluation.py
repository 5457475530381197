"""How well the search answers the judged queries of the shipped catalogue, with floors.

`wizard search evaluate --misses` prints the figures and each query that misses.
"""

from collections.abc import Sequence

import pytest

from wizard.content.load import Loaded
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language
from wizard.search import Search
from wizard.search.baseline import Baseline
from wizard.search.evaluation import Judged, Outcome, run, score

SUCCESS = 0.90
"""A full answer among the first three, over all queries; a query that nothing answers finds none."""
SUCCESS_OF_A_KIND = 0.80
AHEAD = 0.15
"""How much better the order of the first ten is than that of plain full-text search."""
TITLES = 0.97
"""Part of the titles that find their own service first."""
FEWEST_OF_A_KIND = 30
ALIKE = 0.6
"""Mean part of the first five that two languages share for the same need."""

SAME_NEED = (
    ("personeel aanwerven", "embaucher du personnel", "hire staff"),
    ("subsidie voor een website", "subvention pour un site web", "grant for a website"),
    ("een lening om te starten", "un prêt pour démarrer", "a loan to start"),
    ("mijn zaak overlaten", "céder mon entreprise", "hand over my business"),
    ("exporteren", "exporter", "export"),
    ("schulden", "dettes", "debts"),
    ("bakkerij", "boulangerie", "bakery"),
    ("coworking", "coworking", "coworking"),
    (
        "werkzoekende die wil starten",
        "demandeur d'emploi qui veut se lancer",
        "jobseeker who starts",
    ),
    ("milieuvergunning", "permis d'environnement", "environmental permit"),
    ("business angel", "business angel", "business angel"),
    ("sociale economie", "économie sociale", "social economy"),
)


@pytest.fixture(scope="module")
def judged(loaded: Loaded) -> tuple[Judged, ...]:
    """The judged queries of the catalogue."""
    return tuple(
        Judged(one.text, one.language, one.kind, frozenset(one.best), frozenset(one.good))
        for one in loaded.records.searches
    )


@pytest.fixture(scope="module")
def outcomes(judged: tuple[Judged, ...], words: Search) -> tuple[Outcome, ...]:
    """What the search finds for each."""

    def found(text: str, language: Language) -> Sequence[str]:
        return [hit.service for hit in words.search(text, language, limit=10).hits]

    return run(judged, found)


def test_every_kind_and_language_is_judged(judged: tuple[Judged, ...]) -> None:
    kinds = {one.kind for one in judged}
    assert len(kinds) == 8
    for kind in kinds:
        assert sum(one.kind == kind for one in judged) >= FEWEST_OF_A_KIND, kind
    for language in LANGUAGES:
        assert sum(one.language == language for one in judged) >= len(judged) / 4


def test_no_query_is_judged_twice(judged: tuple[Judged, ...]) -> None:
    asked = [(one.text.casefold(), one.language) for one in judged]
    assert len(set(asked)) == len(asked)


def test_full_answers_are_among_the_first_three(outcomes: tuple[Outcome, ...]) -> None:
    assert score(outcomes).success >= SUCCESS
    for kind in {one.judged.kind for one in outcomes}:
        of_kind = [one for one in outcomes if one.judged.kind == kind]
        missed = [one.judged.text for one in of_kind if not one.success]
        assert score(of_kind).success >= SUCCESS_OF_A_KIND, f"{kind}: {missed}"


def test_the_order_is_better_than_that_of_plain_full_text_search(
    outcomes: tuple[Outcome, ...], judged: tuple[Judged, ...], catalogue: Catalogue
) -> None:
    baseline = Baseline(catalogue)
    plain = score(run(judged, lambda text, _: baseline.search(text))).ndcg
    own = score(outcomes).ndcg
    assert own is not None
    assert plain is not None
    assert own >= plain + AHEAD


def test_a_services_title_finds_it_first(catalogue: Catalogue, words: Search) -> None:
    missed = []
    titles = [(language, service) for service in catalogue.current for language in LANGUAGES]
    for language, service in titles:
        title = service.words.title.exact(language)
        hits = words.search(title, language, limit=1).hits
        if [hit.service for hit in hits] != [service.key]:
            missed.append((language, title, [hit.service for hit in hits]))
    assert 1 - len(missed) / len(titles) >= TITLES, missed


def test_every_provider_is_found_under_each_of_its_names(
    catalogue: Catalogue, words: Search
) -> None:
    missed = [
        (name, key)
        for key, provider in catalogue.providers.items()
        for name in provider.names
        if key not in words.search(name, "nl").providers
    ]
    assert not missed


@pytest.mark.parametrize("name", ["LEL", "LLE", "PLE", "GEL", "guichet d'économie locale"])
def test_the_local_economy_desks_are_one_thing(words: Search, name: str) -> None:
    for language in LANGUAGES:
        found = words.search(name, language)
        assert "local-economy-desks" in found.providers
        assert found.hits[0].service == "local-economy-desks"


def test_the_same_need_finds_nearly_the_same_in_three_languages(words: Search) -> None:
    alike = []
    for texts in SAME_NEED:
        firsts = [
            {hit.service for hit in words.search(text, language, limit=5).hits}
            for text, language in zip(texts, LANGUAGES, strict=True)
        ]
        for one, other in ((0, 1), (0, 2), (1, 2)):
            alike.append(len(firsts[one] & firsts[other]) / 5)
    assert sum(alike) / len(alike) >= ALIKE


def test_the_language_of_the_page_hardly_matters(words: Search) -> None:
    for texts in SAME_NEED:
        for text, own in zip(texts, LANGUAGES, strict=True):
            here = [hit.service for hit in words.search(text, own, limit=3).hits]
            for page in LANGUAGES:
                there = {hit.service for hit in words.search(text, page, limit=5).hits}
                assert there & set(here), f"«{text}» on the pages in {page}"
