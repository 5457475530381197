"""What goes wrong is said in the reader's language, and never reveals or keeps anything."""

import logging

import pytest
from flask.testing import FlaskClient

from tests.web.page_reader import read
from tests.web.site_pages import BOOM, SHOP
from tests.web.words import said
from wizard.domain.text import LANGUAGES

PATHS = ("nothing", "services/no-such", "packages/no-such", "providers/x", "categories/x", "a/b/c")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_page_is_explained(client: FlaskClient, language: str) -> None:
    for path in PATHS:
        response = client.get(f"/{language}/{path}?{SHOP}")
        assert response.status_code == 404
        page = read(response.text)
        assert page.headings == [said(language, "This page does not exist")]
        assert page.language == language
        assert f"/{language}/journey?{SHOP}" in page.internal, "the answers are kept"


def test_an_unknown_page_outside_the_languages_speaks_the_browsers(client: FlaskClient) -> None:
    response = client.get("/de/index.php", headers={"Accept-Language": "fr"})
    assert response.status_code == 404
    assert read(response.text).language == "fr"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_broken_page_gives_a_reference_and_keeps_the_answers_out_of_the_log(
    broken: FlaskClient, caplog: pytest.LogCaptureFixture, language: str
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = broken.get(f"/{language}/{BOOM}?{SHOP}&name=Aicha")
    assert response.status_code == 500
    page = read(response.text)
    assert page.headings == [said(language, "Something went wrong on our side")]
    reference = response.text.partition("<code>")[2].partition("</code>")[0]
    assert reference == response.headers["X-Request-ID"]
    assert len(reference) == 12
    assert f"error {reference} at /{language}/{BOOM}" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    for private in ("starting", "retail", "Aicha", "stage="):
        assert private not in caplog.text
    assert "broken on purpose" not in response.text
    assert response.headers["Cache-Control"] == "no-store"


def test_a_broken_address_of_the_api_answers_in_json(broken: FlaskClient) -> None:
    response = broken.get(f"/api/v1/{BOOM}?{SHOP}")
    assert response.status_code == 500
    assert response.mimetype == "application/problem+json"
    body = response.get_json()
    assert (body["status"], len(body["reference"])) == (500, 12)
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_reading_is_possible(client: FlaskClient, language: str) -> None:
    for path in ("", "journey/stage", "results", "services"):
        for send in (client.post, client.put, client.delete):
            response = send(f"/{language}/{path}", data={"stage": "idea"})
            assert response.status_code == 405
            assert "GET" in response.headers["Allow"]
            said_sorry = said(language, "Something went wrong on our side")
            assert read(response.text).headings != [said_sorry], "405 is not our failure"
