"""Every address of the site with its methods, cache, frame and cookie: a table that is complete."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.policy.desk_routes import DESK_ROUTES, NOBODY, DeskRoute
from tests.web.site_pages import BOOM, SHOP, breaking_app
from wizard.domain.text import LANGUAGES
from wizard.web.conditional import KEYED, PUBLIC

PAGE = "public, max-age=60, stale-while-revalidate=300, stale-if-error=86400"
HOUR = "public, max-age=3600"
NEVER = "no-store"
METHODS = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True)
class Route:
    """One rule: an address that shows it (after `/fr` for a page), the status, the cache.

    What is `shared` may be read by scripts of every origin. `why` says why a cache may not keep
    the answer as a page whose ETag is known beforehand.
    """

    rule: str
    endpoint: str
    address: str
    status: int = 200
    cache: str = PAGE
    shared: bool = False
    why: str = ""


LEADS_ON = "it has no page of its own; where it leads follows from the address and the edition"
DESKS = "the list of partner desks may change at any moment: its ETag comes from the page itself"
STATE = "it tells the state of this moment"
A_FILE = "a file: its ETag is that of its bytes"

ROUTES = (
    Route("/", "pages.choose_language", "/", 302, NEVER, why="the browser's language decides"),
    Route("/<lang:language>", "pages.without_slash", "/fr", 303, why=LEADS_ON),
    Route("/<lang:language>/", "pages.start", "/fr/"),
    Route("/<lang:language>/journey", "web.journey", "/fr/journey", 303, why=LEADS_ON),
    Route("/<lang:language>/journey/<question>", "web.question", "/fr/journey/stage"),
    Route(
        "/<lang:language>/journey/<question>/answer",
        "web.answer",
        "/fr/journey/stage/answer?stage=idea",
        303,
        why=LEADS_ON,
    ),
    Route("/<lang:language>/results", "web.results", f"/fr/results?{SHOP}"),
    Route(
        "/<lang:language>/results/<category>",
        "web.category_results",
        f"/fr/results/finance?{SHOP}",
    ),
    Route(
        "/<lang:language>/results/not-fitting", "web.not_fitting", f"/fr/results/not-fitting?{SHOP}"
    ),
    Route("/<lang:language>/services", "pages.services", "/fr/services"),
    Route("/<lang:language>/services/<key>", "pages.service", "/fr/services/microstart"),
    Route("/<lang:language>/categories/<key>", "pages.category", "/fr/categories/finance"),
    Route("/<lang:language>/packages", "pages.packages", "/fr/packages"),
    Route("/<lang:language>/packages/<key>", "pages.package", "/fr/packages/start"),
    Route("/<lang:language>/providers", "pages.providers", "/fr/providers"),
    Route("/<lang:language>/providers/<key>", "pages.provider", "/fr/providers/1819"),
    Route("/<lang:language>/search", "pages.search", "/fr/search?q=export"),
    Route("/<lang:language>/suggest", "pages.suggest", "/fr/suggest?q=ex"),
    Route("/<lang:language>/code", "code.enter", "/fr/code"),
    Route(
        "/<lang:language>/<any(about, accessibility, privacy):name>", "pages.text", "/fr/privacy"
    ),
    Route("/<lang:language>/partners", "partners.partners", "/fr/partners"),
    Route("/<lang:language>/partners/embed", "partners.embed", "/fr/partners/embed", why=DESKS),
    Route("/<lang:language>/partners/kiosk", "partners.kiosk", "/fr/partners/kiosk", why=DESKS),
    Route("/api/v1/results", "api.results", "/api/v1/results?stage=idea"),
    Route("/api/v1/search", "api.search", "/api/v1/search?q=export"),
    Route("/api/v1/suggest", "api.suggest", "/api/v1/suggest?q=ex"),
    Route("/api/v1/code", "api.code", "/api/v1/code?code=badkamer+lagune+koerier"),
    Route("/api/v1/services", "api.services", "/api/v1/services"),
    Route("/api/v1/services/<key>", "api.service", "/api/v1/services/microstart"),
    Route("/api/v1/openapi.json", "api.description", "/api/v1/openapi.json"),
    Route("/health/live", "health.live", "/health/live", cache=NEVER, why=STATE),
    Route("/health/ready", "health.ready", "/health/ready", cache=NEVER, why=STATE),
    Route("/robots.txt", "health.robots", "/robots.txt"),
    Route("/embed.js", "loader.newest", "/embed.js", cache=HOUR, shared=True, why=A_FILE),
    Route(
        "/embed/<any(v1):version>/embed.js",
        "loader.frozen",
        "/embed/v1/embed.js",
        cache="public, max-age=31536000, immutable",
        shared=True,
        why=A_FILE,
    ),
    Route(
        "/kiosk-worker.js",
        "kiosk_offline.worker",
        "/kiosk-worker.js",
        cache="no-cache",
        why="a kiosk asks each time whether there is a new one",
    ),
    Route("/static/<path:filename>", "static", "/static/web.css", cache=HOUR, why=A_FILE),
)
ASSETS = (
    ("/desks/<desk>/colours-<digest>.css", "desk_assets.colours"),
    ("/desks/<desk>/logo-<digest>.png", "desk_assets.logo"),
)
"""Files of a desk, whose addresses change with them: `tests/web/test_desk_assets.py`."""

SENT = ("/kiosk/<desk>/counts", "desk_counts.take")
"""The one address to which something is sent: `tests/web/test_desk_counts_report.py`."""

EACH_ROUTE = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.endpoint)

WRONG = (
    ("/fr/journey/stage/answer", 422),
    ("/fr/journey/nothing", 404),
    ("/fr/services/nothing", 404),
    ("/fr/services/cairgo-bike-premium", 410),
    ("/fr/categories/nothing", 404),
    ("/fr/packages/nothing", 404),
    ("/fr/providers/nothing", 404),
    ("/fr/nothing", 404),
    ("/de/", 404),
    ("/api/v1/nothing", 404),
    ("/api/v1/services/nothing", 404),
    ("/api/v1/results?stage=nothing", 422),
    ("/api/v1/search?limit=0", 422),
    ("/api/v1/search?only-sector=nothing", 422),
    ("/api/v1/suggest?limit=0", 422),
    ("/fr/code?code=nothing", 422),
    ("/api/v1/code?code=nothing", 422),
    ("/static/nothing.css", 404),
    (f"/fr/{BOOM}", 500),
    (f"/api/v1/{BOOM}", 500),
)
"""Addresses that answer with an error."""


@pytest.fixture(scope="module")
def breaking(app: Flask) -> Flask:
    """The same site with two addresses that fail."""
    return breaking_app(app)


@pytest.fixture
def guest(app: Flask) -> Iterator[FlaskClient]:
    """A browser that brings a cookie along and does not follow redirects."""
    with app.test_client() as one:
        one.set_cookie("session", "forged")
        one.set_cookie("language", "nl")
        yield one


EACH_DESK_ROUTE = pytest.mark.parametrize("route", DESK_ROUTES, ids=lambda route: route.endpoint)


def check_every_answer(answer: TestResponse, cache: str, frame: str = NOBODY) -> None:
    """Assert what holds for every answer: no cookie, these frames (nobody's), this cache."""
    about = f"{answer.request.method} {answer.request.path}"
    assert "Set-Cookie" not in answer.headers, f"{about} sets a cookie"
    assert "Cookie" not in answer.headers.get("Vary", ""), f"{about} depends on a cookie"
    denied = answer.headers.get("X-Frame-Options") == "DENY"
    assert denied == (frame == NOBODY), f"{about}: X-Frame-Options"
    policy = answer.headers["Content-Security-Policy"].split("; ")
    assert f"frame-ancestors {frame}" in policy, f"{about} has {policy}"
    assert answer.headers["Cache-Control"] == cache, f"{about} has another cache"


def test_the_table_has_exactly_the_routes_of_the_site(app: Flask) -> None:
    have = {(rule.rule, rule.endpoint) for rule in app.url_map.iter_rules()}
    table = {(route.rule, route.endpoint) for route in (*ROUTES, *DESK_ROUTES)}
    assert have == table | {*ASSETS, SENT}, "correct ROUTES"


def test_every_route_is_only_read(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        wanted = {"POST", "OPTIONS"} if rule.rule == SENT[0] else METHODS
        assert rule.methods == wanted, f"{rule.rule} takes {rule.methods}"


@EACH_ROUTE
def test_a_route_answers_as_the_table_says(guest: FlaskClient, route: Route) -> None:
    answer = guest.get(route.address)
    assert answer.status_code == route.status, f"{route.address} answers {answer.status}"
    check_every_answer(answer, route.cache)
    answer.close()


@EACH_ROUTE
def test_a_public_page_is_known_by_its_tag(guest: FlaskClient, route: Route) -> None:
    """Without a reason against it a page is answered 304 before it is built."""
    assert (route.endpoint in KEYED) == (not route.why), f"{route.endpoint}: write why"
    assert (route.endpoint in PUBLIC) == (route.cache == PAGE), f"{route.endpoint} is kept"
    answer = guest.get(route.address)
    tag = answer.headers.get("ETag")
    assert (tag is None) == (route.status != 200 or route.why == STATE), f"{route.address}: {tag}"
    if tag is not None:
        known = guest.get(route.address, headers={"If-None-Match": tag})
        assert (known.status_code, known.data) == (304, b"")
        assert known.headers["ETag"] == tag
        assert known.headers["Vary"] == answer.headers["Vary"]
        assert known.headers["Cache-Control"] == answer.headers["Cache-Control"]
        assert "Set-Cookie" not in known.headers
    answer.close()


@EACH_DESK_ROUTE
def test_a_page_of_a_desk_is_kept_by_nobody(guest: FlaskClient, route: DeskRoute) -> None:
    """Every visit is counted, and at a kiosk nothing of the last one may be found again."""
    assert route.endpoint not in PUBLIC
    answer = guest.get(route.address)
    assert answer.headers.get("ETag") is None or route.endpoint == "kiosk_offline.contents"


@EACH_DESK_ROUTE
def test_a_route_of_a_desk_answers_as_the_table_says(guest: FlaskClient, route: DeskRoute) -> None:
    for language in LANGUAGES:
        answer = guest.get(route.address.replace("/fr/", f"/{language}/", 1))
        assert answer.status_code == route.status, f"{route.address} answers {answer.status}"
        check_every_answer(answer, NEVER, route.frame)


@EACH_DESK_ROUTE
def test_a_route_of_a_desk_takes_nothing(guest: FlaskClient, route: DeskRoute) -> None:
    assert guest.head(route.address).status_code == route.status
    answer = guest.post(route.address)
    assert answer.status_code == 405, f"POST {route.address} answers {answer.status}"
    check_every_answer(answer, NEVER, route.frame)


@EACH_DESK_ROUTE
def test_a_desk_that_does_not_exist_has_no_pages(guest: FlaskClient, route: DeskRoute) -> None:
    answer = guest.get(route.address.replace("example-lel", "nowhere"))
    assert answer.status_code == 404
    check_every_answer(answer, NEVER)


@EACH_ROUTE
def test_a_route_gives_its_head_alone(guest: FlaskClient, route: Route) -> None:
    answer = guest.head(route.address)
    assert (answer.status_code, answer.data) == (route.status, b"")
    check_every_answer(answer, route.cache)
    answer.close()


@EACH_ROUTE
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_a_route_takes_nothing(guest: FlaskClient, route: Route, method: str) -> None:
    answer = guest.open(route.address, method=method)
    assert answer.status_code == 405, f"{method} {route.address} answers {answer.status}"
    check_every_answer(answer, NEVER)


@EACH_ROUTE
def test_a_page_is_the_same_in_each_language(guest: FlaskClient, route: Route) -> None:
    if route.address.startswith("/fr"):
        for language in LANGUAGES:
            answer = guest.get(f"/{language}{route.address.removeprefix('/fr')}")
            assert answer.status_code == route.status
            check_every_answer(answer, route.cache)


@pytest.mark.parametrize(("address", "status"), WRONG)
def test_an_error_is_not_kept(breaking: Flask, address: str, status: int) -> None:
    answer = breaking.test_client().get(address)
    assert answer.status_code == status, f"{address} answers {answer.status}"
    check_every_answer(answer, NEVER)


@EACH_ROUTE
def test_the_data_is_open_to_every_origin_and_the_pages_are_not(
    client: FlaskClient, route: Route
) -> None:
    answer = client.get(route.address, headers={"Origin": "https://elsewhere.example"})
    wanted = "*" if route.shared or route.address.startswith("/api/") else None
    assert answer.headers.get("Access-Control-Allow-Origin") == wanted
    assert "Access-Control-Allow-Credentials" not in answer.headers
    answer.close()


def test_a_route_of_the_api_that_refuses_a_method_says_so_in_json(client: FlaskClient) -> None:
    answer = client.post("/api/v1/results")
    assert answer.mimetype == "application/problem+json"
    assert answer.headers.get("Allow"), "a 405 must say what is allowed (RFC 9110, 15.5.6)"


def test_a_static_file_that_the_browser_has_stays_cached(client: FlaskClient) -> None:
    first = client.get("/static/web.css")
    again = client.get("/static/web.css", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    check_every_answer(again, HOUR)
    first.close()
    again.close()
