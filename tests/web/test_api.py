"""The API answers as its own description says, refuses what it cannot read, and says why."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from tests.web.site_pages import COMPLETE, NEEDLESS, SHOP
from wizard.domain.catalogue import Catalogue
from wizard.domain.text import LANGUAGES, Language

Json = dict[str, Any]


@pytest.fixture(scope="module")
def described(app: Any) -> Json:
    """The OpenAPI description as it is served."""
    with app.test_client() as client:
        document: Json = client.get("/api/v1/openapi.json").get_json()
    return document


def assert_shape(described: Json, name: str, body: Json) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    errors = list(Draft202012Validator(schema).iter_errors(body))
    assert not errors, "\n".join(f"{error.json_path}: {error.message}" for error in errors[:10])


def test_the_description_is_valid_openapi(described: Json) -> None:
    validate(described)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["", SHOP, NEEDLESS, COMPLETE, f"{SHOP}&include=no"])
def test_results_have_the_described_shape(
    client: FlaskClient, described: Json, language: str, query: str
) -> None:
    response = client.get(f"/api/v1/results?lang={language}&{query}")
    assert response.status_code == 200
    body: Json = response.get_json()
    assert_shape(described, "Results", body)
    assert body["lang"] == language
    assert body["ignored"] == []
    verdicts = [one["verdict"] for one in body["services"]]
    for verdict in ("yes", "unknown"):
        assert verdicts.count(verdict) == body["counts"][verdict]
    assert verdicts.count("no") == (body["counts"]["no"] if "include" in query else 0)
    assert set(body["first_steps"]) <= {one["id"] for one in body["services"]}
    assert (body["next_question"] is None) == (body["remaining"] == 0)


def test_results_repeat_the_answers_in_order(client: FlaskClient) -> None:
    body = client.get("/api/v1/results?sector=retail&stage=starting&place=1020").get_json()
    assert body["answers"] == {"stage": ["starting"], "sector": ["retail"], "place": ["1000"]}


def test_what_does_not_fit_has_a_reason_and_what_would_change_it(client: FlaskClient) -> None:
    body = client.get(f"/api/v1/results?{NEEDLESS}&include=no").get_json()
    excluded = [one for one in body["services"] if one["verdict"] == "no"]
    assert excluded
    for one in excluded:
        assert "no" in {reason["truth"] for reason in one["reasons"]}
    assert any(one["flip"] for one in excluded)
    assert not any("flip" in one for one in body["services"] if one["verdict"] != "no")


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_has_the_described_shape(
    client: FlaskClient, described: Json, language: str
) -> None:
    for words in ("microstart", "xqzwvjkq", "", "a" * 10_000, "<script>", "%00\x00"):
        query = {"q": words, "lang": language}
        response = client.get("/api/v1/search", query_string=query)
        assert response.status_code == 200, words[:20]
        assert_shape(described, "Found", response.get_json())


@pytest.mark.parametrize("limit", [1, 5, 100])
def test_the_limit_of_a_search(client: FlaskClient, limit: int) -> None:
    body = client.get(f"/api/v1/search?q=support&limit={limit}").get_json()
    assert 0 < len(body["hits"]) <= limit
    assert body["total"] >= len(body["hits"])
    scores = [hit["score"] for hit in body["hits"]]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_services_have_the_described_shape(
    client: FlaskClient, described: Json, catalogue: Catalogue, language: Language
) -> None:
    body = client.get(f"/api/v1/services?lang={language}").get_json()
    assert_shape(described, "Services", body)
    assert [one["id"] for one in body["services"]] == list(catalogue.services)
    assert body["total"] == len(catalogue.services)
    for key, service in catalogue.services.items():
        whole = client.get(f"/api/v1/services/{key}?lang={language}").get_json()
        assert_shape(described, "Service", whole)
        assert whole["title"] == service.words.title.pick(language).words


def test_addresses_are_whole_and_lead_to_pages(client: FlaskClient) -> None:
    body = client.get(f"/api/v1/results?{SHOP}&lang=fr").get_json()
    for address in (body["next_question"]["url"], body["services"][0]["url"]):
        assert address.startswith("http://localhost/fr/")
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("path", "parameter", "value"),
    [
        ("results?stage=retired", "stage", "retired"),
        ("results?stage=idea&stage=running", "stage", "running"),
        ("results?profile=woman&profile=none", "profile", "none"),
        ("results?lang=de", "lang", "de"),
        ("results?include=yes", "include", "yes"),
        ("search?limit=0", "limit", "0"),
        ("search?limit=101", "limit", "101"),
        ("search?limit=ten", "limit", "ten"),
        ("search?limit=%D9%A3", "limit", "٣"),
        ("search?lang=", "lang", ""),
        ("services?lang=NL", "lang", "NL"),
        ("services/microstart?lang=xx", "lang", "xx"),
    ],
)
def test_bad_input_is_refused_with_what_is_allowed(
    client: FlaskClient, described: Json, path: str, parameter: str, value: str
) -> None:
    response = client.get(f"/api/v1/{path}")
    assert response.status_code == 422
    assert response.mimetype == "application/problem+json"
    body: Json = response.get_json()
    assert_shape(described, "Problem", body)
    assert (body["parameter"], body["value"], body["status"]) == (parameter, value, 422)
    assert body["allowed"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_what_is_not_known_is_ignored_and_named(client: FlaskClient) -> None:
    for path in ("results", "search", "suggest", "services", "services/microstart"):
        body = client.get(f"/api/v1/{path}?colour=red&utm_source=x").get_json()
        assert body["ignored"] == ["colour", "utm_source"]
    skipped = client.get("/api/v1/results?stage=idea&size=small").get_json()
    assert skipped["ignored"] == ["size"]
    assert skipped["answers"] == {"stage": ["idea"]}


def test_what_does_not_exist_is_a_problem_document(client: FlaskClient, described: Json) -> None:
    for path in ("services/no-such", "nothing", "services/a/b"):
        response = client.get(f"/api/v1/{path}")
        assert response.status_code == 404
        assert response.mimetype == "application/problem+json"
        assert_shape(described, "Problem", response.get_json())
    assert client.post("/api/v1/results").status_code == 405


def test_every_answer_is_open_to_every_origin_without_credentials(client: FlaskClient) -> None:
    for path in (
        "results",
        "search?q=a",
        "services",
        "services/x",
        "openapi.json",
        "x",
        "results?lang=x",
    ):
        response = client.get(f"/api/v1/{path}", headers={"Origin": "https://example.org"})
        assert response.headers.getlist("Access-Control-Allow-Origin") == ["*"]
        assert "Access-Control-Allow-Credentials" not in response.headers
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    page = client.get("/nl/", headers={"Origin": "https://example.org"})
    assert "Access-Control-Allow-Origin" not in page.headers


def test_the_description_names_every_option_and_parameter(
    described: Json, catalogue: Catalogue
) -> None:
    operation = described["paths"]["/results"]["get"]
    parameters = {one["name"]: one["schema"] for one in operation["parameters"]}
    assert set(parameters) == {"lang", "include", *(q.key for q in catalogue.journey.questions)}
    for question in catalogue.journey.questions:
        schema = parameters[question.key]
        values = schema["items"]["enum"] if question.kind == "many" else schema["enum"]
        assert set(question.allowed) <= set(values)
        assert all(question.canonical(value) for value in values)


def test_every_language_gives_the_same_services(client: FlaskClient) -> None:
    found = [client.get(f"/api/v1/results?{SHOP}&lang={one}").get_json() for one in LANGUAGES]
    orders = [[one["id"] for one in body["services"]] for body in found]
    assert orders[0] == orders[1] == orders[2]


def test_the_page_and_the_api_agree(client: FlaskClient) -> None:
    body = client.get(f"/api/v1/results?{SHOP}&lang=en").get_json()
    html = client.get(f"/en/results?{SHOP}").text
    places = [html.find(f"/en/services/{key}?") for key in body["first_steps"]]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("language", "beginning"),
    [
        ("nl", "Jouw antwoord: "),
        ("fr", "Votre réponse\N{NO-BREAK SPACE}: "),
        ("en", "You answered: "),
    ],
)
def test_reasons_are_in_the_language_asked_for(
    client: FlaskClient, language: str, beginning: str
) -> None:
    query = {"lang": language, "stage": "handing-over", "include": "no"}
    answer = client.get("/api/v1/results", query_string=query).get_json()
    texts = [reason["text"] for one in answer["services"] for reason in one["reasons"]]
    assert any(beginning in text for text in texts), texts[:5]
