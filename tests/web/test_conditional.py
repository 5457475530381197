"""What a cache has is known by its ETag before a page is built, and never taken for another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import DAY
from tests.desks import CENTRE, LEL, FixedShelf, example
from tests.sites import app_over
from tests.web.kept_pages import KEPT, NEVER_TAGGED, RESULTS
from tests.web.site_pages import SHOP, breaking_app
from wizard.web import conditional
from wizard.web.conditional import KEYED
from wizard.web.site import EXTENSION, Site


def tag_of(app: Flask, address: str, **more: str) -> str:
    """Return the ETag of a page that is there."""
    answer = app.test_client().get(address, **more)  # type: ignore[arg-type]  # the client's own
    assert answer.status_code == 200, address
    return str(answer.headers["ETag"])


def asked(client: FlaskClient, address: str, known: str) -> TestResponse:
    """Return the answer to somebody who has what `known` names."""
    return client.get(address, headers={"If-None-Match": known})


def changed(app: Flask, change: Callable[[Site], Site]) -> Flask:
    """Return another application over the same site but for one thing."""
    return app_over(change(app.extensions[EXTENSION]))


@pytest.fixture(scope="module")
def unbuilding(app: Flask) -> Flask:
    """The same site, of which no page can be built any more."""
    other = app_over(app.extensions[EXTENSION])

    def fail(**_: object) -> NoReturn:
        raise AssertionError("a page is built")

    other.view_functions = dict.fromkeys(other.view_functions, fail)
    return other


@pytest.mark.parametrize("address", KEPT)
def test_who_has_a_page_is_told_so_without_building_it(
    client: FlaskClient, unbuilding: Flask, address: str
) -> None:
    whole = client.get(address)
    again = asked(unbuilding.test_client(), address, whole.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")
    for name in ("ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin"):
        assert again.headers.get(name) == whole.headers.get(name), name
    for name in ("Content-Type", "Content-Length", "Content-Encoding", "Set-Cookie"):
        assert name not in again.headers
    head = unbuilding.test_client().head(address, headers={"If-None-Match": whole.headers["ETag"]})
    assert head.status_code == 304


def test_every_page_that_is_known_beforehand_is_in_the_test_above(app: Flask) -> None:
    adapter = app.url_map.bind("localhost")
    assert {adapter.match(one.partition("?")[0])[0] for one in KEPT} == KEYED


@pytest.mark.parametrize("address", NEVER_TAGGED)
def test_what_is_no_page_for_everybody_has_no_tag(client: FlaskClient, address: str) -> None:
    for method in ("GET", "HEAD"):
        answer = client.open(address, method=method)
        assert "ETag" not in answer.headers
        known = client.open(address, method=method, headers={"If-None-Match": "*"})
        assert known.status_code == answer.status_code


def test_a_failure_has_no_tag(app: Flask) -> None:
    client = breaking_app(app).test_client()
    for address in ("/fr/boom", "/api/v1/boom"):
        answer = asked(client, address, "*")
        assert answer.status_code == 500
        assert "ETag" not in answer.headers


def test_other_methods_have_no_tag(client: FlaskClient) -> None:
    tag = client.get(RESULTS).headers["ETag"]
    for method, status in (("POST", 405), ("OPTIONS", 200)):
        answer = client.open(RESULTS, method=method, headers={"If-None-Match": tag})
        assert answer.status_code == status
        assert "ETag" not in answer.headers
        assert answer.headers["Cache-Control"] == "no-store"


def test_tags_come_in_lists_weak_or_strong(client: FlaskClient) -> None:
    tag = client.get(RESULTS).headers["ETag"]
    bare = tag.removeprefix("W/")
    for known in (tag, bare, f'"a", {tag}', f'W/"a",{bare} , "b"', "*", " * "):
        assert asked(client, RESULTS, known).status_code == 304, known
    for other in ("", '"a"', bare.strip('"'), bare[:-2] + '"', f'"{bare[2:]}', 'W/"*"', "a*", ","):
        assert asked(client, RESULTS, other).status_code == 200, other


def test_an_answer_of_another_kind_does_not_count_as_the_page(client: FlaskClient) -> None:
    """«*» means: if there is such a page at all."""
    assert asked(client, RESULTS, "*").status_code == 304
    assert asked(client, "/nl/services/nothing", "*").status_code == 404
    assert asked(client, "/api/v1/results?stage=nothing", "*").status_code == 422


def test_everything_that_a_page_shows_changes_its_tag(app: Flask) -> None:
    site: Site = app.extensions[EXTENSION]
    others = [
        changed(app, lambda one: replace(one, catalogue=replace(one.catalogue, edition=2))),
        changed(app, lambda one: replace(one, catalogue=replace(one.catalogue, digest="x"))),
        changed(
            app,
            lambda one: replace(one, catalogue=replace(one.catalogue, published_on="2026-01-01")),
        ),
        changed(app, lambda one: replace(one, today=lambda: DAY + timedelta(days=1))),
        changed(app, lambda one: replace(one, public_url="https://guide.example")),
    ]
    tags = [tag_of(app, RESULTS)]
    tags += [tag_of(other, RESULTS, base_url="http://localhost") for other in others]
    tags += [
        tag_of(app, RESULTS, base_url=base)
        for base in ("https://localhost", "http://guide.example", "http://localhost/guide")
    ]
    tags += [tag_of(app, one) for one in (RESULTS.replace("/nl/", "/fr/"), f"/nl/?{SHOP}")]
    tags.append(tag_of(app, RESULTS.replace("retail", "horeca")))
    assert len(set(tags)) == len(tags)
    assert tag_of(app_over(site), RESULTS) == tags[0], "another process of the same site"


def test_a_page_with_desks_follows_their_list(app: Flask) -> None:
    """It is built, and its tag is that of what came out: a desk may change at any moment."""
    one, other = (
        changed(app, lambda site, shelf=shelf: replace(site, desks=shelf))  # type: ignore[misc]  # a loop's own
        for shelf in (FixedShelf(example(LEL)), FixedShelf(example(CENTRE)))
    )
    address = "/fr/partners/kiosk"
    first = tag_of(one, address)
    assert first == tag_of(one, address) != tag_of(other, address)
    assert asked(one.test_client(), address, first).status_code == 304
    assert asked(other.test_client(), address, first).status_code == 200
    assert (
        "frame-src 'self'"
        in asked(
            one.test_client(), "/fr/partners/embed", tag_of(one, "/fr/partners/embed")
        ).headers["Content-Security-Policy"]
    )


def test_a_page_that_is_not_itself_has_no_tag(app: Flask) -> None:
    other = app_over(app.extensions[EXTENSION])

    def half(**_: object) -> str:
        conditional.unlike_itself()
        return "half of it"

    other.view_functions["web.results"] = half
    answer = other.test_client().get(RESULTS)
    assert (answer.status_code, answer.text) == (200, "half of it")
    assert "ETag" not in answer.headers
