"""One run on the shipped catalogue: no faults, and a page that is valid, complete and right."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import DAY
from tests.laboratory.conftest import Run
from tests.web.page_reader import read
from tests.web.test_html import check
from wizard.domain.answers import Answers
from wizard.domain.catalogue import Catalogue
from wizard.domain.coverage.cells import Grid, grids
from wizard.domain.matching import judge
from wizard.domain.service import Service
from wizard.domain.text import LANGUAGES, Language
from wizard.domain.truth import Truth

EVERY = 5
"""Of the cells, each fifth is counted again one service after the other."""
CELL = re.compile(r'<g class="cell s(\d)"><title>([^<]*): (\d+)</title>.*?>(\d+)</text></g>')
ROW = re.compile(r'<tr><th scope="row">([^<]*)</th>(.*?)</tr>')
NUMBER = re.compile(r'<td class="number">(\d+)</td>')
EACH = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture(scope="module")
def found(catalogue: Catalogue) -> tuple[Grid, ...]:
    """The three tables of the shipped catalogue."""
    return grids(catalogue)


def cells(table: Grid) -> Iterator[tuple[str, str, int]]:
    """Yield stage, column and number of every cell."""
    for stage, numbers in zip(table.rows, table.numbers, strict=True):
        yield from zip([stage] * len(numbers), table.column_keys, numbers, strict=True)


def on_offer(catalogue: Catalogue, one: Service, **chosen: str) -> bool:
    """Return whether a service is on offer, by its own verdict."""
    answers = Answers(tuple((key, (value,)) for key, value in chosen.items()))
    truth = judge(one, catalogue.journey.known(answers)).truth
    return one.status != "ended" and chosen["stage"] in one.stages and truth is not Truth.NO


def counted(catalogue: Catalogue, table: Grid, stage: str, column: str) -> int:
    """Return the number of a cell, counted one service after the other."""
    services = catalogue.services.values()
    if table.name == "category":
        return sum(
            one.category == column and on_offer(catalogue, one, stage=stage) for one in services
        )
    own = table.name == "sector-own"
    return sum(
        on_offer(catalogue, one, stage=stage, sector=column)
        for one in services
        if not own or column in one.sectors
    )


@pytest.mark.slow
def test_the_shipped_catalogue_has_no_faults(run: Run) -> None:
    """Mend the catalogue where this fails: the output names each file and key."""
    assert run.done.exit_code == 0, run.done.output
    assert run.data["faults"] == []
    assert "Faults: 0\n" in run.done.output


@pytest.mark.slow
def test_the_output_tells_the_gaps_the_thin_offers_and_the_figures(
    run: Run, catalogue: Catalogue
) -> None:
    data, output = run.data, run.done.output
    assert f"Gaps: {len(data['gaps'])}\n" in output
    for gap in data["gaps"]:
        assert f"    {gap['file']}: {gap['key']}" in output
    assert f"{len(data['thin'])} cases" in output
    assert f"{len(catalogue.current)} services" in output
    assert data["digest"] == catalogue.digest
    assert data["date"] == DAY.isoformat()
    assert data["figures"]["answers"] > 10**20
    assert data["figures"]["representatives"] < 10**4
    assert not re.search(r"\d (seconds|ms)\b", output)


def test_the_cells_are_what_counting_gives(catalogue: Catalogue, found: tuple[Grid, ...]) -> None:
    assert [one.name for one in found] == ["category", "sector", "sector-own"]
    for table in found:
        for stage, column, number in list(cells(table))[::EVERY]:
            assert number == counted(catalogue, table, stage, column), (table.name, stage, column)


@pytest.mark.slow
@EACH
def test_the_drawings_and_the_tables_show_these_cells(
    run: Run, catalogue: Catalogue, found: tuple[Grid, ...], language: Language
) -> None:
    page = " ".join(run.page(language).split())
    drawn = CELL.findall(page)
    assert all(told == shown for _, _, told, shown in drawn)
    wanted = [
        (catalogue.label("stage", stage).exact(language), column, number)
        for table in found
        for column, stage, number in sorted_by_column(table)
    ]
    assert [(title.partition(", ")[0], int(number)) for _, title, number, _ in drawn] == [
        (stage, number) for stage, _, number in wanted
    ]
    rows = [[int(one) for one in NUMBER.findall(body)] for _, body in ROW.findall(page)]
    tables = [row for row in rows if len(row) == len(found[0].rows)]
    assert [number for row in tables for number in row] == [number for _, _, number in wanted]


def sorted_by_column(table: Grid) -> Iterator[tuple[str, str, int]]:
    """Yield column, stage and number, as the drawing shows a row for each column."""
    by_cell = {(stage, column): number for stage, column, number in cells(table)}
    for column in table.column_keys:
        for stage in table.rows:
            yield column, stage, by_cell[stage, column]


@pytest.mark.slow
def test_the_shade_tells_nothing_few_and_more(run: Run) -> None:
    for shade, _, number, _ in CELL.findall(" ".join(run.page("en").split())):
        assert min(int(shade), 2) == (0 if number == "0" else 1 if int(number) < 3 else 2)


@pytest.mark.slow
def test_the_pages_are_valid_html(run: Run, tmp_path: Path) -> None:
    for language in LANGUAGES:
        (tmp_path / f"{language}.html").write_text(run.page(language), encoding="utf-8")
    assert check(tmp_path) == []


@pytest.mark.slow
@EACH
def test_the_page_is_complete(run: Run, catalogue: Catalogue, language: Language) -> None:
    text = run.page(language)
    page = read(text)
    assert page.language == language
    assert len(page.headings) == 1
    assert page.title.startswith(f"{page.headings[0]} – Parcours")
    assert not set(page.fragments) - set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert all(one.target in page.ids for one in page.references)
    for vocabulary in ("stage", "sector", "category"):
        for term in catalogue.vocabularies[vocabulary]:
            assert escaped(term.label.exact(language)) in text, term.key
    for gap in run.data["gaps"]:
        assert f"<code>{gap['file']}: {gap['key']}</code>" in text
        if gap["service"]:
            assert f"https://example.brussels/{language}/services/{gap['service']}" in text


@pytest.mark.slow
@EACH
def test_the_page_stands_alone(run: Run, language: Language) -> None:
    text = run.page(language)
    assert not re.search(r"<(script|link|img|iframe)\b|\ssrc=|url\(|\sstyle=", text)
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


@pytest.mark.slow
def test_no_language_shows_the_words_of_another(run: Run) -> None:
    dutch, french, english = (set(sentences(run.page(language))) for language in LANGUAGES)
    assert not dutch & english
    assert not french & english
    assert not dutch & french


def sentences(page: str) -> Iterator[str]:
    """Yield the frame's own paragraphs and headings, which every language has for itself."""
    for tag in ("p", "h1", "h2", "summary", "dt"):
        yield from re.findall(rf"<{tag}[^>]*>([^<]+)</{tag}>", page)


def escaped(words: str) -> str:
    return words.replace("&", "&amp;").replace("'", "&#39;")
