"""The search and the suggestions of the API: filters, what was understood, what is refused."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from tests.web.scripted_words import ScriptedWords, scripted_app
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language, Text
from wizard.search import Found, Hit, Matched, Recognised
from wizard.web.filters import NAMES, allowed, parameter

Json = dict[str, Any]
NONSENSE = "xqzwvjkq"


@pytest.fixture(scope="module")
def described(app: Flask) -> Json:
    """The OpenAPI description as it is served."""
    document: Json = app.test_client().get("/api/v1/openapi.json").get_json()
    return document


def assert_shape(described: Json, name: str, body: Json) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    errors = list(Draft202012Validator(schema).iter_errors(body))
    assert not errors, "\n".join(f"{error.json_path}: {error.message}" for error in errors[:10])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "typed", ["grant", "embauche", "microcredt", "brusoc", NONSENSE, "", "<b>"]
)
def test_a_search_has_the_described_shape(
    client: FlaskClient, described: Json, language: str, typed: str
) -> None:
    response = client.get("/api/v1/search", query_string={"q": typed, "lang": language})
    body: Json = response.get_json()
    assert_shape(described, "Found", body)
    assert body["query"] == typed
    for hit in body["hits"]:
        assert hit["url"].startswith(f"http://localhost/{language}/services/{hit['id']}")


def test_everything_that_was_understood_is_said(app: Flask, described: Json) -> None:
    found = Found(
        query="hyre bakery x",
        language="fr",
        hits=(Hit("microstart", 2.0, "fr", "Un prêt.", (Matched("hire", "prêt", "fr"),)),),
        suggestion="hire bakery x",
        total=7,
        missing=("x",),
        recognised=(Recognised("trade", Text("a", "b", "c"), ("sector", "horeca")),),
        providers=("brusoc", "gone"),
        hint=Text("Hier.", "Ici.", "Here."),
        counts={"package": {"start": 7}},
    )
    client = scripted_app(app, ScriptedWords(found)).test_client()
    body: Json = client.get("/api/v1/search?q=hyre&lang=fr").get_json()
    assert_shape(described, "Found", body)
    assert (body["suggestion"], body["total"], body["missing"]) == ("hire bakery x", 7, ["x"])
    trade = {"kind": "trade", "label": "b", "question": "sector", "option": "horeca"}
    assert body["recognised"] == [trade]
    assert [one["id"] for one in body["providers"]] == ["brusoc"]
    assert (body["hint"], body["counts"]) == ("Ici.", {"package": {"start": 7}})
    matched = {"typed": "hire", "written": "prêt", "language": "fr"}
    assert body["hits"][0]["matched"] == [matched]


def test_nothing_found_is_an_empty_list(client: FlaskClient) -> None:
    body = client.get(f"/api/v1/search?q={NONSENSE}").get_json()
    assert (body["hits"], body["total"], body["missing"]) == ([], 0, [NONSENSE])
    assert (body["recognised"], body["providers"], body["hint"]) == ([], [], None)
    assert body["counts"] == {}


def test_every_filter_leaves_what_its_number_says(
    client: FlaskClient, catalogue: Catalogue
) -> None:
    whole = client.get("/api/v1/search?q=grant&limit=1").get_json()
    for name, keys in whole["counts"].items():
        assert set(keys) <= set(allowed(name, catalogue))
        key, number = next(iter(keys.items()))
        body = client.get(f"/api/v1/search?q=grant&limit=100&{parameter(name)}={key}").get_json()
        assert (body["total"], body["ignored"]) == (number, [])
        assert len(body["hits"]) == min(number, 100)
    both = client.get("/api/v1/search?q=grant&only-package=start&only-package=growth").get_json()
    counts = whole["counts"]["package"]
    assert max(counts["start"], counts["growth"]) <= both["total"] <= whole["total"]


@pytest.mark.parametrize("name", NAMES)
def test_a_filter_that_does_not_exist_is_refused_with_what_is_allowed(
    client: FlaskClient, described: Json, catalogue: Catalogue, name: str
) -> None:
    response = client.get(f"/api/v1/search?q=grant&{parameter(name)}=nothing")
    assert response.status_code == 422
    body: Json = response.get_json()
    assert_shape(described, "Problem", body)
    assert (body["parameter"], body["value"]) == (parameter(name), "nothing")
    assert body["allowed"] == list(allowed(name, catalogue))


def test_the_description_names_every_filter_with_its_keys(
    described: Json, catalogue: Catalogue
) -> None:
    operation = described["paths"]["/search"]["get"]
    parameters = {one["name"]: one["schema"] for one in operation["parameters"]}
    assert set(parameters) == {"lang", "q", "limit", *map(parameter, NAMES)}
    for name in NAMES:
        schema = parameters[parameter(name)]
        assert schema["items"]["enum"] == list(allowed(name, catalogue))


@pytest.mark.parametrize("language", LANGUAGES)
def test_suggestions_have_the_described_shape_and_lead_somewhere(
    client: FlaskClient, described: Json, language: Language
) -> None:
    kinds = set()
    for typed in ("mic", "ba", "act", "boul", "per", "", NONSENSE):
        query = {"q": typed, "lang": language, "limit": "20"}
        body: Json = client.get("/api/v1/suggest", query_string=query).get_json()
        assert_shape(described, "Suggestions", body)
        for one in body["suggestions"]:
            kinds.add(one["kind"])
            assert client.get(one["url"]).status_code in (200, 410), one
            assert (one["question"] is None) == (one["kind"] in ("service", "provider"))
    assert kinds == {"service", "provider", "trade", "need"}


def test_the_limit_of_suggestions(client: FlaskClient) -> None:
    body = client.get("/api/v1/suggest?q=ba&limit=2&utm=x").get_json()
    assert len(body["suggestions"]) == 2
    assert body["ignored"] == ["utm"]
    assert len(client.get("/api/v1/suggest?q=ba").get_json()["suggestions"]) <= 8
    for limit in ("0", "21", "x"):
        assert client.get(f"/api/v1/suggest?q=ba&limit={limit}").status_code == 422
    assert client.get("/api/v1/suggest?q=ba&lang=de").status_code == 422
