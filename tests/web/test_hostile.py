"""Requests that try to mislead: where a redirect leads, what is echoed, what is logged."""

import logging
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from gunicorn.config import Config

from tests.sites import app_over
from wizard.serve import QuietLogger, Server
from wizard.web.site import EXTENSION, Site


@pytest.mark.parametrize("prefix", ["//evil.example", "/\\evil.example", "///evil.example/a"])
def test_a_redirect_stays_on_the_site(client: FlaskClient, prefix: str) -> None:
    for path in ("/fr/journey", "/", "/fr/results"):
        answer = client.get(path, environ_overrides={"SCRIPT_NAME": prefix})
        assert not answer.headers.get("Location", "/").startswith(("//", "/\\\\")), path


def test_no_header_may_say_where_the_site_is_mounted() -> None:
    server = Server("127.0.0.1", 8000, 1)
    assert server.cfg.forwarder_headers == []
    assert server.cfg.settings["forwarded_allow_ips"].get() == []


def test_a_request_that_cannot_be_read_is_not_quoted_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    log = QuietLogger(Config())
    log.error_log.propagate = True
    with caplog.at_level(logging.WARNING, logger="gunicorn.error"):
        log.warning("Invalid request from ip=%s: %s", "192.0.2.1", "GET /fr/search?q=secret")
        log.warning("Worker %s timed out", 7)
    assert "secret" not in caplog.text
    assert "192.0.2.1" not in caplog.text
    assert "Worker 7 timed out" in caplog.text


def test_a_request_that_failed_in_the_server_is_not_quoted_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    log = QuietLogger(Config())
    log.error_log.propagate = True
    with caplog.at_level(logging.ERROR, logger="gunicorn.error"):
        log.exception("Error handling request %s %s", "GET", "/fr/search?q=secret")
        log.exception("Exception in %s", "a worker")
    assert "Error handling request" in caplog.text
    assert "secret" not in caplog.text
    assert "Exception in a worker" in caplog.text


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
