"""From files to records, collecting every problem instead of stopping at the first."""

import tomllib
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from wizard.content import keys
from wizard.content.folder import FOLDERS, NOT_UTF8, OPTIONAL_FILES, SINGLE_FILES, Files
from wizard.content.problems import Problem, from_validation
from wizard.content.schema import CriteriaFile, ServiceFile, SharedCriterion
from wizard.content.schema_calls import CallNote, CallNotesFile, CallsFile
from wizard.content.schema_shared import (
    DocumentsFile,
    DocumentTable,
    JourneyFile,
    PackageFile,
    ProviderFile,
    ScenarioFile,
    Term,
    VocabularyFile,
)
from wizard.content.schema_words import (
    ConceptsFile,
    ConceptTable,
    DivisionsFile,
    DivisionTable,
    JudgedQuery,
    SearchesFile,
    TopicsFile,
    TopicTable,
    TradesFile,
    TradeTable,
)

Record = TypeVar("Record", bound=BaseModel)

WORD_FILES = tuple(
    f"vocabulary/{name}.toml" for name in ("concepts", "trades", "nace", "elsewhere")
)
CALLS, CALL_NOTES = "vocabulary/calls.toml", "call-notes.toml"
VOCABULARIES = (*keys.QUESTION_OPTIONS, "package", "category", "instrument", "status", "level")


@dataclass
class Records:
    """All that the files say, keyed by id, before it becomes a catalogue."""

    services: dict[str, ServiceFile] = field(default_factory=dict)
    providers: dict[str, ProviderFile] = field(default_factory=dict)
    packages: dict[str, PackageFile] = field(default_factory=dict)
    scenarios: dict[str, ScenarioFile] = field(default_factory=dict)
    vocabularies: dict[str, list[Term]] = field(default_factory=dict)
    criteria: dict[str, SharedCriterion] = field(default_factory=dict)
    documents: dict[str, DocumentTable] = field(default_factory=dict)
    journey: JourneyFile | None = None
    concepts: list[ConceptTable] = field(default_factory=list)
    trades: list[TradeTable] = field(default_factory=list)
    divisions: list[DivisionTable] = field(default_factory=list)
    topics: list[TopicTable] = field(default_factory=list)
    searches: list[JudgedQuery] = field(default_factory=list)
    calls: CallsFile = field(default_factory=CallsFile)
    call_notes: list[CallNote] = field(default_factory=list)


def read_records(files: Files) -> tuple[Records, list[Problem]]:
    """Return the records of all files that could be read, and all problems of the others."""
    records = Records()
    problems: list[Problem] = []
    for name, text in files.items():
        _read_file(name, text, records, problems)
    problems.extend(
        Problem(name, "(file)", "is missing; every catalogue needs it")
        for name in SINGLE_FILES
        if name not in files
    )
    problems.extend(
        Problem(f"vocabularies/{name}.toml", "(file)", "is missing; every catalogue needs it")
        for name in VOCABULARIES
        if f"vocabularies/{name}.toml" not in files
    )
    return records, problems


def _read_file(name: str, text: str, records: Records, problems: list[Problem]) -> None:
    if text == NOT_UTF8:
        problems.append(Problem(name, "(file)", "is not UTF-8; save it as UTF-8"))
        return
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(name, "(file)", f"is not valid TOML: {error}; mend that line"))
        return
    path = PurePosixPath(name)
    folder = path.parts[0] if len(path.parts) == 2 else ""
    if name in SINGLE_FILES:
        _read_single(name, data, records, problems)
    elif name in WORD_FILES or name in OPTIONAL_FILES:
        _read_words(name, data, records, problems)
    elif name in (CALLS, CALL_NOTES):
        _read_calls(name, data, records, problems)
    elif folder == "vocabularies":
        vocabulary = _parse(VocabularyFile, name, data, problems)
        if vocabulary:
            records.vocabularies[path.stem] = vocabulary.term
    elif folder in FOLDERS and folder != "vocabulary":
        _read_record(folder, path, data, records, problems)
    else:
        problems.append(
            Problem(
                name, "(file)", f"is not part of a catalogue; put it in one of {', '.join(FOLDERS)}"
            )
        )


def _read_single(
    name: str, data: dict[str, object], records: Records, problems: list[Problem]
) -> None:
    if name == "journey.toml":
        records.journey = _parse(JourneyFile, name, data, problems)
    elif name == "criteria.toml":
        criteria = _parse(CriteriaFile, name, data, problems)
        records.criteria = {one.id: one for one in criteria.criterion} if criteria else {}
    else:
        documents = _parse(DocumentsFile, name, data, problems)
        records.documents = {one.id: one for one in documents.document} if documents else {}


def _read_words(
    name: str, data: dict[str, object], records: Records, problems: list[Problem]
) -> None:
    """Read the words of visitors; a catalogue without them is searched by its texts alone."""
    if name.endswith("concepts.toml"):
        concepts = _parse(ConceptsFile, name, data, problems)
        records.concepts = concepts.concept if concepts else []
    elif name.endswith("trades.toml"):
        trades = _parse(TradesFile, name, data, problems)
        records.trades = trades.trade if trades else []
    elif name.endswith("nace.toml"):
        divisions = _parse(DivisionsFile, name, data, problems)
        records.divisions = divisions.division if divisions else []
    elif name.endswith("elsewhere.toml"):
        topics = _parse(TopicsFile, name, data, problems)
        records.topics = topics.topic if topics else []
    else:
        searches = _parse(SearchesFile, name, data, problems)
        records.searches = searches.query if searches else []


def _read_calls(
    name: str, data: dict[str, object], records: Records, problems: list[Problem]
) -> None:
    """Read how notes of calls are read, and the judged ones; a catalogue may do without."""
    if name == CALLS:
        records.calls = _parse(CallsFile, name, data, problems) or CallsFile()
    else:
        notes = _parse(CallNotesFile, name, data, problems)
        records.call_notes = notes.note if notes else []


def _read_record(
    folder: str,
    path: PurePosixPath,
    data: dict[str, object],
    records: Records,
    problems: list[Problem],
) -> None:
    name = str(path)
    key_name = "key" if folder == "packages" else "id"
    if data.get(key_name) not in (None, path.stem):
        problems.append(
            Problem(
                name,
                key_name,
                f"is {data[key_name]!r} in a file named {path.stem}; make them the same",
            )
        )
    if folder == "services" and (service := _parse(ServiceFile, name, data, problems)):
        records.services[path.stem] = service
    elif folder == "providers" and (provider := _parse(ProviderFile, name, data, problems)):
        records.providers[path.stem] = provider
    elif folder == "packages" and (package := _parse(PackageFile, name, data, problems)):
        records.packages[path.stem] = package
    elif folder == "scenarios" and (scenario := _parse(ScenarioFile, name, data, problems)):
        records.scenarios[path.stem] = scenario


def _parse(
    model: type[Record], name: str, data: dict[str, object], problems: list[Problem]
) -> Record | None:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        problems.extend(from_validation(name, error))
        return None
