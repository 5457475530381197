"""Every kind of page gets an A+ by the rules of Mozilla's HTTP Observatory."""

import pytest
from flask import Flask, Response
from werkzeug.test import Client, TestResponse

from tests.desks import LEL, example
from tests.policy.test_routes import WRONG
from tests.security.conftest import HOME, TLS, WholeSite
from tests.security.entries import LINK, entries
from tests.security.observatory import POINTS, score
from tests.security.test_entries import at_home_as
from tests.web.site_pages import BOOM, SAMPLES
from wizard.domain.text import LANGUAGES

TABLE = entries(example(LEL))
READ = [one for one in TABLE if one.method == "GET" and LINK not in one.address]


def scored(client: Client, address: str) -> TestResponse:
    """Return the answer to a visitor who came by https, after it has got its A+."""
    answer = client.get(address, base_url=HOME, headers=TLS)
    found = score(answer)
    answer.close()
    assert (found.grade, found.points >= 120) == ("A+", True), f"{address}: {found}"
    return answer


def test_every_way_in_gets_an_a_plus(at_home: Flask) -> None:
    for client in (at_home.test_client(), at_home_as(at_home, "admin")):
        for entry in READ:
            scored(client, entry.address)


def test_every_page_gets_an_a_plus_in_every_language(at_home: Flask) -> None:
    client = at_home.test_client()
    for sample in SAMPLES:
        for language in LANGUAGES:
            scored(client, sample.address(language))


def test_errors_get_an_a_plus_too(at_home: Flask) -> None:
    client = at_home.test_client()
    for address, status in WRONG:
        if not address.endswith(BOOM):
            assert scored(client, address).status_code == status
    for address in ("/staff/nothing", "/fr/kiosk/nowhere/", "/partner/x", "/%ff", "/embed/x/"):
        assert scored(client, address).status_code == 404


def test_a_partners_page_gets_an_a_plus(at_home: Flask, whole: WholeSite) -> None:
    token = whole.partner_token()
    assert scored(at_home.test_client(), f"/partner/{token}").status_code in (200, 404)


BEST = {
    "Content-Security-Policy": "default-src 'none'; form-action 'self'; frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=63072000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What gives all points that can be had without a cookie and without a hash of a script."""


def answer_with(headers: dict[str, str], body: str = "", kind: str = "text/html") -> TestResponse:
    """Return an answer with exactly these headers."""
    response = Response(body, headers=headers, content_type=kind)
    return Client(response, TestResponse).get("/", headers={"Origin": "https://elsewhere.example"})


def test_the_scorer_gives_what_the_best_headers_deserve() -> None:
    found = score(answer_with(BEST))
    assert (found.points, found.grade) == (100 + 10 + 5 + 5 + 10, "A+")


def test_the_scorer_gives_an_f_to_a_page_without_any_header() -> None:
    found = score(answer_with({}))
    assert (found.points, found.grade) == (100 - 25 - 20 - 5 - 20, "D")


def test_points_above_the_base_are_for_who_has_lost_little() -> None:
    without = {key: value for key, value in BEST.items() if key[0] != "S"}
    assert score(answer_with(without)).points == 80, "HSTS is missing: no extra points"
    young = {**BEST, "Strict-Transport-Security": "max-age=60"}
    assert score(answer_with(young)).points == 90 + 30


@pytest.mark.parametrize(
    ("name", "value", "result"),
    [
        ("Content-Security-Policy", "default-src 'self'", "csp-implemented-with-no-unsafe"),
        ("Content-Security-Policy", "script-src 'self'", "csp-implemented-with-unsafe-inline"),
        (
            "Content-Security-Policy",
            "default-src 'none'; script-src data:",
            "csp-implemented-with-unsafe-inline",
        ),
        (
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'",
            "csp-implemented-with-unsafe-inline-in-style-src-only",
        ),
        (
            "Content-Security-Policy",
            "default-src 'none'; script-src 'unsafe-eval'",
            "csp-implemented-with-unsafe-eval",
        ),
        (
            "Content-Security-Policy",
            "default-src 'none'; font-src http://a.example",
            "csp-implemented-with-insecure-scheme",
        ),
        (
            "Content-Security-Policy",
            "default-src 'none'; img-src http://a.example",
            "csp-implemented-with-insecure-scheme-in-passive-content-only",
        ),
        ("Content-Security-Policy", "img-src a; img-src b", "csp-header-invalid"),
        ("Content-Security-Policy", "", "csp-not-implemented"),
        (
            "Strict-Transport-Security",
            "max-age=60",
            "hsts-implemented-max-age-less-than-six-months",
        ),
        ("Strict-Transport-Security", "max-age=long", "hsts-header-invalid"),
        ("Set-Cookie", "a=b; Secure", "cookies-secure-with-httponly-sessions"),
        ("Set-Cookie", "a=b", "cookies-without-secure-flag-but-protected-by-hsts"),
        ("Set-Cookie", "sessid=b; Secure", "cookies-session-without-httponly-flag"),
        ("Set-Cookie", "a=b; Secure; SameSite=Odd", "cookies-samesite-flag-invalid"),
        (
            "Set-Cookie",
            "sessid=b; HttpOnly",
            "cookies-session-without-secure-flag-but-protected-by-hsts",
        ),
        (
            "Access-Control-Allow-Origin",
            "https://elsewhere.example",
            "cross-origin-resource-sharing-implemented-with-restricted-access",
        ),
        ("Referrer-Policy", "no-referrer, unsafe-url", "referrer-policy-unsafe"),
        ("Referrer-Policy", "nobody", "referrer-policy-header-invalid"),
        ("X-Content-Type-Options", "sniff", "x-content-type-options-header-invalid"),
        (
            "Cross-Origin-Resource-Policy",
            "cross-origin",
            "cross-origin-resource-policy-implemented-with-cross-origin",
        ),
        ("Cross-Origin-Resource-Policy", "x", "cross-origin-resource-policy-header-invalid"),
    ],
)
def test_the_scorer_knows_what_is_worse(name: str, value: str, result: str) -> None:
    found = score(answer_with({**BEST, name: value}))
    assert result in found.results
    assert found.points < score(answer_with(BEST)).points or POINTS[result] == 0


@pytest.mark.parametrize(
    ("script", "result"),
    [
        ('<script src="/a.js">', "sri-not-implemented-but-all-scripts-loaded-from-secure-origin"),
        (
            '<script src="//x.example/a">',
            "sri-not-implemented-and-external-scripts-not-loaded-securely",
        ),
        (
            '<script src="https://x.example/a">',
            "sri-not-implemented-but-external-scripts-loaded-securely",
        ),
        (
            '<script src="/a.js" integrity="sha384-x">',
            "sri-implemented-and-all-scripts-loaded-securely",
        ),
        ("<p>", "sri-not-implemented-but-no-scripts-loaded"),
    ],
)
def test_the_scorer_reads_where_scripts_come_from(script: str, result: str) -> None:
    assert result in score(answer_with(BEST, script)).results
    assert (
        "sri-not-implemented-response-not-html"
        in score(answer_with(BEST, script, "text/css")).results
    )


def test_a_site_that_shares_with_whoever_asks_is_far_down() -> None:
    headers = {
        **BEST,
        "Access-Control-Allow-Origin": "https://elsewhere.example",
        "Access-Control-Allow-Credentials": "true",
    }
    assert score(answer_with(headers)).points == 50
