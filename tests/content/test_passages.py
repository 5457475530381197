"""Sources: what is cited must exist and hold the numbers that it is said to state."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.content.examples import NAME, SERVICE, SHIPPED, changed
from wizard.content.gather import HASH, NOTES, SourcesMissingError, gather, to_json
from wizard.content.load import Loaded
from wizard.content.passages import check_passages, check_sources
from wizard.content.reader import Records, read_records
from wizard.content.record import EVIDENCE, read_evidence

DOCUMENT = """Steun voor kleermakers
In 2016 250 leningen van gemiddeld 1,5 miljoen
looptijd: zes maanden\f en level3
\t
einde
"""
"""A document of five lines; the form feed in the third ends no line, the fourth is blank."""

FACTS = [
    {
        "text": "Loans of 5,000 euro at 2.5 %.",
        "url": "https://1819.brussels/",
        "date": "2024-05",
        "official": True,
    },
    {
        "text": "A blog counts twelve tailors.",
        "url": "https://blog.example/",
        "date": None,
        "official": False,
    },
]

DOCUMENTS = """
[[document]]
id = "sba-2016"
year = 2016
language = "nl"
title = { nl = "Plan", fr = "Plan", en = "Plan" }
publisher = { nl = "Gewest", fr = "Région", en = "Region" }
"""

CITED = """
[[sources]]
id = "sba-2016"
doc = "sba-2016"
lines = [[2, 3]]
says = ["In 2016: 250 loans of 1.5 million, for six months."]
"""

PAGE = """
[[sources]]
id = "{0}"
url = "{1}"
says = ["{2}"]
"""


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """A folder of documents and one of notes."""
    documents, notes = tmp_path / "documents", tmp_path / "notes"
    documents.mkdir()
    notes.mkdir()
    (documents / "000.txt").write_text(DOCUMENT, encoding="utf-8")
    for name, facts in zip(NOTES, (FACTS, []), strict=True):
        (notes / name).write_text(json.dumps({"slug": "a", "facts": facts}) + "\n", "utf-8")
    return documents, notes


def records(text: str) -> Records:
    found, _ = read_records({NAME: text, "documents.toml": DOCUMENTS})
    assert found.services, text
    return found


Told = Callable[[str], list[str]]


@pytest.fixture
def told(places: tuple[Path, Path], tmp_path: Path) -> Told:
    """What is said about the sources of a service file, read from those places."""

    def check(text: str) -> list[str]:
        found = records(text)
        (tmp_path / EVIDENCE).write_text(to_json(gather(found, *places)), encoding="utf-8")
        return [str(one) for one in check_sources(found, tmp_path)]

    return check


def test_good_sources_have_nothing_to_tell(told: Told) -> None:
    assert told(SERVICE + CITED) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            changed("lines = [[2, 3]]", "lines = [[2, 3], [5, 9]]", text=CITED),
            "sources.sba-2016.lines: ends at line 9, but sba-2016 has 5 lines",
        ),
        (
            changed("lines = [[2, 3]]", "lines = [[2, 3], [4, 4]]", text=CITED),
            "sources.sba-2016.lines: sba-2016 4-4 is blank",
        ),
        (
            changed("250 loans", "260 loans", text=CITED),
            "sources.sba-2016.says: 260 is not in the cited lines",
        ),
        (
            changed("lines = [[2, 3]]", "lines = [[1, 1]]", text=CITED),
            "sources.sba-2016.says: 1.5 is not in the cited lines",
        ),
        (
            PAGE.format("p2", "https://1819.brussels/", "Loans of 7,000 euro."),
            "sources.p2.says: 7000 is not in what was noted from the page",
        ),
        (
            PAGE.format("p2", "https://nowhere.example/", "Loans."),
            "sources.p2: https://nowhere.example/ is not among the pages that were read",
        ),
        (
            PAGE.format("p2", "https://blog.example/", "Tailors.") + "official = true\n",
            "sources.p2.official: is true, but the page is noted as not official",
        ),
        (
            PAGE.format("p2", "https://1819.brussels/", "Loans.") + 'date = "2023"\n',
            "sources.p2.date: is 2023, noted was 2024-05; correct it",
        ),
    ],
)
def test_a_source_that_does_not_hold_is_told(told: Told, text: str, line: str) -> None:
    found = told(SERVICE + text)
    assert any(one.startswith(f"{NAME}: {line}") for one in found), found


def test_words_of_a_page_state_numbers_too(told: Told) -> None:
    assert told(SERVICE + PAGE.format("p2", "https://blog.example/", "There are 12 tailors.")) == []


def test_a_page_that_an_editor_looked_up_is_taken_at_its_word(told: Told) -> None:
    assert told(SERVICE + PAGE.format("x1", "https://other.example/", "Loans of 7,000.")) == []
    assert told(SERVICE + PAGE.format("x1", "https://1819.brussels/", "Loans of 7,000.")) == []


def test_what_was_not_read_yet_is_a_warning(places: tuple[Path, Path]) -> None:
    before = gather(records(SERVICE), *places)
    after = SERVICE + CITED + PAGE.format("p2", "https://blog.example/", "Tailors.")
    told = [str(one) for one in check_passages(records(after), before)]
    unread = (
        "lines: sba-2016 2-3 was not read yet",
        ": https://blog.example/ was not looked up yet",
    )
    assert len(told) == 2
    for line, said in zip(told, unread, strict=True):
        assert line.startswith(f"warning: {NAME}: sources.")
        assert line.endswith(f"{said}; run `wizard catalogue passages`")


REACHED = [
    ("url", "https://tailors.example/"),
    ("phone", "+32 2 123 45 67"),
    ("email", "info@tailors.example"),
    ("address", "Rue du Fil 12, 1000 Bruxelles"),
]


def contact(kind: str, value: str, source: str = "p1") -> str:
    """Return the example service with one contact."""
    url = 'url = "https://1819.brussels/"\nphone = "1819"\nsource = "p1"'
    return changed(url, f'{kind} = "{value}"\nsource = "{source}"')


@pytest.mark.parametrize(("kind", "value"), REACHED)
def test_a_contact_that_stands_nowhere_is_told(told: Told, kind: str, value: str) -> None:
    (line,) = told(contact(kind, value))
    assert line.startswith(f"{NAME}: contact.{kind}: {value} stands in no document, note or source")
    looked_up = PAGE.format("x1", "https://other.example/", "Tailors.")
    assert told(contact(kind, value, "x1") + looked_up) == []


@pytest.mark.parametrize(("kind", "value"), REACHED)
def test_a_contact_is_found_in_documents_and_notes(
    places: tuple[Path, Path], told: Told, kind: str, value: str
) -> None:
    documents, notes = places
    card = "Bel 02/123.45.67, info@tailors.example,\nwww.tailors.example, rue du Fil 12,\n1000 Bruxelles"
    assert len(told(contact(kind, value))) == 1
    (documents / "000.txt").write_text(DOCUMENT + card, encoding="utf-8")
    assert told(contact(kind, value)) == []
    (documents / "000.txt").write_text(DOCUMENT, encoding="utf-8")
    noted = {"slug": "b", "contact": {kind: value.replace("+32 2", "02")}}
    (notes / "providers.jsonl").write_text(json.dumps(noted) + "\n", encoding="utf-8")
    assert told(contact(kind, value)) == []


def test_a_contact_that_a_source_says_is_found(told: Told) -> None:
    said = PAGE.format("p2", "https://blog.example/", "Call 02/123.45.67 for 12 tailors.")
    found = told(contact("phone", "+32 2 123 45 67") + said)
    assert not [line for line in found if "contact." in line], found


def test_the_record_copies_no_sentence(places: tuple[Path, Path]) -> None:
    text = to_json(gather(records(SERVICE + CITED), *places))
    assert "kleermakers" not in text
    assert "looptijd" not in text
    data = json.loads(text)
    assert data["documents"]["sba-2016"]["lines"] == 5
    passage = data["passages"]["sba-2016 2-3"]
    assert len(passage["sha256"]) == HASH
    assert {"250", "2016", "1.5", "1500000", "6", "3"} <= set(passage["numbers"])
    assert data["pages"]["https://1819.brussels/"]["official"] is True


def test_the_record_is_read_as_it_was_written(places: tuple[Path, Path], tmp_path: Path) -> None:
    evidence = gather(records(SERVICE + CITED), *places)
    (tmp_path / EVIDENCE).write_text(to_json(evidence), encoding="utf-8")
    assert read_evidence(tmp_path) == (evidence, [])


def test_without_a_record_one_line_says_so(tmp_path: Path) -> None:
    (problem,) = check_sources(records(SERVICE), tmp_path)
    assert str(problem).startswith(f"warning: {EVIDENCE}: (file): is missing")


def test_a_broken_record_is_an_error(tmp_path: Path) -> None:
    (tmp_path / EVIDENCE).write_text('{"passages": 3}', encoding="utf-8")
    (problem,) = check_sources(records(SERVICE), tmp_path)
    assert (problem.file, problem.weight) == (EVIDENCE, "error")


def test_missing_documents_and_notes_are_told(places: tuple[Path, Path], tmp_path: Path) -> None:
    documents, notes = places
    with pytest.raises(SourcesMissingError, match=r"has 0 text files, documents\.toml names 1"):
        gather(records(SERVICE), tmp_path, notes)
    with pytest.raises(SourcesMissingError, match=f"{NOTES[0]} is missing"):
        gather(records(SERVICE), documents, tmp_path)


def test_every_shipped_source_holds(loaded: Loaded) -> None:
    problems = check_sources(loaded.records, SHIPPED)
    assert not problems, "\n".join(map(str, problems))
