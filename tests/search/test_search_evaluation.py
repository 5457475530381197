"""How well the search answers real queries on the shipped catalogue, with floors.

Run with `-s` or look at a failure to see the figures and each query that misses.
"""

import statistics
import time
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from wizard.content.convert import to_catalogue
from wizard.content.folder import digest, read_folder
from wizard.content.reader import read_records
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES
from wizard.search import Search, build_index, open_index

CATALOGUE = Path(__file__).parents[2] / "catalogue"
QUERIES = tomllib.loads(Path(__file__).with_name("evaluation.toml").read_text(encoding="utf-8"))
RECALL_FLOOR = 0.93
"""Recall at 5 was .98 when this was written; the room is for records still to come."""
FIRST_FLOOR = 0.85
"""The first hit was an expected one for .94 of the queries."""
TITLE_FLOOR = 0.97
"""A service's own title gave that service first for .99 of the titles."""
SLOWEST_MEDIAN = 10.0
"""Milliseconds; some .5 was measured, the room is for slow machines."""


@dataclass(frozen=True)
class Shipped:
    """The shipped catalogue with its search and the seconds that it took to build and open."""

    catalogue: Catalogue
    search: Search
    built: float
    opened: float


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Shipped:
    files = read_folder(CATALOGUE)
    records, _ = read_records(files)
    catalogue = to_catalogue(records, digest=digest(files))
    folder = tmp_path_factory.mktemp("shipped") / "index"
    start = time.perf_counter()
    build_index(catalogue, folder)
    middle = time.perf_counter()
    search = open_index(folder, catalogue)
    return Shipped(catalogue, search, middle - start, time.perf_counter() - middle)


def queries(shipped: Shipped) -> Iterator[tuple[Mapping[str, Any], list[str]]]:
    """Yield each query with the expected services that the catalogue has."""
    for query in QUERIES["query"]:
        yield query, [one for one in query["services"] if one in shipped.catalogue.services]


def test_every_expected_service_exists(shipped: Shipped) -> None:
    missing = {
        one
        for query in QUERIES["query"]
        for one in query["services"]
        if one not in shipped.catalogue.services
    }
    assert not missing, "rename or remove them in tests/search/evaluation.toml"


def test_there_are_some_twenty_queries_a_language() -> None:
    for language in LANGUAGES:
        assert sum(query["language"] == language for query in QUERIES["query"]) >= 20


def test_expected_services_are_among_the_first_five(shipped: Shipped) -> None:
    recalls: list[float] = []
    precisions: list[float] = []
    first: list[bool] = []
    for query, expected in queries(shipped):
        found = shipped.search.search(query["text"], query["language"], limit=5)
        got = [hit.service for hit in found.hits]
        right = len(set(got) & set(expected))
        recalls.append(min(1.0, right / (1 if query.get("any") else len(expected))))
        precisions.append(right / max(1, len(got)))
        first.append(got[:1] != [] and got[0] in expected)
        if recalls[-1] < 1:
            print(f"{recalls[-1]:.2f} {query['language']} {query['text']!r}: {got}")
    recall, hit_first = statistics.mean(recalls), statistics.mean(first)
    print(
        f"{len(recalls)} queries: recall@5 {recall:.3f}, first hit right {hit_first:.3f}, ", end=""
    )
    print(f"precision@5 {statistics.mean(precisions):.3f} (most expect one or two services)")
    assert recall >= RECALL_FLOOR
    assert hit_first >= FIRST_FLOOR


def test_a_services_title_finds_it_first(shipped: Shipped) -> None:
    missed = []
    total = 0
    for key, service in shipped.catalogue.services.items():
        if not service.recommended:
            continue
        for language in LANGUAGES:
            total += 1
            title = service.words.title.exact(language)
            hits = shipped.search.search(title, language, limit=1).hits
            if [hit.service for hit in hits] != [key]:
                missed.append((language, title, [hit.service for hit in hits]))
    print(f"{len(missed)} of {total} titles do not find their service first: {missed}")
    assert 1 - len(missed) / total >= TITLE_FLOOR


def test_a_search_takes_a_few_milliseconds_at_most(shipped: Shipped) -> None:
    times = []
    for _ in range(5):
        for query in QUERIES["query"]:
            start = time.perf_counter()
            shipped.search.search(query["text"], query["language"])
            times.append((time.perf_counter() - start) * 1000)
    median = statistics.median(times)
    print(f"{len(shipped.catalogue.services)} services: build {shipped.built:.2f} s, ", end="")
    print(f"open {shipped.opened:.2f} s, search {median:.2f} ms (median), {max(times):.1f} (worst)")
    assert median < SLOWEST_MEDIAN
