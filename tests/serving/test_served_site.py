"""The real site as `wizard run` serves it: its log, its numbers, and its health in bad times.

One server, started once, on a PostgreSQL that a test stops and starts again.
"""

import json
import os
import re
import signal
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.made_once import lay_ready
from tests.ports import free_port
from tests.services.postgresql import PostgresqlServer, running_postgresql
from tests.serving.clients import PATIENCE, Running, running, until, until_all

pytestmark = pytest.mark.slow

COMMAND = [sys.executable, "-c", "from wizard.cli import main; main()", "run"]
ANSWERS = "/fr/results?stage=idea&sector=horeca"
TOKEN = "IjhyTE5EaXMi.awk2-7u2.secret-token"  # noqa: S105  (an invented one)
SAMPLE = re.compile(r"^(\w+)(?:\{([^}]*)\})? ([0-9.e+]+)$", re.MULTILINE)


@dataclass
class Served:
    """The site, the server of its database, and the address of its metrics."""

    site: Running
    database: PostgresqlServer
    metrics: str

    def get(self, path: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
        """Return status, body and headers of an address."""
        return fetch(f"http://127.0.0.1:{self.site.port}{path}", headers)

    def health(self) -> dict[str, object]:
        """Return what the site says of itself, with the status of the answer."""
        status, body, _ = self.get("/health/ready")
        return {"code": status, **json.loads(body)}

    def samples(self, name: str, *labels: str) -> list[float]:
        """Return the values of a metric that has all of these labels."""
        found = SAMPLE.findall(fetch(self.metrics, {})[1].decode())
        return [
            float(value)
            for one, with_labels, value in found
            if one == name and all(label in with_labels for label in labels)
        ]

    def serving(self) -> set[int]:
        """Return the ids of the workers that can serve."""
        text = fetch(self.metrics, {})[1].decode()
        return {int(one) for one in re.findall(r'parcours_edition\{pid="(\d+)"\}', text)}

    def lines(self) -> list[dict[str, object]]:
        """Return the lines that the server has logged of requests."""
        found = [json.loads(one) for one in self.site.written().splitlines() if one[:1] == "{"]
        return [one for one in found if one["logger"] == "access"]


def fetch(url: str, headers: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
    asked = urllib.request.Request(url, headers=headers)  # noqa: S310  (our own server)
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310  (see above)
            return answer.status, answer.read(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(), dict(error.headers)


@pytest.fixture(scope="module")
def served(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site with JSON lines and metrics."""
    folder, port, metrics = tmp_path_factory.mktemp("served"), free_port(), free_port()
    with running_postgresql() as database:
        environment = {
            "WIZARD_DATA": str(lay_ready(published, folder / "data")),
            "WIZARD_DATABASE_URL": database.url(database.new_database()),
            "WIZARD_LOG_FORMAT": "json",
            "WIZARD_METRICS": f"127.0.0.1:{metrics}",
            "HOME": str(folder),
        }
        command = [*COMMAND, "--port", str(port)]
        with running(command, port, folder, folder / "log", environment) as site:
            one = Served(site, database, f"http://127.0.0.1:{metrics}/metrics")
            until(
                lambda: answers(one) and len(one.serving()) == 2, "two workers tell of themselves"
            )
            yield one


def answers(served: Served) -> bool:
    """Return whether the listener for metrics is there."""
    try:
        return fetch(served.metrics, {})[0] == 200
    except OSError:
        return False


@contextmanager
def away(served: Served) -> Iterator[None]:
    """Stop the database for the length of the block."""
    served.database.stop()
    try:
        until_all(lambda: served.health()["database"] == "away", "nobody notices")
        yield
    finally:
        served.database.start()
    until_all(lambda: served.health()["database"] == "ok", "nobody notices that it is back")


def test_all_is_well(served: Served) -> None:
    told = served.health()
    assert (told["code"], told["status"], told["edition"]) == (200, "ready", 1)
    assert (told["database"], told["staff"], told["index"]) == ("ok", "ok", "ok")


def test_a_line_for_each_request_with_its_id_and_nothing_private(served: Served) -> None:
    private = {"Cookie": "parcours_staff=hidden-cookie", "User-Agent": "hidden-agent"}
    ids = []
    for path in (ANSWERS, f"/partner/{TOKEN}", "/api/v1/results?stage=idea&lang=nl", "/nothing"):
        ids.append(served.get(path, **private)[2]["X-Request-ID"])
    until(lambda: {one["request"] for one in served.lines()} >= set(ids), "a line is missing")
    lines = {str(one["request"]): one for one in served.lines()}
    results, partner, api, nothing = (lines[one] for one in ids)
    assert (results["route"], results["channel"], results["language"]) == (
        "web.results",
        "web",
        "fr",
    )
    assert (results["status"], results["edition"], results["path"]) == (200, 1, "/fr/results")
    assert partner["path"] == "/partner/*"
    assert (partner["channel"], api["channel"]) == ("partner", "api")
    assert (nothing["route"], nothing["status"]) == ("none", 404)
    written = served.site.written()
    for word in ("stage=", "horeca", TOKEN, "hidden-cookie", "hidden-agent"):
        assert word not in written, word
    assert not [one for one in served.lines() if "127.0.0.1" in json.dumps(one)]


def test_requests_are_counted_over_all_workers(served: Served) -> None:
    labels = ('route="pages.services"', 'method="GET"', 'status="2xx"', 'channel="web"')
    before = sum(served.samples("parcours_requests_total", *labels))
    for _ in range(20):
        assert served.get("/nl/services")[0] == 200
    until(
        lambda: sum(served.samples("parcours_requests_total", *labels)) == before + 20,
        "the numbers of both workers are not added up",
    )
    count = served.samples("parcours_request_seconds_count", 'route="pages.services"')
    assert sum(count) == before + 20
    assert served.samples("parcours_edition") == [1.0, 1.0]
    assert served.samples("parcours_database_up") == [1.0]
    assert served.samples("parcours_mails", 'state="waiting"') == [0.0]
    assert all(one > 1_000_000 for one in served.samples("parcours_worker_memory_bytes"))
    assert len(served.samples("parcours_index_built_timestamp_seconds")) == 2


def test_the_numbers_are_not_on_the_public_address(served: Served) -> None:
    for path in ("/metrics", "/fr/metrics", "/health/metrics"):
        assert served.get(path)[0] == 404


def test_without_its_database_the_site_goes_on_and_says_so(served: Served) -> None:
    with away(served):
        told = served.health()
        assert (told["code"], told["status"], told["staff"]) == (200, "degraded", "away")
        assert served.get("/health/live")[0] == 200
        assert served.get(ANSWERS)[0] == 200
        assert served.samples("parcours_database_up") == [0.0]
        _, page, headers = served.get("/staff/desk", Cookie="parcours_staff=unknown")
        assert b'"/staff/sign-in' in page, "nobody is let in"
        assert "X-Request-ID" in headers
    assert served.health()["status"] == "ready"


def test_a_worker_killed_while_the_database_is_away_leaves_a_site(served: Served) -> None:
    before = served.serving()
    total = sum(served.samples("parcours_requests_total"))
    with away(served):
        os.kill(min(before), signal.SIGKILL)
        until(lambda: min(before) not in served.serving(), "the dead worker still tells")
        for _ in range(5):
            assert served.get(ANSWERS)[0] == 200
    until(lambda: len(served.serving()) == 2, "it is not replaced")
    assert min(before) not in served.serving()
    assert sum(served.samples("parcours_requests_total")) >= total, "what it counted stays"


def test_it_stops_when_it_is_told(served: Served) -> None:
    assert served.site.stop() == 0, served.site.written()
    assert "Traceback" not in served.site.written().rpartition("Handling signal: term")[2]
