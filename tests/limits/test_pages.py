"""Who asks too often is told so, in the language and the frame where it happened."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.limits.nodes import START, Nodes, Ticks
from tests.limits.stores import Store
from tests.limits.test_counting import ONE
from tests.sites import app_over
from tests.web.page_reader import read
from tests.web.site_pages import SHOP
from tests.web.test_html import check
from tests.web.words import said
from wizard.application.limits import Gate
from wizard.domain.limits import Limit
from wizard.domain.text import LANGUAGES
from wizard.web import proxies
from wizard.web.site import EXTENSION

TITLE = "A moment of patience"
CHANNELS = ("", "kiosk/example-lel/", "embed/example-lel/", "kiosk-preview/example-lel/")
SHEETS = ("kiosk", "embed")
"""Style sheets by which one sees in whose frame a page is."""

NewClient: TypeAlias = Callable[..., FlaskClient]


def limits(**most: int) -> dict[str, Limit]:
    """Return limits within ten seconds, by name."""
    return {name: Limit(name, number, 10) for name, number in most.items()}


@pytest.fixture
def clock() -> Ticks:
    """The clock of the gates."""
    return Ticks(START + 3)


def site_with(app: Flask, gate: Gate) -> Flask:
    """Return a second application over the same site whose visitors a gate counts."""
    return app_over(app.extensions[EXTENSION], gate)


@pytest.fixture
def new_client(app: Flask, clock: Ticks) -> NewClient:
    """Make browsers of sites with limits of their own: `new_client(pages=3)`."""
    return lambda **most: site_with(app, Gate(limits(**most), clock)).test_client()


def ask(client: FlaskClient, path: str, address: str = ONE, **headers: str) -> TestResponse:
    return client.get(path, headers=headers, environ_overrides={"REMOTE_ADDR": address})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", CHANNELS)
def test_the_page_says_to_wait_where_it_happened(
    new_client: NewClient, language: str, channel: str
) -> None:
    client, path = new_client(pages=2), f"/{language}/{channel}results?{SHOP}"
    usual = [ask(client, path) for _ in range(2)]
    assert [one.status_code for one in usual] == [200, 200]
    answer = ask(client, path)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "7"
    assert answer.headers["Cache-Control"] == "no-store"
    page = read(answer.text)
    assert (page.language, page.headings) == (language, [said(language, TITLE)])
    assert " 7 " in answer.text
    assert path in page.internal, "the same page once more"
    assert f"/{language}/{channel}journey?{SHOP}" in page.internal, "the answers are kept"
    for sheet in SHEETS:
        assert (f"/{sheet}." in answer.text) == (f"/{sheet}." in usual[0].text)
    framed = "Content-Security-Policy"
    assert answer.headers[framed] == usual[0].headers[framed], "the frame may show it too"


def test_the_words_are_translated() -> None:
    assert {said(language, TITLE) for language in LANGUAGES} == {
        TITLE,
        "Even geduld",
        "Un moment de patience",
    }


@pytest.mark.slow
def test_the_pages_are_valid_html(new_client: NewClient, tmp_path: Path) -> None:
    client = new_client(pages=1)
    for number, channel in enumerate(CHANNELS):
        for language in LANGUAGES:
            answer = ask(client, f"/{language}/{channel}results?{SHOP}", f"192.0.2.{number}")
            answer = ask(client, f"/{language}/{channel}results?{SHOP}", f"192.0.2.{number}")
            assert answer.status_code == 429
            name = f"{number}-{language}.html"
            (tmp_path / name).write_text(answer.text, encoding="utf-8")
    assert check(tmp_path) == []


def test_the_wait_ends(new_client: NewClient, clock: Ticks) -> None:
    client = new_client(pages=1)
    assert [ask(client, "/fr/").status_code for _ in range(3)] == [200, 429, 429]
    clock.at += int(ask(client, "/fr/").headers["Retry-After"])
    assert ask(client, "/fr/").status_code == 200


def test_others_are_not_concerned(new_client: NewClient) -> None:
    client = new_client(pages=1)
    addresses = (ONE, "203.0.113.78", "2001:db8:1:2::3", "2001:db8:1:3::3")
    assert {ask(client, "/fr/", one).status_code for one in addresses} == {200}
    assert ask(client, "/fr/", "2001:db8:1:2:ffff::").status_code == 429, "one customer's network"


def test_a_header_makes_nobody_another_visitor(new_client: NewClient) -> None:
    client = new_client(pages=1)
    ask(client, "/fr/")
    lying = {"X-Forwarded-For": "198.51.100.9", "Forwarded": "for=198.51.100.9"}
    assert ask(client, "/fr/", **lying).status_code == 429


def test_behind_a_proxy_of_ours_the_visitor_counts(app: Flask, clock: Ticks) -> None:
    site = site_with(app, Gate(limits(pages=1), clock))
    proxies.behind(site, 1)
    client = site.test_client()
    for visitor in ("198.51.100.9", "198.51.100.10"):
        told = {"X-Forwarded-For": f"10.0.0.1, {visitor}"}
        assert ask(client, "/fr/", "127.0.0.1", **told).status_code == 200
    assert ask(client, "/fr/", "127.0.0.1", **told).status_code == 429


FREE = (
    "/health/live",
    "/health/ready",
    "/robots.txt",
    "/static/web.css",
    "/embed.js",
    "/embed/v1/embed.js",
    "/kiosk-worker.js",
)


def test_files_and_what_watches_the_site_are_never_limited(new_client: NewClient) -> None:
    client = new_client(pages=1)
    desk = ask(client, "/fr/kiosk/example-lel/")
    files = re.findall(r'"(/desks/[^"]+)"', desk.text)
    assert files
    assert ask(client, "/fr/").status_code == 429
    for path in (*FREE, *files):
        assert {ask(client, path).status_code for _ in range(3)} == {200}, path


def test_everything_else_is_limited(app: Flask, clock: Ticks) -> None:
    """Every public rule, so that a new one is not forgotten."""
    site = site_with(app, Gate(limits(pages=0), clock))
    client, values = site.test_client(), {"desk": "example-lel", "language": "fr"}
    free = ("static", "health", "loader.", "desk_assets", "kiosk_offline.worker")
    checked = 0
    for rule in site.url_map.iter_rules():
        if rule.endpoint.startswith(free):
            continue
        path = re.sub(
            r"<(?:[^:<>]+(?:\([^)]*\))?:)?(\w+)>", lambda m: values.get(m[1], "x"), rule.rule
        )
        method = "POST" if "POST" in (rule.methods or ()) else "GET"
        answer = client.open(path, method=method)
        assert answer.status_code == 429, rule.rule
        checked += 1
    assert checked >= 80
    assert client.get("/nothing").status_code == 429, "a page that does not exist is one too"


def test_a_page_that_the_browser_has_counts_as_well(new_client: NewClient) -> None:
    client = new_client(pages=2)
    tag = ask(client, "/fr/").headers["ETag"]
    known = {"If-None-Match": tag}
    assert [ask(client, "/fr/", **known).status_code for _ in range(2)] == [304, 429]


def test_searches_and_suggestions_of_all_channels_add_up(new_client: NewClient) -> None:
    client = new_client(pages=100, search=3)
    for path in ("search", "suggest", "kiosk/example-lel/suggest"):
        assert ask(client, f"/fr/{path}?q=export").status_code == 200
    assert ask(client, "/nl/search?q=export").status_code == 429
    assert ask(client, "/nl/").status_code == 200, "pages are not concerned"


# -- The API -----------------------------------------------------------------------------


def test_the_api_says_what_is_left_and_then_to_wait(new_client: NewClient, clock: Ticks) -> None:
    client = new_client(pages=100, api=2)
    answer = ask(client, "/api/v1/services")
    assert answer.headers["RateLimit-Policy"] == '"api";q=2;w=10'
    assert answer.headers["RateLimit"] == '"api";r=1;t=7'
    assert answer.headers["Access-Control-Expose-Headers"] == (
        "RateLimit, RateLimit-Policy, Retry-After"
    )
    assert ask(client, "/api/v1/search?q=export").headers["RateLimit"] == '"api";r=0;t=7'
    late = ask(client, "/api/v1/services")
    assert late.status_code == 429
    assert late.mimetype == "application/problem+json"
    assert late.get_json() == {
        "type": "about:blank",
        "title": "Too Many Requests",
        "status": 429,
        "detail": "One address may ask 2 times in 10 seconds here. Ask again in 7 seconds.",
    }
    assert late.headers["Retry-After"] == "7"
    assert late.headers["RateLimit"] == '"api";r=0;t=7'
    assert late.headers["Access-Control-Allow-Origin"] == "*"
    clock.at += 7
    assert ask(client, "/api/v1/services").status_code == 200


def test_without_a_limit_the_api_says_none(new_client: NewClient) -> None:
    answer = ask(new_client(), "/api/v1/services")
    assert answer.status_code == 200
    assert "RateLimit" not in answer.headers


def test_the_description_of_the_api_knows_it(client: FlaskClient) -> None:
    paths = client.get("/api/v1/openapi.json").get_json()["paths"]
    for name, path in paths.items():
        assert "Retry-After" in path["get"]["responses"]["429"]["headers"], name


# -- Several servers ---------------------------------------------------------------------


def test_two_servers_hold_one_visitor_together(app: Flask, store: Store, clock: Ticks) -> None:
    nodes = Nodes(store.counter, clock, limits(pages=6))
    gates = [nodes.new(), nodes.new()]
    first, second = (site_with(app, gate).test_client() for gate in gates)
    for client in (first, second) * 3:
        assert ask(client, "/fr/").status_code == 200
    nodes.exchange()
    assert ask(first, "/fr/").status_code == 429
    assert ask(second, "/nl/").status_code == 429
    assert ask(second, "/nl/", "203.0.113.99").status_code == 200
    nodes.close()
