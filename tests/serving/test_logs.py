"""Lines of the log: one each, with the request's id, and with nothing of what somebody typed."""

import json
import logging
import sys
from datetime import timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from gunicorn.config import Config
from hypothesis import given
from hypothesis import strategies as st

from tests.sites import app_over
from tests.web.site_pages import SHOP
from wizard.logs import JsonLines, TextLines
from wizard.serving.access import QuietLogger
from wizard.serving.server import JsonLogger
from wizard.web import request_ids
from wizard.web.logged import SEEN, Seen, logged_path
from wizard.web.request_ids import RequestIds
from wizard.web.site import EXTENSION

TOOK = timedelta(milliseconds=3)


def line(logger: type[QuietLogger], environ: dict[str, object]) -> str:
    """Return what `logger` writes of a request."""
    log, written = logger(Config()), []
    log.access_log.handlers = [handler := logging.Handler()]
    handler.emit = lambda record: written.append(record.getMessage())  # type: ignore[method-assign]  # a spy
    answer = SimpleNamespace(status="200 OK", sent=5120)
    log.access(answer, None, {"REQUEST_METHOD": "GET", **environ}, TOOK)
    assert len(written) == 1
    return str(written[0])


FULL = {
    "PATH_INFO": "/fr/results",
    "QUERY_STRING": "stage=idea",
    "RAW_URI": "/fr/results?stage=idea",
    "REMOTE_ADDR": "192.0.2.7",
    "HTTP_COOKIE": "parcours_staff=hidden",
    "HTTP_USER_AGENT": "agent",
    request_ids.REQUEST_ID: "0123456789ab",
    SEEN: Seen("web.results", "web", "fr", 3),
}


def test_a_line_of_json_has_all_that_is_promised() -> None:
    about = json.loads(line(JsonLogger, FULL))
    assert about.pop("time").endswith("+00:00")
    assert about == {
        "level": "info",
        "logger": "access",
        "request": "0123456789ab",
        "method": "GET",
        "path": "/fr/results",
        "status": 200,
        "bytes": 5120,
        "ms": 3.0,
        "route": "web.results",
        "channel": "web",
        "language": "fr",
        "edition": 3,
    }


@pytest.mark.parametrize("logger", [QuietLogger, JsonLogger])
def test_a_line_has_nothing_else(logger: type[QuietLogger]) -> None:
    written = line(logger, FULL)
    assert '"GET /fr/results" 200' in written or logger is JsonLogger
    for private in ("stage", "idea", "192.0.2.7", "hidden", "agent"):
        assert private not in written


@given(st.text())
def test_a_line_stays_one_line_and_a_query_stays_out(path: str) -> None:
    for logger in (QuietLogger, JsonLogger):
        written = line(logger, {"PATH_INFO": f"/fr/{path}?stage=secret"})
        assert len(written.splitlines()) == 1
        assert "secret" not in written


@given(st.text(alphabet=st.characters(exclude_characters="/"), min_size=1))
def test_a_partners_token_is_never_logged(token: str) -> None:
    logged = logged_path(f"/partner/{token}/contact")
    assert logged in {"/partner/*/contact", "/partner/*"}


def test_a_request_that_never_came_to_the_site_is_logged_too() -> None:
    about = json.loads(line(JsonLogger, {}))
    assert (about["route"], about["channel"], about["request"]) == ("none", "none", "-")


def record(**more: object) -> logging.LogRecord:
    about = {"name": "wizard.store", "level": logging.WARNING, "pathname": "", "lineno": 0}
    return logging.LogRecord(**about, msg="%s is away", args=("it",), exc_info=None, **more)  # type: ignore[arg-type]  # numbers and words


def test_what_is_logged_during_a_request_has_its_id() -> None:
    lines: list[str] = []

    def app(environ: dict[str, object], start: object) -> list[bytes]:
        del start
        lines.extend((TextLines().format(record()), JsonLines().format(record())))
        assert environ[request_ids.REQUEST_ID] == request_ids.current_request_id()
        return []

    ids = RequestIds(app)  # type: ignore[arg-type]  # as much of WSGI as is needed
    ids.from_proxy = True
    ids({"HTTP_X_REQUEST_ID": "from-the-proxy"}, lambda *_: lambda _: None)  # type: ignore[arg-type]  # no real server
    assert "[from-the-proxy] it is away" in lines[0]
    assert json.loads(lines[1])["request"] == "from-the-proxy"
    assert request_ids.current_request_id() == "", "the thread's next request has its own"
    assert "request" not in json.loads(JsonLines().format(record()))


def test_a_traceback_is_one_line_of_json() -> None:
    told = record()
    try:
        int("two\nlines")
    except ValueError:
        told.exc_info = sys.exc_info()
    written = JsonLines().format(told)
    assert len(written.splitlines()) == 1
    assert "ValueError: invalid literal" in json.loads(written)["traceback"]
    assert "ValueError: invalid literal" in TextLines().format(told)


def answer_id(app: Flask, given: str) -> str:
    with app.test_client() as client:
        answer = client.get(f"/fr/results?{SHOP}", headers={"X-Request-ID": given})
    assert len(answer.headers.getlist("X-Request-ID")) == 1
    return str(answer.headers["X-Request-ID"])


def test_a_visitor_cannot_choose_the_id(app: Flask) -> None:
    assert answer_id(app, "chosen-by-visitor") != "chosen-by-visitor"
    assert answer_id(app, "a") != answer_id(app, "a")


@pytest.fixture
def behind_a_proxy(app: Flask) -> Flask:
    """The same site, which believes one proxy."""
    one = app_over(app.extensions[EXTENSION])
    request_ids.believe_proxies(one, 1)
    return one


@pytest.mark.parametrize("good", ["0123abcd", "6f1c2a3e-8a7b-4c5d-9e0f-112233445566", "a" * 64])
def test_a_proxys_id_is_taken_over(behind_a_proxy: Flask, good: str) -> None:
    assert answer_id(behind_a_proxy, good) == good


@pytest.mark.parametrize("bad", ["", "short", "a" * 65, "with space 1", "<script>alert", "é" * 10])
def test_an_id_that_is_none_is_not(behind_a_proxy: Flask, bad: str) -> None:
    assert answer_id(behind_a_proxy, bad) != bad
