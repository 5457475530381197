"""Every answer inside a frame may be framed by the desk's sites alone, errors included."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.desks import LEL, example
from tests.sites import client_with
from tests.web.site_pages import SHOP
from wizard.domain.text import LANGUAGES

ORIGINS = " ".join(example(LEL).origins)
VALUES = {
    "desk": LEL,
    "language": "fr",
    "question": "stage",
    "category": "finance",
    "name": "privacy",
}
KEYS = {"service": "microstart", "category": "finance", "package": "start", "provider": "1819"}
WRONG = ("nothing", "services/nothing", "journey/nothing", "journey/stage/answer", "code?code=x")


def addresses(app: Flask, channel: str) -> list[str]:
    """Return an address of every rule of a channel, and of the one that picks the language."""
    adapter = app.url_map.bind("localhost")
    found = []
    for rule in app.url_map.iter_rules():
        if rule.endpoint.partition(".")[0] == channel:
            page = rule.endpoint.partition(".")[2]
            values = {**VALUES, "key": KEYS.get(page, "")}
            found.append(adapter.build(rule.endpoint, {k: values[k] for k in rule.arguments}))
    return [*found, f"/{channel}/{LEL}/"]


def check(answer: TestResponse, ancestors: str) -> None:
    """Assert what every answer inside a frame has."""
    about = f"{answer.request.path}: {answer.status}"
    assert answer.headers.getlist("Content-Security-Policy")[0].endswith(
        f"; frame-ancestors {ancestors}"
    ), about
    assert "X-Frame-Options" not in answer.headers, about
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin", about
    assert answer.headers["Cross-Origin-Embedder-Policy"] == "require-corp", about
    assert answer.headers["Referrer-Policy"] == "no-referrer", about
    assert answer.headers["Cache-Control"] == "no-store", about
    assert "Set-Cookie" not in answer.headers, about


@pytest.mark.parametrize(
    ("channel", "ancestors"), [("embed", ORIGINS), ("embed-preview", "'self'")]
)
def test_every_page_of_a_frame_names_who_may_frame_it(
    app: Flask, client: FlaskClient, channel: str, ancestors: str
) -> None:
    all_of_them = addresses(app, channel)
    assert len(all_of_them) > 15
    for address in all_of_them:
        for query in ("", f"?{SHOP}"):
            answer = client.get(address + query)
            assert answer.status_code in (200, 303, 422), address
            check(answer, ancestors)
            check(client.head(address + query), ancestors)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", WRONG)
def test_an_error_in_the_frame_stays_in_the_frame(
    client: FlaskClient, language: str, path: str
) -> None:
    answer = client.get(f"/{language}/embed/{LEL}/{path}")
    assert 400 <= answer.status_code < 500
    check(answer, ORIGINS)
    assert "look-embed" in answer.text
    check(client.post(f"/{language}/embed/{LEL}/{path.partition('?')[0]}"), ORIGINS)


@pytest.fixture
def without_frame(app: Flask) -> Iterator[FlaskClient]:
    """A client of a site on which one desk has a kiosk only, and one lists no site."""
    desk = example(LEL)
    kiosk_only = replace(desk, features=desk.features - {"embed"})
    unlisted = replace(desk, key="unlisted", origins=())
    with client_with(app, kiosk_only, unlisted) as client:
        yield client


@pytest.mark.parametrize("desk", [LEL, "nowhere"])
@pytest.mark.parametrize("begin", ["/embed", "/nl/embed", "/embed-preview", "/fr/embed-preview"])
def test_a_desk_without_a_frame_is_nobodys(
    without_frame: FlaskClient, begin: str, desk: str
) -> None:
    answer = without_frame.get(f"{begin}/{desk}/")
    assert answer.status_code == 404
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_desk_that_lists_no_site_is_in_nobodys_frame(without_frame: FlaskClient) -> None:
    answer = without_frame.get("/nl/embed/unlisted/")
    assert answer.status_code == 200
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"


def test_what_a_frame_loads_may_be_loaded_from_a_hidden_origin(client: FlaskClient) -> None:
    page = client.get(f"/nl/embed/{LEL}/").text
    parts = [one.split('"')[0] for one in page.replace('src="', 'href="').split('href="')[1:]]
    files = [one for one in parts if one.endswith((".css", ".js", ".png", ".svg"))]
    assert len(files) >= 5
    for file in files:
        with client.get(file) as answer:
            assert answer.status_code == 200
            assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin", file
