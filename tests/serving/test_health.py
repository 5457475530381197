"""What the health addresses say when all is well, without a database, and without an index."""

import logging
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.sites import app_over
from wizard.application.watching import Watch
from wizard.domain.catalogue import Catalogue
from wizard.search import Search
from wizard.web.site import EXTENSION, Site
from wizard.web.views import health


def test_alive_says_nothing_else(client: FlaskClient) -> None:
    answer = client.get("/health/live")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_site_without_a_database_is_ready(client: FlaskClient, catalogue: Catalogue) -> None:
    answer = client.get("/health/ready")
    assert answer.status_code == 200
    assert answer.get_json() == {
        "status": "ready",
        "edition": catalogue.edition,
        "services": len(catalogue.current),
        "index": "ok",
        "database": "off",
        "staff": "off",
    }
    assert answer.headers["Cache-Control"] == "no-store"


def away() -> None:
    raise ConnectionError("nobody there")


def test_a_site_whose_database_is_away_is_degraded_and_serves(app: Flask) -> None:
    site: Site = app.extensions[EXTENSION]
    alone = app_over(site)
    health.watch_database(alone, Watch(away, lambda: 0.0))
    with alone.test_client() as client:
        answer = client.get("/health/ready")
        assert answer.status_code == 200, "a balancer must not take the site away too"
        told = answer.get_json()
        assert (told["status"], told["database"]) == ("degraded", "away")
        assert client.get("/fr/").status_code == 200


class EmptySearch:
    """A search over an index that lost everything."""

    def __init__(self, words: Search) -> None:
        self._nothing = words.search("zzzzqqq", "en")
        self.suggest, self.propose = words.suggest, words.propose

    def search(self, *_about: object, **_more: object) -> object:
        """Find nothing."""
        return self._nothing


def test_a_site_that_finds_nothing_is_not_ready(app: Flask, words: Search) -> None:
    site: Site = app.extensions[EXTENSION]
    broken = app_over(replace(site, words=EmptySearch(words)))  # type: ignore[arg-type]  # all that health looks at
    with broken.test_client() as client:
        answer = client.get("/health/ready")
    assert answer.status_code == 503
    assert (answer.get_json()["status"], answer.get_json()["index"]) == ("unready", "broken")


def test_an_empty_catalogue_is_not_ready(app: Flask) -> None:
    site: Site = app.extensions[EXTENSION]
    empty = app_over(replace(site, catalogue=replace(site.catalogue, services={})))
    with empty.test_client() as client:
        assert client.get("/health/ready").status_code == 503


def test_a_database_that_goes_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    now, there = [0.0], [True]

    def ask() -> None:
        if not there[0]:
            away()

    watch = Watch(ask, lambda: now[0])
    assert watch.state() == "ok"
    with caplog.at_level(logging.WARNING):
        there[0] = False
        for _ in range(5):
            now[0] += 10
            assert watch.state() == "away"
    assert caplog.text.count("the database is away") == 1
