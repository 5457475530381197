"""The API says the code of a list, and what a code says."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from tests.web.site_pages import COMPLETE, SHOP
from wizard.domain.text import LANGUAGES

Json = dict[str, Any]


@pytest.fixture(scope="module")
def described(app: Flask) -> Json:
    """The OpenAPI description as it is served."""
    with app.test_client() as client:
        document: Json = client.get("/api/v1/openapi.json").get_json()
    return document


@pytest.fixture
def codes(client: FlaskClient) -> dict[str, str]:
    """The code of one list in each language."""
    found = {
        language: client.get(f"/api/v1/results?{COMPLETE}&lang={language}").get_json()["code"]
        for language in LANGUAGES
    }
    return {language: " ".join(code) for language, code in found.items()}


def shape_errors(described: Json, name: str, body: Json) -> list[str]:
    schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    return [error.message for error in Draft202012Validator(schema).iter_errors(body)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("spoken", LANGUAGES)
def test_a_code_says_the_answers_of_its_list(
    client: FlaskClient, described: Json, codes: dict[str, str], language: str, spoken: str
) -> None:
    query = {"code": codes[spoken], "lang": language}
    body: Json = client.get("/api/v1/code", query_string=query).get_json()
    assert not shape_errors(described, "Code", body)
    wanted = client.get(f"/api/v1/results?{COMPLETE}&lang={language}").get_json()
    assert body["answers"] == wanted["answers"]
    assert (body["heard_in"], body["lang"]) == (spoken, language)
    assert " ".join(body["code"]) == codes[language]
    assert (body["lost"], body["ignored"]) == ([], [])
    assert body["url"] == f"http://localhost/{language}/results?{COMPLETE}"


def test_a_list_without_answers_has_a_code_too(client: FlaskClient) -> None:
    code = client.get("/api/v1/results").get_json()["code"]
    body = client.get("/api/v1/code", query_string={"code": " ".join(code)}).get_json()
    assert body["answers"] == {}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "empty"),
        ("opera", "too-short"),
        ("opera opera opera", "wrong"),
        ("opera " * 25, "too-long"),
        ("opera xqzwvjkq", "unknown"),
    ],
)
def test_what_is_no_code_is_refused_with_the_reason(
    client: FlaskClient, described: Json, text: str, kind: str
) -> None:
    answer = client.get("/api/v1/code", query_string={"code": text})
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    body: Json = answer.get_json()
    assert not shape_errors(described, "Problem", body)
    assert (body["parameter"], body["value"], body["kind"]) == ("code", text, kind)
    assert body["allowed"]


def test_a_mistyped_word_is_named_with_what_is_near(
    client: FlaskClient, codes: dict[str, str]
) -> None:
    first, *others = codes["fr"].split()
    text = " ".join((f"{first}x", *others))
    body = client.get("/api/v1/code", query_string={"code": text}).get_json()
    assert body["doubts"] == [{"word": f"{first}x", "place": 1, "near": [first]}]
    assert body["offers"] == [[first, *others]]


def test_other_parameters_are_named_and_a_wrong_language_refused(client: FlaskClient) -> None:
    code = " ".join(client.get(f"/api/v1/results?{SHOP}").get_json()["code"])
    body = client.get("/api/v1/code", query_string={"code": code, "stage": "idea"}).get_json()
    assert body["ignored"] == ["stage"]
    answer = client.get("/api/v1/code", query_string={"code": code, "lang": "de"})
    assert (answer.status_code, answer.get_json()["parameter"]) == (422, "lang")


def test_the_description_names_the_address(described: Json) -> None:
    parameters = described["paths"]["/code"]["get"]["parameters"]
    assert [one["name"] for one in parameters] == ["code", "lang"]
