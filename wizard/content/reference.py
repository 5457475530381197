"""The schema as others need it: JSON Schema for editors, a field reference for people."""

import json
from collections.abc import Iterator
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from wizard.content import schema, schema_calls, schema_desks, schema_shared, schema_words

FILES: dict[str, type[BaseModel]] = {
    "service": schema.ServiceFile,
    "criteria": schema.CriteriaFile,
    "journey": schema_shared.JourneyFile,
    "vocabulary": schema_shared.VocabularyFile,
    "package": schema_shared.PackageFile,
    "provider": schema_shared.ProviderFile,
    "documents": schema_shared.DocumentsFile,
    "scenario": schema_shared.ScenarioFile,
    "concepts": schema_words.ConceptsFile,
    "trades": schema_words.TradesFile,
    "nace": schema_words.DivisionsFile,
    "elsewhere": schema_words.TopicsFile,
    "searches": schema_words.SearchesFile,
    "calls": schema_calls.CallsFile,
    "call-notes": schema_calls.CallNotesFile,
    "desk": schema_desks.DeskFile,
}
"""Kind of file -> its definition."""


def json_schemas() -> dict[str, str]:
    """Return kind of file -> JSON Schema (2020-12) as text."""
    return {
        name: json.dumps(model.model_json_schema(by_alias=True), indent=2, ensure_ascii=False)
        for name, model in FILES.items()
    }


def field_reference() -> str:
    """Return the fields of all kinds of file as Markdown tables, nested tables included."""
    lines: list[str] = []
    seen: set[type[BaseModel]] = set()
    for name, model in FILES.items():
        lines += [f"## {name}", ""]
        lines += _table(model, seen)
    return "\n".join(lines)


def _table(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[str]:
    if model in seen:
        return
    seen.add(model)
    yield f"### {model.__name__}"
    yield ""
    yield (model.__doc__ or "").strip().split("\n")[0]
    yield ""
    yield "| key | needed | meaning |"
    yield "|---|---|---|"
    inner: list[type[BaseModel]] = []
    for name, field in model.model_fields.items():
        inner += _models(field.annotation)
        yield f"| `{field.alias or name}` | {_needed(field)} | {field.description or _default_words(field)} |"
    yield ""
    for one in inner:
        yield from _table(one, seen)


def _needed(field: FieldInfo) -> str:
    return "yes" if field.is_required() else "no"


def _default_words(field: FieldInfo) -> str:
    inner = _models(field.annotation)
    return f"see {inner[0].__name__}" if inner else "text"


def _models(annotation: Any) -> list[type[BaseModel]]:
    """Return the tables that an annotation mentions, e.g. of `list[Source] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    if get_origin(annotation) in (list, dict, tuple, Union, UnionType):
        return [model for part in get_args(annotation) for model in _models(part)]
    return []
