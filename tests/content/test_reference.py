"""What editors and people read of the schema: JSON Schemas that are right, a field reference
that is complete.
"""

import json
import tomllib
from collections.abc import Iterator

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from tests.content.examples import SERVICE, changed
from wizard.content import reference
from wizard.content.reference import FILES, field_reference, json_schemas

KINDS = {
    "services": "service",
    "providers": "provider",
    "packages": "package",
    "scenarios": "scenario",
    "vocabularies": "vocabulary",
    "criteria.toml": "criteria",
    "journey.toml": "journey",
    "documents.toml": "documents",
    "searches.toml": "searches",
    "vocabulary/calls.toml": "calls",
    "call-notes.toml": "call-notes",
    "vocabulary/concepts.toml": "concepts",
    "vocabulary/trades.toml": "trades",
    "vocabulary/nace.toml": "nace",
    "vocabulary/elsewhere.toml": "elsewhere",
}
"""A file's path, or the first part of it -> the kind of file."""


def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(json_schemas()[kind]))


@pytest.mark.parametrize("kind", FILES)
def test_a_schema_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(json.loads(json_schemas()[kind]))


def test_every_kind_of_file_has_a_schema() -> None:
    # Desks are no part of a catalogue: tests/content/test_desks.py tries their schema.
    assert {*KINDS.values(), "desk"} == set(json_schemas())


def as_json(text: str) -> object:
    """Return a TOML file as JSON has it: a date becomes its ISO form."""
    return json.loads(json.dumps(tomllib.loads(text), default=str))


@pytest.mark.parametrize("part", KINDS)
def test_the_schema_accepts_the_shipped_files(files: dict[str, str], part: str) -> None:
    check = validator(KINDS[part])
    chosen = [name for name in files if part in (name, name.split("/")[0])]
    assert chosen, f"the catalogue has nothing in {part}"
    for name in chosen:
        wrong = [error.message for error in check.iter_errors(as_json(files[name]))]
        assert not wrong, f"{name}: {wrong}"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('status = "active"', 'statut = "active"'),
        ('category = "finance"', 'category = "money"'),
        ('as_of = "2024-05"', 'as_of = "05/2024"'),
        ("prominence = 1", "prominence = 4"),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(old: str, new: str) -> None:
    check = validator("service")
    assert check.is_valid(tomllib.loads(SERVICE))
    assert not check.is_valid(tomllib.loads(changed(old, new)))


def tables(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """Yield a kind of table and those inside it, each once."""
    if model in seen:
        return
    seen.add(model)
    yield model
    for field in model.model_fields.values():
        for inner in reference._models(field.annotation):
            yield from tables(inner, seen)


@pytest.mark.parametrize("kind", FILES)
def test_the_reference_names_every_field(kind: str) -> None:
    sections = field_reference().split("### ")
    for model in tables(FILES[kind], set()):
        own = [part for part in sections if part.startswith(f"{model.__name__}\n")]
        assert len(own) == 1, f"{model.__name__} stands {len(own)} times in the reference"
        for name, field in model.model_fields.items():
            row = f"| `{field.alias or name}` | {'yes' if field.is_required() else 'no'} | "
            assert row in own[0], f"{model.__name__}.{name} is not in the reference"


def test_the_fields_of_a_service_carry_their_writing_guide() -> None:
    guide = field_reference()
    assert "8 to 25 words" in guide, "the summary's measure must stand in the reference"
    assert all(len(line.split("|")) == 5 for line in guide.splitlines() if line.startswith("| `"))
