"""The search and the suggestions in the OpenAPI description."""

from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES
from wizard.web import filters
from wizard.web.openapi_parts import (
    INTEGER,
    NUMBER,
    STRING,
    STRING_OR_NULL,
    STRINGS,
    Schema,
    language,
    list_of,
    operation,
    record,
)

FILTERS = {
    "package": "the packages it belongs to",
    "category": "the steps of the journey it helps with",
    "instrument": "the forms of help it gives",
    "sector": "the sectors it is made for",
    "kind": "the kinds of organisations that offer it",
    "status": "the state of the offer",
}
"""What each filter looks at in a service."""


def paths(catalogue: Catalogue) -> Schema:
    """Return the addresses of the search with the keys that its filters take."""
    return {"/search": {"get": _search(catalogue)}, "/suggest": {"get": _suggest()}}


def schemas() -> Schema:
    """Return the records that the search answers with."""
    return {
        "Found": record(_found()),
        "Hit": record(
            {
                "id": STRING,
                "title": STRING,
                "score": NUMBER,
                "matched_language": STRING,
                "matched": list_of("Matched"),
                "snippet": STRING,
                "url": STRING,
            }
        ),
        "Matched": record(
            {
                "typed": STRING,
                "written": STRING,
                "language": {"type": "string", "enum": list(LANGUAGES)},
            }
        ),
        "Recognised": record(
            {"kind": STRING, "label": STRING, "question": STRING, "option": STRING}
        ),
        **_suggestions(),
    }


def _found() -> Schema:
    provider = record({"id": STRING, "name": STRING})
    numbers: Schema = {"type": "object", "additionalProperties": INTEGER}
    return {
        "query": STRING,
        "lang": STRING,
        "hits": list_of("Hit"),
        "suggestion": STRING_OR_NULL,
        "total": INTEGER,
        "missing": STRINGS,
        "recognised": list_of("Recognised"),
        "providers": {"type": "array", "items": provider},
        "hint": STRING_OR_NULL,
        "counts": {"type": "object", "additionalProperties": numbers},
        "ignored": STRINGS,
    }


def _suggestions() -> Schema:
    kinds = ["service", "provider", "trade", "need"]
    return {
        "Suggestions": record(
            {
                "query": STRING,
                "lang": STRING,
                "suggestions": list_of("Suggestion"),
                "ignored": STRINGS,
            }
        ),
        "Suggestion": record(
            {
                "kind": {"type": "string", "enum": kinds},
                "id": STRING,
                "label": STRING,
                "question": STRING_OR_NULL,
                "option": STRING_OR_NULL,
                "url": STRING,
            }
        ),
    }


def _search(catalogue: Catalogue) -> Schema:
    only = (
        _filter(name, filters.allowed(name, catalogue), FILTERS[name]) for name in filters.NAMES
    )
    parameters = [language(), _words(), _limit(100, 20), *only]
    return operation("search", "Services found by words", parameters, "Found")


def _suggest() -> Schema:
    parameters = [language(), _words(), _limit(20, 8)]
    return operation("suggest", "Names for what is typed so far", parameters, "Suggestions")


def _words() -> Schema:
    return {"name": "q", "in": "query", "description": "The words.", "schema": STRING}


def _limit(most: int, usual: int) -> Schema:
    schema = {"type": "integer", "minimum": 1, "maximum": most, "default": usual}
    return {"name": "limit", "in": "query", "schema": schema}


def _filter(name: str, keys: tuple[str, ...], about: str) -> Schema:
    return {
        "name": filters.parameter(name),
        "in": "query",
        "description": f"Only services of which {about} include one of these.",
        "explode": True,
        "schema": {"type": "array", "items": {"type": "string", "enum": list(keys)}},
    }
