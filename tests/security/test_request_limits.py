"""Requests that are too much, malformed or of no use: refused with a page, never with a failure."""

import re
from html import unescape

import pytest
from flask import Flask

from tests.security.conftest import WholeSite
from tests.security.fuzzing import check
from tests.security.wire import Answer, Sent, send
from tests.web.words import said
from wizard.domain.text import LANGUAGES, Language
from wizard.settings.serving import MOST_BYTES

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
PARTS = {"Content-Type": "multipart/form-data; boundary=x"}
TOO_MUCH = b"name=" + b"x" * MOST_BYTES
PART = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'


def ask(whole: WholeSite, sent: Sent) -> Answer:
    """Return an answer that has all headers and no failure in it."""
    answer = send(whole.app, sent)
    check(sent, answer, cookie=sent.path.startswith("/staff"))
    return answer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", ["/staff/sign-in", "/partner/x"])
def test_a_body_that_is_too_long_gets_a_page(
    whole: WholeSite, path: str, language: Language
) -> None:
    headers = {**FORM, "Accept-Language": language}
    answer = ask(whole, Sent("POST", path, headers=headers, body=TOO_MUCH))
    assert answer.status == 413
    assert said(language, "This is too much") in unescape(answer.body.decode())


def test_a_body_that_nobody_reads_is_refused_by_its_method(whole: WholeSite) -> None:
    for path in ("/fr/", "/api/v1/results"):
        answer = ask(whole, Sent("POST", path, headers=FORM, body=TOO_MUCH))
        assert answer.status == 405
        assert set(answer.first("Allow").split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_form_in_too_many_parts_is_too_much(whole: WholeSite) -> None:
    body = PART * 1_500 + b"--x--\r\n"
    assert len(body) < MOST_BYTES
    answer = ask(whole, Sent("POST", "/staff/sign-in", headers=PARTS, body=body))
    assert answer.status == 413


@pytest.mark.parametrize("body", [b"a&" * (MOST_BYTES // 2), b"%00=&" * (MOST_BYTES // 5)])
def test_a_form_of_many_fields_is_bounded_by_its_length(whole: WholeSite, body: bytes) -> None:
    answer = ask(whole, Sent("POST", "/staff/sign-in", headers=FORM, body=body))
    assert answer.status == 400, "it has no token"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Content-Type": "multipart/form-data"}, b"x"),
        (PARTS, b"--x\r\n"),
        (PARTS, b"--x\r\nContent-Disposition: \xff\r\n\r\n1\r\n--x--\r\n"),
        ({**FORM, "Content-Length": "-5"}, b"a=b"),
        ({**FORM, "Content-Length": "abc"}, b"a=b"),
        ({**FORM, "Content-Length": "9" * 40}, b"a=b"),
        ({"Content-Type": f"{FORM['Content-Type']}; charset=utf-7"}, b"name=+ADw-&\xff=\xff"),
        ({"Content-Type": "application/json"}, b"[" * 100_000),
        ({"Content-Type": "\u00e9/\u00e9"}, b"\xff\x00"),
    ],
)
def test_a_body_that_cannot_be_read_is_no_failure(
    whole: WholeSite, headers: dict[str, str], body: bytes
) -> None:
    for path in ("/staff/sign-in", "/partner/x", "/kiosk/example-lel/counts"):
        answer = ask(whole, Sent("POST", path, headers=headers, body=body))
        assert answer.status in (400, 403, 404, 413, 415, 429)


@pytest.mark.parametrize(
    "query", ["\ud800", "q=\udcff", "%", "%zz", "%ff", "=", "&&&", "\x00=\x7f"]
)
@pytest.mark.parametrize(
    "path", ["/", "/fr/", "/fr/search", "/fr/nothing", "/api/v1/search", "/staff/desk"]
)
def test_a_query_of_any_bytes_is_read(whole: WholeSite, path: str, query: str) -> None:
    """What is no UTF-8 made every page fail, the error page included."""
    for method in ("GET", "HEAD", "POST"):
        assert ask(whole, Sent(method, path, query)).status in (200, 302, 303, 400, 404, 405)


@pytest.mark.parametrize("path", ["/%ff", "/fr/%ff", "/fr/services/%c0%af", "/%00", "/fr/%0d%0a"])
def test_a_path_of_any_bytes_does_not_exist(whole: WholeSite, path: str) -> None:
    assert ask(whole, Sent("GET", path)).status == 404


@pytest.mark.parametrize("length", [255, 4_000, 65_000])
def test_a_long_path_does_not_exist(whole: WholeSite, length: int) -> None:
    for path in (f"/{'a' * length}", f"/fr/services/{'%3C' * (length // 3)}", f"/fr{'/' * length}"):
        assert ask(whole, Sent("GET", path)).status == 404


def test_a_parameter_that_comes_twice_counts_once(whole: WholeSite) -> None:
    answer = ask(whole, Sent("GET", "/fr/search", "q=credit&q=<b>&q=export"))
    assert (answer.status, answer.first("Location")) == (303, "/fr/search?q=credit")
    answer = ask(whole, Sent("GET", "/fr/results", "stage=idea&stage=starting"))
    assert answer.status == 303
    assert answer.first("Location").count("stage=") <= 1
    assert ask(whole, Sent("GET", "/api/v1/results", "lang=nl&lang=fr")).status == 422


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("host", ["evil.example", "a b", "guide.example.evil.example", "<x>", ""])
def test_another_host_is_refused_in_the_readers_language(
    at_home: Flask, host: str, language: Language
) -> None:
    for path in (f"/{language}/results", "/staff/sign-in", "/"):
        sent = Sent("GET", path, headers={"Host": host, "Accept-Language": language})
        answer = send(at_home, sent)
        check(sent, answer, cookie=True)
        assert answer.status == 400
        assert f'<html lang="{language}">' in answer.body.decode()
        assert "evil" not in re.sub(r"\s", "", answer.body.decode())


@pytest.mark.parametrize("host", ["a b", "<x>", "x/y", "a:99999", "\u00e9", "[::1", ""])
def test_a_host_that_is_none_is_refused_where_no_host_is_known(whole: WholeSite, host: str) -> None:
    """A whole address would begin with it, and a cache might keep it."""
    for path in ("/fr/partners/embed", "/api/v1/services/microstart"):
        assert ask(whole, Sent("GET", path, headers={"Host": host})).status == 400


def test_the_start_of_whole_addresses_is_the_host_that_was_asked(whole: WholeSite) -> None:
    answer = ask(whole, Sent("GET", "/api/v1/services/microstart", headers={"Host": "[::1]:81"}))
    assert b"http://[::1]:81/en/services/microstart" in answer.body


@pytest.mark.parametrize("target", ["http://evil.example/fr/", "//evil.example/fr/", "*"])
def test_a_target_with_a_host_in_it_leads_nowhere(whole: WholeSite, target: str) -> None:
    for method in ("GET", "OPTIONS", "CONNECT"):
        answer = ask(whole, Sent(method, target))
        assert answer.status in (303, 404, 405)
        assert "evil" not in answer.first("Location")
