"""The parts of the search keep to themselves."""

import ast
import doctest
import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import wizard.search

PACKAGE = Path(wizard.search.__file__).parent
MODULES = sorted(PACKAGE.glob("*.py"))


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def test_exactly_one_module_imports_whoosh() -> None:
    users = [one.name for one in MODULES if any(n.split(".")[0] == "whoosh" for n in imports(one))]
    assert users == ["index.py"]


def test_of_our_own_code_only_the_domain_is_used() -> None:
    for path in MODULES:
        ours = {name for name in imports(path) if name.startswith("wizard")}
        assert all(name.startswith(("wizard.domain", "wizard.search")) for name in ours), path


USE = """
import sys
from tests.search import sample_services
from pathlib import Path
from wizard.search import ensure_index
catalogue = sample_services.catalogue(sample_services.SERVICES)
print(ensure_index(catalogue, Path(sys.argv[1])).search("export", "nl").hits[0].service)
"""


def test_no_warning_is_given_even_when_all_is_compiled_anew(tmp_path: Path) -> None:
    root = str(PACKAGE.parents[1])
    environment = {
        "PYTHONPATH": root,
        "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled"),
        "PYTHONHASHSEED": "0",
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", USE, str(tmp_path / "index")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("export-coach\n", "")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_the_examples_in_the_docstrings_hold(path: Path) -> None:
    name = "wizard.search" if path.stem == "__init__" else f"wizard.search.{path.stem}"
    assert doctest.testmod(importlib.import_module(name)).failed == 0
