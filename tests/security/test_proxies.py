"""What a proxy says is believed when it is one of ours, and only what it must say."""

from dataclasses import replace

import pytest
from flask import Flask, request

from tests.security.conftest import HOME, TLS, WholeSite
from tests.security.wire import Sent, send
from tests.sites import app_over
from wizard.web import proxies
from wizard.web.security_headers import STRICT_TRANSPORT
from wizard.web.site import EXTENSION, Site

SPOOFED = {
    "Forwarded": "for=198.51.100.9;host=evil.example;proto=https",
    "X-Forwarded-For": "198.51.100.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Port": "4443",
    "X-Forwarded-Prefix": "/evil",
    "X-Forwarded-Server": "evil.example",
    "X-Original-URL": "/staff/accounts",
    "X-Rewrite-URL": "/staff/accounts",
    "X-HTTP-Method-Override": "POST",
    "X-Real-IP": "198.51.100.9",
    "Script-Name": "/evil",
}
"""Everything that some server somewhere takes from a proxy."""


def seen_behind(whole: WholeSite, count: int, headers: dict[str, str]) -> tuple[str, str, str, str]:
    """Return address, scheme, host and prefix as the site sees them behind `count` proxies."""
    site: Site = whole.app.extensions[EXTENSION]
    app, seen = app_over(site), list[tuple[str, str, str, str]]()

    def look() -> str:
        here = (request.remote_addr or "", request.scheme, request.host, request.script_root)
        seen.append(here)
        return ""

    app.add_url_rule("/look", "look", look)
    proxies.behind(app, count)
    assert send(app, Sent("GET", "/look", headers=headers), "192.0.2.1").status == 200
    return seen[0]


def test_without_a_proxy_nothing_of_it_is_believed(whole: WholeSite) -> None:
    assert seen_behind(whole, 0, SPOOFED) == ("192.0.2.1", "http", "localhost", "")


def test_of_our_own_proxy_address_and_scheme_are_believed_and_nothing_else(
    whole: WholeSite,
) -> None:
    assert seen_behind(whole, 1, SPOOFED) == ("198.51.100.9", "https", "localhost", "")


@pytest.mark.parametrize(
    ("count", "addresses", "visitor"),
    [
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.9, 203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.9, 203.0.113.7, 10.0.0.1", "203.0.113.7"),
        (2, "203.0.113.7", "192.0.2.1"),
        (1, "", "192.0.2.1"),
    ],
)
def test_what_a_visitor_adds_before_our_proxies_is_passed_over(
    whole: WholeSite, count: int, addresses: str, visitor: str
) -> None:
    assert seen_behind(whole, count, {"X-Forwarded-For": addresses})[0] == visitor


@pytest.mark.parametrize(
    ("schemes", "scheme"),
    [
        ("https", "https"),
        ("http", "http"),
        ("http, https", "https"),
        ("https, http", "http"),
        ("javascript", "http"),
        ("HTTPS", "http"),
        ('https"><x', "http"),
        ("", "http"),
    ],
)
def test_the_scheme_is_that_of_the_last_proxy_and_one_of_two(
    whole: WholeSite, schemes: str, scheme: str
) -> None:
    assert seen_behind(whole, 1, {"X-Forwarded-Proto": schemes})[1] == scheme


@pytest.fixture(params=["", "http://guide.example", HOME])
def at(request: pytest.FixtureRequest, whole: WholeSite) -> tuple[str, Flask]:
    """The site at an address of its own or at none, behind one proxy."""
    site: Site = whole.app.extensions[EXTENSION]
    app = app_over(replace(site, public_url=request.param))
    proxies.behind(app, 1)
    return request.param, app


def test_https_is_made_lasting_only_at_home_and_only_over_https(at: tuple[str, Flask]) -> None:
    home, app = at
    for headers in (TLS, {**TLS, "X-Forwarded-Proto": "http"}, {"Host": "guide.example"}):
        over_tls = headers.get("X-Forwarded-Proto") == "https"
        wanted = [STRICT_TRANSPORT] if home == HOME and over_tls else []
        for path in ("/fr/", "/static/web.css", "/api/v1/results", "/fr/nothing", "/staff/sign-in"):
            answer = send(app, Sent("GET", path, headers=headers))
            assert answer.all("Strict-Transport-Security") == wanted, (home, path)


def test_a_spoofed_header_changes_no_page_and_no_cache(whole: WholeSite) -> None:
    for path in ("/fr/", "/fr/partners/embed", "/api/v1/services/microstart", "/fr/nothing", "/fr"):
        plain = send(whole.app, Sent("GET", path))
        spoofed = send(whole.app, Sent("GET", path, headers=SPOOFED))
        assert (spoofed.status, spoofed.body) == (plain.status, plain.body), path
        assert spoofed.first("Location") == plain.first("Location")
        assert b"evil" not in spoofed.body
