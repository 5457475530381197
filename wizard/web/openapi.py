"""The OpenAPI description of the API, made from the journey so that it cannot lag behind."""

from typing import Any

from wizard.domain.journey import Journey
from wizard.domain.question import Question
from wizard.domain.text import LANGUAGES

Schema = dict[str, Any]
"""A JSON Schema or a part of an OpenAPI document."""

STRING: Schema = {"type": "string"}
INTEGER: Schema = {"type": "integer"}
NUMBER: Schema = {"type": "number"}
STRINGS: Schema = {"type": "array", "items": STRING}
STRING_OR_NULL: Schema = {"type": ["string", "null"]}
TRUTH: Schema = {"type": "string", "enum": ["yes", "unknown", "no"]}


def document(journey: Journey) -> Schema:
    """Return the whole description (OpenAPI 3.1) for the questions of `journey`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Parcours",
            "version": "1",
            "description": "Support services for entrepreneurs in Brussels: advice for answers, "
            "search, and the catalogue. Read-only, no key, no cookie.",
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {
            "/results": {"get": _results(journey)},
            "/search": {"get": _search()},
            "/services": {
                "get": _operation("services", "All services in short", [_lang()], "Services")
            },
            "/services/{id}": {"get": _service()},
        },
        "components": {"schemas": _schemas()},
    }


def _results(journey: Journey) -> Schema:
    include = {
        "name": "include",
        "in": "query",
        "description": "`no` adds the services that do not fit, with the reasons.",
        "schema": {"type": "string", "enum": ["no"]},
    }
    parameters = [_lang(), *(_question(question) for question in journey.questions), include]
    return _operation("results", "The advice for some answers", parameters, "Results")


def _search() -> Schema:
    parameters = [
        _lang(),
        {"name": "q", "in": "query", "description": "The words.", "schema": STRING},
        {
            "name": "limit",
            "in": "query",
            "schema": {"type": "integer", "minimum": 1, "maximum": 100, "default": 20},
        },
    ]
    return _operation("search", "Services found by words", parameters, "Found")


def _service() -> Schema:
    identifier = {"name": "id", "in": "path", "required": True, "schema": STRING}
    operation = _operation("service", "One service whole", [identifier, _lang()], "Service")
    operation["responses"]["404"] = _response("There is no such service", "Problem", "problem+json")
    return operation


def _operation(name: str, summary: str, parameters: list[Schema], schema: str) -> Schema:
    responses = {
        "200": _response(summary, schema, "json"),
        "422": _response("A parameter has a value that is not allowed", "Problem", "problem+json"),
    }
    return {
        "operationId": name,
        "summary": summary,
        "parameters": parameters,
        "responses": responses,
    }


def _response(text: str, schema: str, media: str) -> Schema:
    reference = {"schema": {"$ref": f"#/components/schemas/{schema}"}}
    return {"description": text, "content": {f"application/{media}": reference}}


def _lang() -> Schema:
    schema = {"type": "string", "enum": list(LANGUAGES), "default": "en"}
    return {"name": "lang", "in": "query", "description": "The texts' language.", "schema": schema}


def _question(question: Question) -> Schema:
    values = [*question.allowed, *sorted(a for option in question.options for a in option.aliases)]
    one: Schema = {"type": "string", "enum": values}
    many = question.kind == "many"
    return {
        "name": question.key,
        "in": "query",
        "description": question.title.en,
        "explode": True,
        "schema": {"type": "array", "items": one} if many else one,
    }


def _object(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _list_of(name: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}


def _schemas() -> Schema:
    return {
        "Results": _object(
            {
                "edition": INTEGER,
                "lang": STRING,
                "answers": {"type": "object", "additionalProperties": STRINGS},
                "first_steps": STRINGS,
                "services": _list_of("Result"),
                "next_question": {
                    "anyOf": [{"$ref": "#/components/schemas/Question"}, {"type": "null"}]
                },
                "remaining": INTEGER,
                "counts": _object({"yes": INTEGER, "unknown": INTEGER, "no": INTEGER}),
                "ignored": STRINGS,
            }
        ),
        "Result": _object(
            {
                "id": STRING,
                "title": STRING,
                "provider": STRING,
                "packages": STRINGS,
                "category": STRING,
                "instruments": STRINGS,
                "status": STRING,
                "as_of": STRING_OR_NULL,
                "verdict": TRUTH,
                "score": INTEGER,
                "reasons": _list_of("Reason"),
                "url": STRING,
                "flip": STRING_OR_NULL,
            },
            optional=("flip",),
        ),
        "Reason": _object(
            {
                "criterion": STRING,
                "truth": TRUTH,
                "text": STRING,
                "question": STRING,
            },
            optional=("question",),
        ),
        "Question": _object(
            {
                "key": STRING,
                "kind": {"type": "string", "enum": ["one", "many"]},
                "text": STRING,
                "help": STRING,
                "options": {"type": "array", "items": _object({"key": STRING, "label": STRING})},
                "could_settle": INTEGER,
                "url": STRING,
            }
        ),
        "Found": _object(
            {
                "query": STRING,
                "lang": STRING,
                "hits": _list_of("Hit"),
                "suggestion": STRING_OR_NULL,
                "total": INTEGER,
                "ignored": STRINGS,
            }
        ),
        "Hit": _object(
            {
                "id": STRING,
                "title": STRING,
                "score": NUMBER,
                "matched_language": STRING,
                "snippet": STRING,
            }
        ),
        "Services": _object({"services": _list_of("Listed"), "total": INTEGER, "ignored": STRINGS}),
        "Listed": _object(_listed()),
        "Service": _object({**_listed(), **_whole()}),
        "Source": _object(
            {
                "id": STRING,
                "document": STRING,
                "title": STRING,
                "year": INTEGER,
                "lines": {"type": "array", "items": {"type": "array", "items": INTEGER}},
                "url": STRING,
                "date": STRING_OR_NULL,
                "official": {"type": "boolean"},
            },
            optional=("document", "title", "year", "lines", "url", "date", "official"),
        ),
        "Problem": {
            "type": "object",
            "properties": {
                "type": STRING,
                "title": STRING,
                "status": INTEGER,
                "detail": STRING,
                "parameter": STRING,
                "value": STRING,
                "allowed": {"anyOf": [STRINGS, STRING]},
            },
            "required": ["title", "status"],
        },
    }


def _listed() -> Schema:
    return {
        "id": STRING,
        "title": STRING,
        "summary": STRING,
        "packages": STRINGS,
        "category": STRING,
        "provider": STRING,
        "status": STRING,
        "as_of": STRING_OR_NULL,
        "url": STRING,
    }


def _whole() -> Schema:
    statement = _object({"text": STRING, "source": STRING})
    condition = _object({"question": STRING, "yes": STRINGS, "maybe": STRINGS})
    criterion = _object(
        {
            "id": STRING,
            "label": STRING,
            "source": STRING,
            "any_of": {"type": "array", "items": condition},
        }
    )
    lists = (
        "also_categories",
        "levels",
        "stages",
        "instruments",
        "sectors",
        "profiles",
        "ventures",
    )
    relations = (
        "replaces",
        "replaced_by",
        "requires",
        "excludes",
        "combines_with",
        "part_of",
        "related",
    )
    return {
        "lang": STRING,
        **dict.fromkeys((*lists, "needs", "offer", "apply", "ask", "search_words"), STRINGS),
        **dict.fromkeys(("verified_on", "closes", "apply_before"), STRING_OR_NULL),
        "audience": STRING,
        "criteria": {"type": "array", "items": criterion},
        "checks": {"type": "array", "items": statement},
        "facts": {"type": "array", "items": statement},
        "providers": {"type": "array", "items": _object({"id": STRING, "name": STRING})},
        "contact": _object(dict.fromkeys(("url", "phone", "email", "address"), STRING_OR_NULL)),
        "relations": _object(dict.fromkeys(relations, STRINGS)),
        "sources": _list_of("Source"),
        "ignored": STRINGS,
    }
