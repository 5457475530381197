"""The spoken code in the OpenAPI description."""

from wizard.domain.text import LANGUAGES
from wizard.web.openapi_parts import (
    INTEGER,
    STRING,
    STRINGS,
    Schema,
    language,
    operation,
    record,
)

CODE: Schema = {
    "type": "array",
    "items": STRING,
    "description": "The answers as words to be read out; /code turns them back into answers.",
}


def paths() -> Schema:
    """Return the address that decodes a code."""
    words: Schema = {
        "name": "code",
        "in": "query",
        "required": True,
        "description": "The words of a code in one of the languages, in any case, with or without "
        "accents, spaces, commas and hyphens.",
        "schema": STRING,
    }
    return {
        "/code": {"get": operation("code", "What a spoken code says", [words, language()], "Code")}
    }


def schemas() -> Schema:
    """Return the record of a code that was understood."""
    lost = record({"question": STRING, "option": STRING})
    return {
        "Code": record(
            {
                "lang": STRING,
                "heard_in": {"type": "string", "enum": list(LANGUAGES)},
                "code": CODE,
                "answers": {"type": "object", "additionalProperties": STRINGS},
                "lost": {"type": "array", "items": lost},
                "url": STRING,
                "ignored": STRINGS,
            }
        )
    }


def of_problem() -> Schema:
    """Return what a problem says beside the usual when words are no code."""
    doubt = record({"word": STRING, "place": INTEGER, "near": STRINGS})
    return {
        "kind": STRING,
        "doubts": {"type": "array", "items": doubt},
        "offers": {"type": "array", "items": STRINGS},
    }
