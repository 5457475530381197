"""The yardsticks: BM25F as Whoosh has it, the measures of a ranking, the plain engine beside."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from whoosh.scoring import bm25

from wizard.bench.search_speed import operator_strings
from wizard.bench.synthetic import grown
from wizard.cli import main
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES
from wizard.search import Search
from wizard.search.baseline import Baseline
from wizard.search.evaluation import Judged, Outcome, score
from wizard.search.postings import (
    LENGTH,
    SATURATION,
    Posting,
    Postings,
    merged,
    shared,
    summed,
)
from wizard.search.spelling import sound


def posting(**weights: float) -> Posting:
    """Return the posting of rows named r0, r1 ... ."""
    rows = sorted((int(name[1:]), weight) for name, weight in weights.items())
    return Posting(
        np.array([row for row, _ in rows], dtype=np.int32),
        np.array([weight for _, weight in rows], dtype=np.float32),
    )


def as_dict(one: Posting) -> dict[int, float]:
    return dict(zip(one.rows.tolist(), one.weights.tolist(), strict=True))


def test_the_points_are_those_of_whooshs_own_formula() -> None:
    terms = {"a": posting(r0=6, r2=1), "b": posting(r0=2, r1=5)}
    postings = Postings(("x", "y", "z"), {"nl": terms, "fr": {}, "en": {}})
    lengths = {0: 8.0, 1: 5.0, 2: 1.0}
    mean = sum(lengths.values()) / 3
    for one in terms.values():
        points = postings.points(one, "nl")
        for row, weight, own in zip(one.rows, one.weights, points, strict=True):
            idf = postings.idf(len(one.rows))
            theirs = bm25(idf, weight, lengths[int(row)], mean, LENGTH, SATURATION)
            assert own == pytest.approx(theirs)


def test_postings_are_merged_summed_and_shared() -> None:
    one, other = posting(r0=1, r1=4), posting(r1=2, r3=5)
    assert as_dict(merged((one, other), 4)) == {0: 1, 1: 4, 3: 5}
    assert as_dict(summed((one, other), 4)) == {0: 1, 1: 6, 3: 5}
    assert as_dict(shared((one, other))) == {1: 2}
    assert as_dict(shared(())) == {}


def outcome(found: str, kind: str = "need", best: str = "a", good: str = "b") -> Outcome:
    judged = Judged("x", "nl", kind, frozenset(best.split()), frozenset(good.split()))
    return Outcome(judged, tuple(found.split()))


@pytest.mark.parametrize(
    ("found", "success", "ndcg"),
    [("a b", True, 1.0), ("b a", True, 0.797), ("x x a", True, 0.413), ("x x x a", False, None)],
)
def test_a_ranking_is_measured(found: str, success: bool, ndcg: float | None) -> None:
    one = outcome(found)
    assert one.success is success
    if ndcg is not None:
        assert one.ndcg == pytest.approx(ndcg, abs=0.001)


def test_nothing_is_the_right_answer_where_nothing_answers() -> None:
    assert outcome("", "zero", "", "").success
    assert not outcome("a", "zero", "", "").honest
    assert not outcome("").honest
    figures = score([outcome("", "zero", "", ""), outcome("a b")])
    assert (figures.success, figures.ndcg, figures.honesty) == (1.0, 1.0, 1.0)


def test_the_plain_engine_finds_words_whatever_their_accents(sample: Catalogue) -> None:
    baseline = Baseline(sample)
    assert baseline.search("MICROCREDIT")[0] == "microcredit"
    assert baseline.search('"( * :') == []
    assert baseline.size() > 0


def test_a_grown_catalogue_has_the_size_asked_and_is_the_same_every_time(
    catalogue: Catalogue, sample: Catalogue
) -> None:
    assert len(grown(catalogue, 309, 1).services) == 309
    one, same, other = (grown(sample, 40, seed) for seed in (1, 1, 2))
    assert len(one.services) == 40
    assert one.services == same.services
    assert one.services != other.services
    made = one.services["made-000003"].words
    assert all(made.title.exact(language) for language in LANGUAGES)


def test_operator_strings_are_many_and_the_same_every_time(search: Search) -> None:
    texts = operator_strings(3, 200)
    assert texts == operator_strings(3, 200)
    for text in texts:
        search.search(text, "nl")


@pytest.mark.parametrize(
    ("one", "other"),
    [("bizness", "business"), ("fotograaf", "photographe"), ("mikrokrediet", "microcredit")],
)
def test_words_that_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)


def test_the_evaluation_prints_both_engines_and_the_misses() -> None:
    done = CliRunner().invoke(main, ["search", "evaluate", "--misses"])
    assert done.exit_code == 0, done.output
    for word in ("success@3", "nDCG@10", "honesty", "fts5", "cross-language", "zero", "all"):
        assert word in done.output


def test_a_file_of_queries_that_is_wrong_is_told(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('[[query]]\ntext = "x"\n', encoding="utf-8")
    done = CliRunner().invoke(main, ["search", "evaluate", str(wrong)])
    assert done.exit_code == 1
    assert "is missing; add it" in done.output
