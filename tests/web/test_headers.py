"""No answer of any address sets a cookie, and every one forbids what the site does not need."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.site_pages import BOOM, SAMPLES, SHOP
from wizard.domain.text import LANGUAGES
from wizard.web.headers import PAGE_CACHE
from wizard.web.place import DESK_CHANNELS
from wizard.web.security_headers import HEADERS

OTHERS = (
    "/",
    "/nl",
    "/nl/journey",
    f"/nl/journey?{SHOP}",
    f"/nl/journey/stage/answer?{SHOP}",
    "/nl/suggest?q=ba",
    "/api/v1/results",
    f"/api/v1/results?{SHOP}&include=no",
    "/api/v1/results?stage=x",
    "/api/v1/search?q=a",
    "/api/v1/suggest?q=ba",
    "/api/v1/code?code=badkamer+lagune+koerier",
    "/api/v1/services",
    "/api/v1/services/microstart",
    "/api/v1/services/x",
    "/api/v1/openapi.json",
    "/api/v1/x",
    "/health/live",
    "/health/ready",
    "/robots.txt",
    "/static/web.css",
    "/static/web.js",
    "/static/search.js",
    "/static/icon.svg",
    "/static/nothing",
)

OF_DESKS = {
    "desk",
    "desk_assets",
    "desk_counts",
    "kiosk_offline",
    "loader",
    *(channel.name for channel in DESK_CHANNELS),
}
"""The blueprints of partner desks, whose headers `tests/policy/test_routes.py` has."""


OWN_FRAMES = "/partners/embed"
"""The public page with a preview, which may show pages of ours in a frame."""


def addresses() -> list[str]:
    return [*(sample.address(one) for sample in SAMPLES for one in LANGUAGES), *OTHERS]


def answers(client: FlaskClient, broken: FlaskClient) -> Iterator[tuple[str, TestResponse]]:
    """Yield the answer of every kind of address, to every method."""
    for address in addresses():
        yield address, client.get(address)
    for address in OTHERS:
        yield f"HEAD {address}", client.head(address)
        yield f"POST {address}", client.post(address)
        yield f"OPTIONS {address}", client.options(address)
    for address in (f"/nl/{BOOM}", f"/api/v1/{BOOM}"):
        yield address, broken.get(address)


def expected(address: str) -> dict[str, str]:
    """Return the headers that an address has: all the same, but for the page with a preview."""
    policy = HEADERS["Content-Security-Policy"]
    more = "; frame-src 'self'" if OWN_FRAMES in address else ""
    return {**HEADERS, "Content-Security-Policy": policy + more}


def test_no_cookie_and_all_headers_on_every_answer(
    client: FlaskClient, broken: FlaskClient
) -> None:
    for address, response in answers(client, broken):
        assert "Set-Cookie" not in response.headers, address
        for name, value in expected(address).items():
            assert response.headers.getlist(name) == [value], f"{address}: {name}"
        response.close()


def test_the_list_above_has_every_route(app: Flask) -> None:
    asked = set()
    adapter = app.url_map.bind("localhost")
    for address in addresses():
        path = address.partition("?")[0]
        if path.startswith("/static/nothing") or adapter.test(path, "GET"):
            asked.add(adapter.match(path, "GET", return_rule=True)[0].endpoint)
    every = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert asked == {one for one in every if one.partition(".")[0] not in OF_DESKS}


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"unsafe|https?:|\*", policy)
    assert HEADERS["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        (f"/nl/results?{SHOP}", PAGE_CACHE),
        ("/nl/journey", PAGE_CACHE),
        ("/static/web.css", "public, max-age=3600"),
        ("/nl/journey/stage/answer", "no-store"),
        ("/nl/nothing", "no-store"),
        ("/static/nothing.css", None),
    ],
)
def test_errors_are_not_kept_by_caches(client: FlaskClient, address: str, kept: str | None) -> None:
    with client.get(address) as response:
        assert response.headers["Cache-Control"] == (kept or "no-store")


def test_the_site_has_no_text_field_for_personal_data(client: FlaskClient) -> None:
    for sample in SAMPLES:
        fields = re.findall(
            r"<(?:input|textarea|select)[^>]*>", client.get(sample.address("en")).text
        )
        kinds = {match[1] for one in fields if (match := re.search(r'type="(\w+)"', one))}
        assert kinds <= {"hidden", "search", "radio", "checkbox"}
        assert len([one for one in fields if "type=" not in one]) == 0


def test_robots_stay_away_from_the_answers(client: FlaskClient) -> None:
    text = client.get("/robots.txt").text
    for language in LANGUAGES:
        assert f"Disallow: /{language}/journey" in text
        assert f"Disallow: /{language}/results" in text
        assert f"Disallow: /{language}/kiosk/" in text
    assert "Disallow: /embed/" in text


def test_the_style_sheet_loads_nothing_from_elsewhere() -> None:
    folder = Path(__file__).parent.parent.parent / "static"
    written = [file for file in folder.iterdir() if file.suffix in {".css", ".js", ".svg"}]
    assert len(written) >= 3
    for file in written:
        assert not re.search(r"(?:url\(|@import|src=)\s*['\"]?(?:https?:)?//", file.read_text())
