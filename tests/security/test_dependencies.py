"""What is installed is what was looked at: pinned, with hashes, needed, and not known to be bad."""

import json
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.background import answering
from tests.conftest import ROOT
from tests.policy.source import imports, modules
from tests.security.advisories import ask
from tests.security.locks import RUNNING, TESTING, read_lock

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
DIRECT = [Requirement(one) for one in PROJECT["dependencies"]]
FOR_TESTS = [Requirement(one) for one in PROJECT["optional-dependencies"]["test"]]
BY_NAME = {"psycopg": "postgresql+psycopg"}
"""Libraries that nobody imports -> what names them: SQLAlchemy loads the driver of an address."""

LOCKS = pytest.mark.parametrize("file", [RUNNING, TESTING], ids=["running", "testing"])


@LOCKS
def test_every_package_is_one_version_of_known_files(file: Path) -> None:
    found = read_lock(file)
    assert len(found) > 30
    here = [one.name for one in found if one.here]
    assert len(set(here)) == len(here), "a package stands there twice"
    for one in found:
        assert len(one.pins) == 1, one.name
        assert one.pins[0].startswith("=="), one.name
        assert "*" not in one.pins[0], one.name
        assert one.requirement.url is None, one.name
        assert one.hashes, f"{one.name} has no hash"
        for kind, digest in one.hashes:
            assert (kind, len(digest)) == ("sha256", 64), one.name


@LOCKS
def test_a_line_that_is_no_pin_would_be_found(file: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.lock"
    text = file.read_text(encoding="utf-8")
    changed.write_text(f"--index-url https://elsewhere.example\n{text}", encoding="utf-8")
    with pytest.raises(ValueError, match="no options"):
        read_lock(changed)
    changed.write_text("flask>=3 \\\n    --hash=sha256:00\nwtforms==3\n", encoding="utf-8")
    loose, without = read_lock(changed)
    assert (loose.pins, without.hashes) == ([">=3"], ())


@pytest.mark.parametrize(("file", "wanted"), [(RUNNING, DIRECT), (TESTING, DIRECT + FOR_TESTS)])
def test_the_lock_has_what_the_project_asks_for(file: Path, wanted: list[Requirement]) -> None:
    for one in wanted:
        name = canonicalize_name(one.name)
        versions = [found.version for found in read_lock(file) if found.name == name]
        assert versions, f"{name} is not locked"
        assert all(map(one.specifier.contains, versions)), f"{one} is locked otherwise"


def test_the_tests_run_with_the_versions_that_are_served() -> None:
    assert set(read_lock(RUNNING)) <= set(read_lock(TESTING))


def test_what_is_installed_here_is_what_is_locked() -> None:
    for one in read_lock(TESTING):
        if one.here:
            assert distribution(one.name).version == one.version, one.name


def needed(wanted: list[Requirement]) -> set[str]:
    """Return the names of packages with all that they need in turn, here."""
    found, left = set[tuple[str, str]](), [(one, "") for one in wanted]
    while left:
        one, extra = left.pop()
        if one.marker and not one.marker.evaluate({"extra": extra}):
            continue
        for wish in ("", *one.extras):
            key = (str(canonicalize_name(one.name)), wish)
            if key not in found:
                found.add(key)
                inner = distribution(one.name).requires or []
                left += [(Requirement(line), wish) for line in inner]
    return {name for name, _ in found}


@pytest.mark.parametrize(("file", "wanted"), [(RUNNING, DIRECT), (TESTING, DIRECT + FOR_TESTS)])
def test_nothing_is_locked_that_nobody_needs(file: Path, wanted: list[Requirement]) -> None:
    locked = {one.name for one in read_lock(file) if one.here}
    assert locked == needed(wanted)


@pytest.mark.parametrize("wanted", DIRECT, ids=lambda one: one.name)
def test_every_library_of_the_project_is_used(wanted: Requirement) -> None:
    if wanted.name in BY_NAME:
        sign = BY_NAME[wanted.name]
        assert any(sign in one.path.read_text(encoding="utf-8") for one in modules())
        return
    named = {
        module
        for module, packages in packages_distributions().items()
        if canonicalize_name(wanted.name) in {canonicalize_name(one) for one in packages}
    }
    used = {name.partition(".")[0] for module in modules() for name in imports(module)}
    assert named & used, f"{wanted.name} ({', '.join(sorted(named))}) is imported nowhere"


class Service(BaseHTTPRequestHandler):
    """A service of advisories that knows one."""

    def do_POST(self) -> None:
        """Answer as OSV does."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        bad = asked["package"]["name"] == "werkzeug"
        known = [
            {"id": "TEST-1", "summary": "", "affected": [], "modified": "2026-01-01T00:00:00Z"}
        ]
        body = json.dumps({"vulns": known} if bad else {}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Write no log."""


@contextmanager
def service() -> Iterator[str]:
    """Run the service on a free port and return its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    with answering(server):
        yield f"http://127.0.0.1:{server.server_port}/v1/query"


def test_an_advisory_would_be_heard() -> None:
    with service() as url:
        advice = ask(RUNNING, url)
    assert advice.vulnerable == ("werkzeug TEST-1",)
    assert advice.asked == len([one for one in read_lock(RUNNING) if one.here])
    assert not advice.silent


def test_a_service_that_is_away_is_not_taken_for_good_news() -> None:
    advice = ask(RUNNING, "http://127.0.0.1:9/v1/query")
    assert advice.silent
    assert "NOT ASKED" in str(advice)


def test_no_locked_package_is_known_to_be_vulnerable(
    record_property: Callable[[str, object], None], capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no service answers this cannot be known; then the output of the tests says so."""
    advice = ask(TESTING)
    record_property("advisories", str(advice))
    with capsys.disabled():
        print(f"\n{advice}")
    assert not advice.vulnerable
