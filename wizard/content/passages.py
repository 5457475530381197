"""Whether what a source is said to say can stand there: passages of documents and pages.

The catalogue is held against the record of what was read (`content/record.py`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from wizard.content.contacts import check_contacts
from wizard.content.numbers import missing, readings
from wizard.content.problems import Problem
from wizard.content.reader import Records
from wizard.content.record import LOOKED_UP, RUN, Evidence, PageRead, read_evidence
from wizard.content.schema import Source


@dataclass(frozen=True, slots=True)
class Citation:
    """One place of the catalogue that cites lines of a document."""

    file: str
    key: str
    document: str
    lines: Sequence[tuple[int, int]]


def check_sources(records: Records, folder: Path) -> list[Problem]:
    """Return what is wrong with the sources of a catalogue, by the record in its folder."""
    evidence, problems = read_evidence(folder)
    if evidence is not None:
        problems += check_passages(records, evidence)
        problems += check_contacts(records, evidence)
    return sorted(set(problems))


def passage_key(document: str, first: int, last: int) -> str:
    """Return the key of a passage in the record."""
    return f"{document} {first}-{last}"


def citations(records: Records) -> Iterator[Citation]:
    """Yield every place that cites lines of a document: services, providers, packages."""
    for key, service in records.services.items():
        for source in service.sources:
            if source.doc:
                where = f"sources.{source.id}"
                yield Citation(f"services/{key}.toml", where, source.doc, source.lines)
    for key, provider in records.providers.items():
        for number, one in enumerate(provider.sources):
            if one.doc:
                yield Citation(f"providers/{key}.toml", f"sources.{number}", one.doc, one.lines)
    for key, package in records.packages.items():
        for part in package.part:
            for element in part.element:
                where = f"part.{part.key}.element.{element.id}"
                yield Citation(f"packages/{key}.toml", where, "sba-2016", element.lines)


def check_passages(records: Records, evidence: Evidence) -> Iterator[Problem]:
    """Yield every citation that leads nowhere and every number that its source does not hold.

    What was not read yet is a warning, since not everybody has the documents.
    """
    for citation in citations(records):
        yield from _check_citation(citation, evidence)
    for key, service in records.services.items():
        for source in service.sources:
            yield from _check_source(f"services/{key}.toml", source, records, evidence)


def _check_citation(citation: Citation, evidence: Evidence) -> Iterator[Problem]:
    document = evidence.documents.get(citation.document)
    key = f"{citation.key}.lines"
    for first, last in citation.lines:
        passage = evidence.passages.get(passage_key(citation.document, first, last))
        if document and last > document.lines:
            wrong = f"ends at line {last}, but {citation.document} has {document.lines} lines"
            yield Problem(citation.file, key, f"{wrong}; correct the passage")
        elif passage is None:
            unread = f"{citation.document} {first}-{last} was not read yet; {RUN}"
            yield Problem(citation.file, key, unread, "warning")
        elif not passage.sha256:
            blank = f"{citation.document} {first}-{last} is blank; correct the passage"
            yield Problem(citation.file, key, blank)


def _check_source(
    file: str, source: Source, records: Records, evidence: Evidence
) -> Iterator[Problem]:
    key = f"sources.{source.id}"
    if source.doc:
        stated = _stated_in_passages(source, evidence)
        document = records.documents.get(source.doc)
        if stated is not None:
            stated |= {str(document.year)} if document else set()
            yield from _check_says(file, source, stated, "the cited lines")
        return
    page = evidence.pages.get(source.url or "")
    if page is None:
        yield Problem(file, key, f"{source.url} was not looked up yet; {RUN}", "warning")
    elif page.found == "nowhere":
        unknown = f"{source.url} is not among the pages that were read"
        yield Problem(file, key, f"{unknown}; look it up and give the source an id like x1")
    elif page.found == "notes" and not LOOKED_UP.fullmatch(source.id):
        yield from _check_page(file, source, page)


def _check_page(file: str, source: Source, page: PageRead) -> Iterator[Problem]:
    key = f"sources.{source.id}"
    if source.date and source.date not in page.dates:
        noted = ", ".join(page.dates) or "none"
        yield Problem(file, f"{key}.date", f"is {source.date}, noted was {noted}; correct it")
    if source.official and not page.official:
        yield Problem(file, f"{key}.official", "is true, but the page is noted as not official")
    stated = set(page.numbers) | readings(source.date or "")
    yield from _check_says(file, source, stated, "what was noted from the page")


def _check_says(file: str, source: Source, stated: set[str], where: str) -> Iterator[Problem]:
    for line in source.says:
        for number in missing(line, stated):
            yield Problem(
                file,
                f"sources.{source.id}.says",
                f"{number} is not in {where}; cite where it stands, or correct it: «{line}»",
            )


def _stated_in_passages(source: Source, evidence: Evidence) -> set[str] | None:
    """Return the numbers of all passages of a source; None if one of them was not read."""
    stated: set[str] = set()
    for first, last in source.lines:
        passage = evidence.passages.get(passage_key(source.doc or "", first, last))
        if passage is None:
            return None
        stated.update(passage.numbers)
    return stated


def cited_pages(records: Records) -> Iterator[tuple[str, str]]:
    """Yield the address of every page that a service cites, with the id of the source."""
    for service in records.services.values():
        for source in service.sources:
            if source.url:
                yield source.url, source.id
