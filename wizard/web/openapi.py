"""The OpenAPI description of the API, made from the catalogue so that it cannot lag behind."""

from wizard.domain.catalogue import Catalogue
from wizard.domain.journey import Journey
from wizard.domain.question import Question
from wizard.web import openapi_code, openapi_search
from wizard.web.openapi_parts import (
    INTEGER,
    STRING,
    STRING_OR_NULL,
    STRINGS,
    TRUTH,
    Schema,
    language,
    list_of,
    operation,
    record,
    response,
)


def document(catalogue: Catalogue) -> Schema:
    """Return the whole description (OpenAPI 3.1) for the questions and filters of an edition."""
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
            "/results": {"get": _results(catalogue.journey)},
            **openapi_code.paths(),
            **openapi_search.paths(catalogue),
            "/services": {
                "get": operation("services", "All services in short", [language()], "Services")
            },
            "/services/{id}": {"get": _service()},
        },
        "components": {
            "schemas": {**_schemas(), **openapi_code.schemas(), **openapi_search.schemas()}
        },
    }


def _results(journey: Journey) -> Schema:
    include = {
        "name": "include",
        "in": "query",
        "description": "`no` adds the services that do not fit, with the reasons.",
        "schema": {"type": "string", "enum": ["no"]},
    }
    parameters = [language(), *(_question(question) for question in journey.questions), include]
    return operation("results", "The advice for some answers", parameters, "Results")


def _service() -> Schema:
    identifier = {"name": "id", "in": "path", "required": True, "schema": STRING}
    found = operation("service", "One service whole", [identifier, language()], "Service")
    found["responses"]["404"] = response("There is no such service", "Problem", "problem+json")
    return found


def _question(question: Question) -> Schema:
    values = [*question.allowed, *sorted(a for option in question.options for a in option.aliases)]
    one: Schema = {"type": "string", "enum": values}
    several: Schema = {"type": "array", "items": one, "anyOf": _together(question, values)}
    return {
        "name": question.key,
        "in": "query",
        "description": question.title.en,
        "explode": True,
        "schema": several if question.kind == "many" else one,
    }


def _together(question: Question, values: list[str]) -> list[Schema]:
    """Return which answers may be given together: the ordinary ones, or one of those that exclude."""
    ordinary: Schema = {"enum": [value for value in values if value not in question.exclusive]}
    alone: list[Schema] = [{"const": value} for value in sorted(question.exclusive)]
    return [{"items": items} for items in (ordinary, *alone)]


def _schemas() -> Schema:
    return {
        "Results": record(
            {
                "edition": INTEGER,
                "lang": STRING,
                "answers": {"type": "object", "additionalProperties": STRINGS},
                "code": openapi_code.CODE,
                "first_steps": STRINGS,
                "services": list_of("Result"),
                "next_question": {
                    "anyOf": [{"$ref": "#/components/schemas/Question"}, {"type": "null"}]
                },
                "remaining": INTEGER,
                "counts": record({"yes": INTEGER, "unknown": INTEGER, "no": INTEGER}),
                "ignored": STRINGS,
            }
        ),
        "Result": record(
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
                "reasons": list_of("Reason"),
                "url": STRING,
                "flip": STRING_OR_NULL,
            },
            optional=("flip",),
        ),
        "Reason": record(
            {
                "criterion": STRING,
                "truth": TRUTH,
                "text": STRING,
                "question": STRING,
            },
            optional=("question",),
        ),
        "Question": record(
            {
                "key": STRING,
                "kind": {"type": "string", "enum": ["one", "many"]},
                "text": STRING,
                "help": STRING,
                "options": {"type": "array", "items": record({"key": STRING, "label": STRING})},
                "could_settle": INTEGER,
                "url": STRING,
            }
        ),
        "Services": record({"services": list_of("Listed"), "total": INTEGER, "ignored": STRINGS}),
        "Listed": record(_listed()),
        "Service": record({**_listed(), **_whole()}),
        "Source": record(
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
                **openapi_code.of_problem(),
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
    statement = record({"text": STRING, "source": STRING})
    condition = record({"question": STRING, "yes": STRINGS, "maybe": STRINGS})
    criterion = record(
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
        "providers": {"type": "array", "items": record({"id": STRING, "name": STRING})},
        "contact": record(dict.fromkeys(("url", "phone", "email", "address"), STRING_OR_NULL)),
        "relations": record(dict.fromkeys(relations, STRINGS)),
        "sources": list_of("Source"),
        "ignored": STRINGS,
    }
