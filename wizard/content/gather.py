"""Reading the source documents and the notes on public pages into the record of evidence.

`documents` is a folder with one text file per document of `documents.toml`, in
the same order by name; `notes` a folder with the files of `NOTES`, one service a
line, and others (`*.jsonl`) in which contacts are looked for. Both lie outside
the repository.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wizard.content.contacts import Places, contacts
from wizard.content.numbers import loose_readings, readings
from wizard.content.passages import citations, cited_pages, passage_key
from wizard.content.reader import Records
from wizard.content.record import LOOKED_UP, DocumentRead, Evidence, PageRead, PassageRead

NOTES = ("public-facts.jsonl", "public-new.jsonl")
"""Notes on public pages: each line has `facts` with text, url, date and official."""

HASH = 16
"""How many digits of a passage's SHA-256 are kept: enough to see that it changed."""


WINDOW = 6
"""How many lines of a document are searched together for a contact."""


class SourcesMissingError(Exception):
    """The documents or notes are not where they were said to be."""


def gather(records: Records, documents: Path, notes: Path) -> Evidence:
    """Return the record of everything that the catalogue cites.

    Raises `SourcesMissingError` if a folder does not hold what it should.
    """
    texts = _read_documents(records, documents)
    passages: dict[str, PassageRead] = {}
    for citation in citations(records):
        lines = texts[citation.document][1] if citation.document in texts else []
        for first, last in citation.lines:
            if last <= len(lines):
                key = passage_key(citation.document, first, last)
                passages[key] = _passage(lines[first - 1 : last])
    return Evidence(
        documents={key: document for key, (document, _) in texts.items()},
        passages=dict(sorted(passages.items())),
        pages=dict(sorted(_pages(records, notes).items())),
        contacts=_contacts(records, Places([*_windows(texts), *_strings(notes)])),
    )


def to_json(evidence: Evidence) -> str:
    """Return the record as JSON with one line per entry, so that a change is easy to see."""
    tables = evidence.model_dump(exclude_defaults=True)
    parts = []
    for name, table in tables.items():
        rows = (f"{json.dumps(key)}: {json.dumps(row)}" for key, row in table.items())
        parts.append(f"{json.dumps(name)}: {{\n" + ",\n".join(rows) + "\n}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _read_documents(records: Records, folder: Path) -> dict[str, tuple[DocumentRead, list[str]]]:
    files = sorted(folder.glob("*.txt"))
    if len(files) != len(records.documents):
        raise SourcesMissingError(
            f"{folder} has {len(files)} text files, documents.toml names "
            f"{len(records.documents)} documents; give one file each, in the same order"
        )
    found = {}
    for key, file in zip(records.documents, files, strict=True):
        content = file.read_bytes()
        # Only line feeds end a line: documents hold form feeds, which `splitlines` would count.
        lines = content.decode("utf-8").removesuffix("\n").split("\n")
        digest = hashlib.sha256(content).hexdigest()
        found[key] = (DocumentRead(file=file.name, lines=len(lines), sha256=digest), lines)
    return found


def _passage(lines: list[str]) -> PassageRead:
    text = " ".join(line.strip() for line in lines).strip()
    digest = hashlib.sha256(text.encode()).hexdigest()[:HASH] if text else ""
    return PassageRead(sha256=digest, numbers=_sorted(loose_readings(text)))


def _contacts(records: Records, places: Places) -> dict[str, bool]:
    found = {pair for service in records.services.values() for pair in contacts(service)}
    return {value: places.hold(kind, value) for kind, value in sorted(found)}


def _windows(texts: Mapping[str, tuple[DocumentRead, list[str]]]) -> Iterator[str]:
    """Yield the documents in overlapping pieces, since an address may run over lines."""
    for _, lines in texts.values():
        for start in range(0, len(lines), WINDOW // 2):
            yield " ".join(lines[start : start + WINDOW])


def _strings(folder: Path) -> Iterator[str]:
    """Yield every text in the notes, whichever file and key it stands under."""
    for file in sorted(folder.glob("*.jsonl")):
        waiting: list[Any] = list(_rows(file))
        while waiting:
            value = waiting.pop()
            if isinstance(value, str):
                yield value
            elif isinstance(value, dict | list):
                waiting += value.values() if isinstance(value, dict) else value


@dataclass
class _Notes:
    """What the notes hold on one page."""

    official: bool = False
    dates: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)


def _pages(records: Records, folder: Path) -> dict[str, PageRead]:
    noted = _noted(folder)
    looked_up = {url for url, key in cited_pages(records) if LOOKED_UP.fullmatch(key)}
    pages = {}
    for url, _ in cited_pages(records):
        if url in noted:
            one = noted[url]
            pages[url] = PageRead(
                found="notes",
                official=one.official,
                dates=sorted(one.dates),
                numbers=_sorted(one.numbers),
            )
        else:
            pages[url] = PageRead(found="looked-up" if url in looked_up else "nowhere")
    return pages


def _noted(folder: Path) -> Mapping[str, _Notes]:
    noted: defaultdict[str, _Notes] = defaultdict(_Notes)
    for name in NOTES:
        for row in _rows(folder / name):
            for fact in row["facts"]:
                one = noted[fact["url"]]
                one.official = one.official or bool(fact["official"])
                one.dates |= {fact["date"]} if fact.get("date") else set()
                one.numbers |= readings(f"{fact['text']} {fact.get('date') or ''}")
    return noted


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    if not file.is_file():
        raise SourcesMissingError(f"{file} is missing; give the folder with {', '.join(NOTES)}")
    for line in file.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _sorted(found: set[str]) -> list[str]:
    return sorted(found, key=lambda number: (float(number) if number.count(".") < 2 else 0, number))
