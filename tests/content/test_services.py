"""Every shipped service, one by one: three real languages, numbers with a source, a way to
reach it, an honest date.
"""

import re
import tomllib
from functools import cache

import pytest

from tests.conftest import DAY
from tests.content.evidence import Record, strings
from tests.content.examples import NAME, SERVICE, SHIPPED, changed
from wizard.content.evidence import check_numbers
from wizard.content.folder import read_folder
from wizard.content.reader import read_records
from wizard.domain.text import LANGUAGES

OPEN = ("active", "call")
SERVICES = sorted(path.stem for path in (SHIPPED / "services").glob("*.toml"))
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
EACH = pytest.mark.parametrize("key", SERVICES)


@cache
def shipped() -> dict[str, str]:
    return read_folder(SHIPPED)


@cache
def parsed(name: str) -> Record:
    """Return a file of the catalogue as TOML gives it."""
    return tomllib.loads(shipped()[name])


def service(key: str) -> Record:
    return parsed(f"services/{key}.toml")


def years_of(source: Record) -> list[int]:
    """Return the years that a source vouches for: its date, or else those that it says."""
    if "doc" in source:
        documents = {one["id"]: one["year"] for one in parsed("documents.toml")["document"]}
        return [documents[source["doc"]]]
    if "date" in source:
        return [int(source["date"][:4])]
    return [int(year) for year in YEAR.findall(" ".join(source.get("says", [])))]


def source_years(record: Record) -> list[int]:
    """Return the years of all sources of a file."""
    return [year for source in record["sources"] for year in years_of(source)]


def names_of(key: str) -> set[str]:
    """Return the names and abbreviations of a provider in lower case, «a, b» and «a/b» apart."""
    record = parsed(f"providers/{key}.toml")
    parts = (record["name"], record.get("abbreviation", {}))
    whole = [text.casefold() for part in parts for text in strings(part)]
    return {piece.strip() for text in whole for piece in re.split("[,/]", text)}


def copies(record: Record, key: str) -> list[str]:
    """Return the pairs of languages in which a text is the same."""
    pairs = (("nl", "fr"), ("nl", "en"), ("fr", "en"))
    return [f"{one}={two}" for one, two in pairs if record[key][one] == record[key][two]]


def reachable(record: Record) -> bool:
    """Return whether a reader learns how to reach the service in every language."""
    contact = record.get("contact", {})
    if contact.get("url") or contact.get("phone"):
        return True
    known = {"1819"}.union(*(names_of(key) for key in record["providers"]))
    ways = [" ".join(record["apply"][language]).casefold() for language in LANGUAGES]
    return all(any(name in way for name in known) for way in ways)


def dated_too_late(record: Record) -> str:
    """Return what is wrong with `as_of`: later than its sources or than today; "" if nothing."""
    years, as_of = source_years(record), record.get("as_of", "")
    if not as_of:
        return ""
    if years and int(as_of[:4]) > max(years):
        return f"as_of is {as_of}, the newest source is of {max(years)}"
    if as_of > DAY.isoformat()[: len(as_of)]:
        return f"as_of is {as_of}, after {DAY}"
    return ""


def leads_on(record: Record) -> bool:
    """Return whether an ended service names what came after it, or 1819."""
    if record.get("relations", {}).get("replaced_by"):
        return True
    return all("1819" in " ".join(record["apply"][language]) for language in LANGUAGES)


def test_there_is_a_catalogue() -> None:
    assert len(SERVICES) >= 200


@EACH
@pytest.mark.parametrize("part", ["summary", "audience"])
def test_no_language_is_a_copy_of_another(key: str, part: str) -> None:
    assert not copies(service(key), part), (
        f"services/{key}.toml: {part}: {copies(service(key), part)}"
    )


@cache
def numbers_without_source() -> dict[str, list[str]]:
    """Return file -> the lines on its numbers that the cited source does not state."""
    found: dict[str, list[str]] = {}
    for problem in check_numbers(read_records(shipped())[0]):
        found.setdefault(problem.file, []).append(str(problem))
    return found


@EACH
def test_every_number_stands_in_the_source_it_cites(key: str) -> None:
    found = numbers_without_source().get(f"services/{key}.toml", [])
    assert not found, "\n".join(found)


@EACH
def test_an_open_service_can_be_reached(key: str) -> None:
    record = service(key)
    if record["status"] in OPEN:
        assert reachable(record), f"services/{key}.toml: give a url or telephone, or name 1819"


@EACH
def test_a_record_is_not_newer_than_what_it_rests_on(key: str) -> None:
    assert not dated_too_late(service(key)), f"services/{key}.toml: {dated_too_late(service(key))}"


@EACH
def test_an_ended_service_leads_on(key: str) -> None:
    record = service(key)
    if record["status"] == "ended":
        assert leads_on(record), f"services/{key}.toml: name a successor (replaced_by) or 1819"


def test_the_example_passes_every_check() -> None:
    record = tomllib.loads(SERVICE)
    assert not list(check_numbers(read_records({NAME: SERVICE})[0]))
    assert reachable(record)
    assert not dated_too_late(record)
    assert not copies(record, "summary")


def test_a_copied_text_is_found() -> None:
    text = changed("Voor kleermakers.", "For tailors.")
    assert copies(tomllib.loads(text), "audience") == ["nl=en"]


@pytest.mark.parametrize("as_of", ["2025", "2026-12"])
def test_a_date_that_is_too_late_is_found(as_of: str) -> None:
    assert dated_too_late(tomllib.loads(changed('as_of = "2024-05"', f'as_of = "{as_of}"')))


def test_a_service_that_cannot_be_reached_is_found() -> None:
    start, end = SERVICE.index("[contact]"), SERVICE.index("[[sources]]")
    record = tomllib.loads(changed(SERVICE[start:end], "", "Bel 1819.", "Bel iemand."))
    assert not reachable(record), f"{NAME} names nobody in Dutch"
    assert not leads_on(record)
