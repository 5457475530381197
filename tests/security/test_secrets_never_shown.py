"""A whole run of the site, and no secret in anything that it writes, answers or keeps readable."""

import re
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from subprocess import CompletedProcess, run

import pytest

from tests.conftest import ROOT
from tests.made_once import lay_ready
from tests.ports import free_port
from tests.serving.clients import PATIENCE, Running, ask, running
from wizard.web.staff.cookies import NAME

pytestmark = pytest.mark.slow

WIZARD = [sys.executable, "-c", "from wizard.cli import main; main()"]
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
GIVEN = {
    "WIZARD_SMTP_PASSWORD": "secret-of-the-mail-server",
    "WIZARD_OIDC_CLIENT_SECRET": "secret-of-the-provider",
    "WIZARD_LIMITS_PASSWORD": "secret-of-the-counter",
}
TYPED = {
    "password": "four-old-lamps-of-tin",
    "wrong": "four-new-lamps-of-tin",
    "partner": "IjhyTE5EaXMi.awk2-7u2.a-link-of-a-partner",
    "query": "words-of-a-visitor",
    "agent": "browser-of-a-visitor",
}
"""What people type or send, and what may stand in no log."""

NOBODY_THERE = "127.0.0.1:9"
AROUND = {
    "WIZARD_LOG_LEVEL": "debug",
    "WIZARD_LOG_FORMAT": "json",
    "WIZARD_OIDC_ISSUER": f"http://{NOBODY_THERE}/",
    "WIZARD_OIDC_CLIENT_ID": "parcours",
    "WIZARD_SMTP_HOST": "127.0.0.1",
    "WIZARD_SMTP_PORT": "9",
    "WIZARD_SMTP_USER": "parcours",
    "WIZARD_LIMITS_URL": f"redis://{NOBODY_THERE}/0",
}
"""A provider, a mail server and a counter that do not answer: errors tell the most."""

RAW = (
    b"GET http://evil.example/fr/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    b"GET /fr/search?q=%s\xff\xfe HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    % TYPED["query"].encode(),
    b"TRACE /fr/?q=%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    % TYPED["query"].encode(),
    b"GET /fr/?q=%s HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n" % TYPED["query"].encode(),
    b"GET /fr/?%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    % (TYPED["query"].encode() * 400),
    b"%s\r\n\r\n" % TYPED["query"].encode(),
)


@dataclass
class Visitor:
    """A browser with its cookies that remembers every answer."""

    port: int
    jar: CookieJar = field(default_factory=CookieJar)
    answers: list[str] = field(default_factory=list)

    def open(self, path: str, values: Mapping[str, str] | None = None) -> str:
        """Return the page at `path`, or the answer to a form."""
        url = f"http://localhost:{self.port}{path}"
        data = urllib.parse.urlencode(values).encode() if values is not None else None
        asked = urllib.request.Request(url, data, {"User-Agent": TYPED["agent"]})
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        try:
            answer = opener.open(asked, timeout=PATIENCE)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            text = answer.read().decode("utf-8", "replace")
            told = [f"{key}: {value}" for key, value in answer.headers.items()]
        self.answers.append("\n".join([*(one for one in told if NAME not in one), text]))
        return str(text)

    def cookie(self) -> str:
        """Return the cookie of the staff area."""
        return next(one.value or "" for one in self.jar if one.name == NAME)


@dataclass
class Ran:
    """What a whole run left behind."""

    folder: Path
    environment: dict[str, str]
    log: str
    metrics: str
    answers: list[str]
    secrets: dict[str, str]


def command(environment: Mapping[str, str], *words: str, typed: str = "") -> CompletedProcess[str]:
    """Run `wizard` with some words."""
    return run(
        [*WIZARD, *words],
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", **environment},
        capture_output=True,
        text=True,
        input=typed,
        timeout=PATIENCE,
        check=False,
    )


def visit(visitor: Visitor) -> None:
    """Walk through the site as many people would, rightly and wrongly."""
    for path in (
        f"/fr/search?q={TYPED['query']}",
        f"/api/v1/results?stage={TYPED['query']}",
        f"/partner/{TYPED['partner']}",
        f"/nothing?{TYPED['query']}",
        "/staff/oidc",
        f"/staff/oidc/callback?code={TYPED['query']}&state=x",
        "/health/ready",
    ):
        visitor.open(path)
    for password in (TYPED["wrong"], TYPED["password"]):
        token = TOKEN.search(visitor.open("/staff/sign-in"))
        assert token, "the form of the sign-in has a token"
        values = {"csrf_token": token[1], "name": "somebody", "password": password}
        visitor.open("/staff/sign-in", values)
    for path in ("/staff/account", "/staff/accounts", f"/staff/desk?q={TYPED['query']}"):
        assert "somebody" in visitor.open(path)
    visitor.open("/staff/calls", {"notes": TYPED["query"]})


@pytest.fixture(scope="module")
def ran(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The site, started with secrets, visited, and stopped."""
    folder, port, metrics = tmp_path_factory.mktemp("ran"), free_port(), free_port()
    environment = {
        "WIZARD_DATA": str(lay_ready(published, folder / "data")),
        "WIZARD_METRICS": f"127.0.0.1:{metrics}",
        "HOME": str(folder),
        **AROUND,
        **GIVEN,
    }
    start = [*WIZARD, "run", "--port", str(port)]
    with running(start, port, folder, folder / "server.log", environment) as server:
        done = command(
            environment,
            *("staff", "add", "somebody", "--role", "admin", "--password-file", "-"),
            typed=TYPED["password"],
        )
        assert done.returncode == 0, done.stderr
        visitor = Visitor(port)
        visit(visitor)
        refused = [ask(port, raw).decode("utf-8", "replace") for raw in RAW]
        told = ask(metrics, b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        log = _stopped(server)
    keys = {
        name: (folder / "data" / name).read_text().strip() for name in ("secret", "sealing.key")
    }
    secrets = {**GIVEN, **TYPED, **keys, "cookie": visitor.cookie()}
    answers = [*visitor.answers, *refused]
    return Ran(
        folder, environment, log + done.stdout + done.stderr, told.decode(), answers, secrets
    )


def _stopped(server: Running) -> str:
    assert server.stop() == 0
    return server.written()


def found_in(text: str | bytes, secrets: Mapping[str, str]) -> list[str]:
    """Return the names of the secrets that stand in a text."""
    raw = text.encode() if isinstance(text, str) else text
    return [name for name, secret in secrets.items() if secret.encode() in raw]


def test_the_run_was_a_real_one(ran: Ran) -> None:
    assert all(len(secret) > 15 for secret in ran.secrets.values())
    assert '"route": "staff' in ran.log or '"route":"staff' in ran.log
    assert "parcours_requests_total" in ran.metrics
    text = f"{ran.secrets['secret']} and {ran.secrets['cookie']}"
    assert found_in(text, ran.secrets) == ["secret", "cookie"], "a secret would be found"


def test_no_log_has_a_secret_or_anything_that_people_typed(ran: Ran) -> None:
    lines = [line for line in ran.log.splitlines() if found_in(line, ran.secrets)]
    assert not lines, lines


def test_no_metric_has_a_secret_or_anything_that_people_typed(ran: Ran) -> None:
    assert found_in(ran.metrics, ran.secrets) == []


def test_no_answer_has_a_secret(ran: Ran) -> None:
    kept = {
        name: ran.secrets[name] for name in (*GIVEN, "secret", "sealing.key", "password", "wrong")
    }
    for answer in ran.answers:
        assert found_in(answer, kept) == [], answer[:2_000]


def test_what_a_server_cannot_read_is_refused(ran: Ran) -> None:
    statuses = [answer.split()[1] for answer in ran.answers[-len(RAW) :]]
    absolute, raw, trace, host, long, nothing = statuses
    assert absolute in ("200", "400", "404")
    assert raw in ("200", "303", "400")
    assert (trace, host, long, nothing) == ("405", "400", "414", "400")


def test_no_file_has_a_secret_but_those_that_are_there_for_it(ran: Ran) -> None:
    kept = {name: value for name, value in ran.secrets.items() if name != "query"}
    looked_at = 0
    for file in (ran.folder / "data").rglob("*"):
        if file.is_file() and file.name not in ("secret", "sealing.key"):
            looked_at += 1
            assert found_in(file.read_bytes(), kept) == [], file
    assert looked_at > 3


def test_a_backup_has_the_keys_only_if_they_are_asked_for(ran: Ran) -> None:
    keys = {name: ran.secrets[name] for name in ("secret", "sealing.key")}
    for words, wanted in (((), []), (("--with-keys",), ["secret", "sealing.key"])):
        file = ran.folder / f"backup{len(words)}.zip"
        done = command(ran.environment, "backup", str(file), *words)
        assert done.returncode == 0, done.stderr
        with zipfile.ZipFile(file) as parts:
            inside = b"".join(parts.read(name) for name in parts.namelist())
        assert found_in(inside, keys) == wanted
        others = {name: ran.secrets[name] for name in (*GIVEN, "password", "wrong", "cookie")}
        assert found_in(inside + done.stdout.encode() + done.stderr.encode(), others) == []


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://user:{}@127.0.0.1:9/parcours",
        "postgresql+psycopg://user:{}@127.0.0.1:9/parcours?connect_timeout=1",
        "postgresql://user:{}@[::1/parcours",
        "mysql://user:{}@127.0.0.1/parcours",
        "postgresql://user:{}@127.0.0.1:nine/parcours",
    ],
)
def test_a_database_that_does_not_answer_is_told_without_its_password(
    tmp_path: Path, url: str
) -> None:
    password = "secret-of-the-database"  # noqa: S105  (an invented one)
    environment = {
        "WIZARD_DATA": str(tmp_path / "data"),
        "WIZARD_DATABASE_URL": url.format(password),
        "HOME": str(tmp_path),
    }
    for words in (("run", "--port", str(free_port())), ("staff", "list"), ("post", "list")):
        done = command(environment, *words)
        assert done.returncode != 0
        assert password not in done.stdout + done.stderr
        assert "WIZARD_DATABASE_URL" in done.stderr
