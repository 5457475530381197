"""What is wrong with a desk's record in form, said with a code, so that a page can word it."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from wizard.domain.desks import IDLE_LEAST, IDLE_MOST, DeskProblem, ProblemCode

CODES: dict[str, ProblemCode] = {
    "missing": "missing",
    "extra_forbidden": "unknown-key",
    "string_too_short": "empty",
    "too_short": "empty",
    "string_too_long": "too-long",
    "too_long": "too-many",
    "literal_error": "not-an-option",
    "greater_than_equal": "out-of-range",
    "less_than_equal": "out-of-range",
    "string_pattern_mismatch": "wrong-form",
    "value_error": "markup",
}
"""What pydantic calls it -> our code; all others are of a wrong type."""

FORMS = {
    "id": "write small letters and digits with hyphens between, e.g. «lel-noord»",
    "first": "give the id of a service, e.g. «local-economy-desks»",
    "start": "give the key of an answer, e.g. «1080»",
    "phone": "write it in digits, e.g. «+32 2 123 45 67» or «1819»",
    "email": "write one address, e.g. «name@example.org»",
    "url": "write an address that begins with https://",
    "colour": "write a colour as #rrggbb, e.g. «#0f4c5c»",
    "hours": "write hours as «09:00-12:30»",
}
"""Kind of value -> how it is written."""

TOP_OF = {"first": "first", "start": "start", "hours": "hours", "colours": "colour"}
LAST_OF = {
    "id": "id",
    "phone": "phone",
    "email": "email",
    "url": "url",
    "plate": "colour",
}

Figures = tuple[tuple[str, str], ...]


def form_problems(error: ValidationError) -> tuple[DeskProblem, ...]:
    """Return one problem for each thing that pydantic found in a desk's record."""
    return tuple(_problem(item) for item in error.errors(include_url=False))


def wrong_form(key: str, form: str, value: str = "") -> DeskProblem:
    """Return the problem of a value that is not written as one of the `FORMS`."""
    figures = (("form", form), ("value", value))
    return DeskProblem(key, f"has the wrong form; {FORMS[form]}", "wrong-form", figures)


def _problem(item: Any) -> DeskProblem:
    path = tuple(str(part) for part in item["loc"])
    key = ".".join(path) or "(file)"
    code = CODES.get(item["type"], "wrong-type")
    context: Mapping[str, Any] = item.get("ctx", {})
    if code == "wrong-form":
        return wrong_form(key, _form(path), str(item["input"]))
    figures = _figures(code, context, item["input"])
    return DeskProblem(key, _advice(code, item["msg"], dict(figures)), code, figures)


def _form(path: tuple[str, ...]) -> str:
    return TOP_OF.get(path[0]) or LAST_OF[path[-1]]


def _figures(code: ProblemCode, context: Mapping[str, Any], value: object) -> Figures:
    if code == "not-an-option":
        return (("value", str(value)), ("allowed", str(context["expected"])))
    if code == "out-of-range":
        return (("value", str(value)), ("least", str(IDLE_LEAST)), ("most", str(IDLE_MOST)))
    if code in {"too-long", "too-many"}:
        return (("most", str(context["max_length"])),)
    return ()


def _advice(code: ProblemCode, message: str, figures: Mapping[str, str]) -> str:
    """Return what is wrong and what to do, in the words of an editor rather than a parser."""
    said = {
        "missing": "is missing; add it",
        "unknown-key": "is not a key of this table; look for a typing error or remove it",
        "empty": "is empty; write it or remove the key",
        "too-long": f"is too long; write at most {figures.get('most')} letters",
        "too-many": f"has too many values; give at most {figures.get('most')}",
        "not-an-option": f"is «{figures.get('value')}»; take one of {figures.get('allowed')}",
        "out-of-range": f"is {figures.get('value')}; give {figures.get('least')} to"
        f" {figures.get('most')}",
    }
    if code == "wrong-type":
        return f"has the wrong type: {message[:1].lower()}{message[1:]}; mend it"
    return said.get(code) or message.removeprefix("Value error, ")
