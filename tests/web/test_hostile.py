"""Requests that try to mislead: where a redirect leads, what is echoed, what is logged."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.sites import app_over
from wizard.web.site import EXTENSION, Site


@pytest.mark.parametrize("prefix", ["//evil.example", "/\\evil.example", "///evil.example/a"])
def test_a_redirect_stays_on_the_site(client: FlaskClient, prefix: str) -> None:
    for path in ("/fr/journey", "/", "/fr/results"):
        answer = client.get(path, environ_overrides={"SCRIPT_NAME": prefix})
        assert not answer.headers.get("Location", "/").startswith(("//", "/\\\\")), path


def test_another_host_is_refused_where_the_site_knows_its_own(app: Flask) -> None:
    site: Site = app.extensions[EXTENSION]
    known = app_over(replace(site, public_url="https://wizard.example"))
    with known.test_client() as client:
        assert client.get("/fr/", base_url="https://wizard.example").status_code == 200
        assert client.get("/fr/", base_url="https://evil.example").status_code == 400


def test_control_characters_are_not_echoed(client: FlaskClient) -> None:
    answer = client.get("/fr/search?q=a%00%08b", follow_redirects=True)
    assert answer.status_code == 200
    assert not {"\x00", "\x08"} & set(answer.text)


def test_the_start_in_the_preferred_language_keeps_the_answers(client: FlaskClient) -> None:
    answer = client.get("/?stage=idea", headers={"Accept-Language": "nl"})
    assert answer.headers["Location"] == "/nl/?stage=idea"
