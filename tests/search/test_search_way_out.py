"""The way out: the same tests pass with another distribution of Whoosh."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

LOCK = Path(__file__).with_name("whoosh-reloaded.lock")
TESTS = ("language", "ranking", "meaning", "folder", "any_text")


def test_the_search_works_with_whoosh_reloaded_as_well(tmp_path: Path) -> None:
    """Its folder comes first on the path, so that `import whoosh` finds it."""
    install = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    install += ["--no-deps", "--require-hashes", "--target", str(tmp_path), "-r", str(LOCK)]
    subprocess.run(install, check=True, cwd=ROOT)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    which = [sys.executable, "-W", "ignore", "-c", "import whoosh; print(whoosh.versionstring())"]
    done = subprocess.run(
        which, env=environment, cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "2.7.5"
    files = [f"tests/search/test_search_{name}.py" for name in TESTS]
    tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [*tests, *files], env=environment, cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout[-4000:]
    assert " passed" in done.stdout
