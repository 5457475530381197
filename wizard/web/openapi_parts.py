"""What every part of the OpenAPI description is made of."""

from typing import Any

from wizard.domain.text import LANGUAGES

Schema = dict[str, Any]
"""A JSON Schema or a part of an OpenAPI document."""

STRING: Schema = {"type": "string"}
INTEGER: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
STRINGS: Schema = {"type": "array", "items": STRING}
STRING_OR_NULL: Schema = {"type": ["string", "null"]}
TRUTH: Schema = {"type": "string", "enum": ["yes", "unknown", "no"]}


def operation(name: str, summary: str, parameters: list[Schema], schema: str) -> Schema:
    """Return an operation that answers with the schema of that name, or with a 422 or 429."""
    responses = {
        "200": response(summary, schema, "json"),
        "422": response("A parameter has a value that is not allowed", "Problem", "problem+json"),
        "429": _too_many(),
    }
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters,
        "responses": responses,
    }


def _too_many() -> Schema:
    """Return the answer to somebody who asks too often."""
    found = response("Too many requests from one address", "Problem", "problem+json")
    wait = {"description": "Seconds after which to ask again", "schema": {"type": "integer"}}
    return {**found, "headers": {"Retry-After": wait}}


def response(text: str, schema: str, media: str) -> Schema:
    """Return an answer of one media type (below `application/`)."""
    reference = {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    return {"description": text, "content": {f"application/{media}": reference}}


def language() -> Schema:
    """Return the parameter that chooses the language of the texts."""
    schema = {"type": "string", "enum": list(LANGUAGES), "default": "en"}
    return {"name": "lang", "in": "query", "description": "The texts' language.", "schema": schema}


def record(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    """Return an object with exactly these properties, all required but the optional ones."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def list_of(name: str) -> Schema:
    """Return a list of the records of that name."""
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}
