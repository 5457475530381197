"""Small by measure: files, functions, docstrings, the weight of the style sheet."""

import ast
import gzip
import re
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT
from tests.policy.source import Module, modules, text_files

FILE_LINES = 300
FUNCTION_LINES = 30
STYLE_BYTES = 10 * 1024

LONG_FILES = {
    "wizard/content/schema.py": "a table: one field after the other, each with its writing guide",
}
LONG_FUNCTIONS = {
    ("wizard/content/convert.py", "_service"): "a table: one line per field of a service",
    ("wizard/web/openapi.py", "_schemas"): "a table: the description of the API's records",
    ("wizard/web/openapi.py", "_whole"): "a table: one line per key of a service's record",
    ("wizard/web/pages/layout.py", "layout"): "a table: one line per field of the layout",
    ("wizard/web/pages/service.py", "service_page"): "a table: one line per field of the page",
    ("wizard/web/pages/partner.py", "partner_page"): "a table: one line per field of the page",
    ("wizard/web/records.py", "whole"): "a table: one line per key of a service's record",
    ("wizard/web/staff/pages/detail.py", "detail"): "a table: one line per field of the part",
    (
        "wizard/web/staff/pages/referrals_new.py",
        "new_referral_page",
    ): "a table: one line per field of the page",
    (
        "wizard/web/staff/pages/referrals_one.py",
        "referral_page",
    ): "a table: one line per field of the page",
    ("wizard/web/staff/pages/shortcuts.py", "shortcuts"): "a table: one line per key",
    (
        "wizard/store/migrations/versions/0003_calls.py",
        "calls",
    ): "a table: one line per column of the tables of calls",
}
"""What is longer than the measure, and why dividing it would not make it clearer."""

ALEMBIC = "wizard/store/migrations/versions/"
"""Alembic names and calls the two functions of a migration; their module says what they do."""

ELSEWHERE = re.compile(
    r"""(?:\bsrc|\bsrcset|\baction|\bposter|\bdata)\s*=\s*["']?(?:https?:)?//"""
    r"""|<link\b[^>]*\bhref\s*=\s*["']?(?:https?:)?//"""
    r"""|url\(\s*["']?(?:https?:)?//|@import|\bfetch\(\s*["']https?:|\bimport\s*\(""",
    re.IGNORECASE,
)
"""What makes a browser load from another site; a plain link (<a href>) does not."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(module: Module) -> Iterator[Function]:
    """Yield all functions of a module, also those inside others."""
    for node in ast.walk(module.tree):
        if isinstance(node, Function):
            yield node


def length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_are_short() -> None:
    long = {
        module.file
        for module in modules()
        if len(module.path.read_text(encoding="utf-8").splitlines()) >= FILE_LINES
    }
    assert long == LONG_FILES.keys(), f"divide the file, or take it off the list: {long}"


def test_functions_are_short() -> None:
    long = {
        (module.file, node.name)
        for module in modules()
        for node in functions(module)
        if length(node) >= FUNCTION_LINES
    }
    assert long == LONG_FUNCTIONS.keys(), (
        f"divide these, or take them off the list: {sorted(long ^ LONG_FUNCTIONS.keys())}"
    )


def public_definitions(module: Module) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """Yield the public functions and classes of a module, and the public methods of classes."""
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    inner
                    for inner in node.body
                    if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_")
                )


def undocumented(module: Module) -> Iterator[str]:
    if module.tree.body and not ast.get_docstring(module.tree):
        yield f"{module.file}: the module"
    if not module.file.startswith(ALEMBIC):
        for node in public_definitions(module):
            if not ast.get_docstring(node):
                yield f"{module.file}:{node.lineno}: {node.name}"


def test_everything_public_says_what_it_is() -> None:
    found = [line for module in modules() for line in undocumented(module)]
    assert not found, "write a docstring:\n" + "\n".join(found)


@pytest.mark.parametrize("word", ["TODO", "FIXME", "XXX"])
def test_nothing_is_left_for_later(word: str) -> None:
    found = [
        path.relative_to(ROOT).as_posix()
        for path in text_files(
            "wizard", "templates", "static", suffixes=(".py", ".html", ".css", ".js")
        )
        if re.search(rf"\b{word}\b", path.read_text(encoding="utf-8"))
    ]
    assert not found, f"{word} in {found}; do it now or leave it out"


def test_nothing_prints() -> None:
    found = [
        f"{module.file}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    ]
    assert not found, f"commands use click.echo, everything else logs: {found}"


def test_the_style_sheet_is_light() -> None:
    weight = len(gzip.compress((ROOT / "static" / "web.css").read_bytes(), 9))
    assert weight <= STYLE_BYTES, f"static/web.css weighs {weight} bytes when compressed"


def test_nothing_is_loaded_from_elsewhere() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in text_files("templates", "static", suffixes=(".html", ".css", ".js", ".svg"))
        for match in ELSEWHERE.finditer(path.read_text(encoding="utf-8"))
    ]
    assert not found, f"a browser would load these from another site: {found}"


@pytest.mark.parametrize(
    "line",
    [
        '<script src="https://cdn.example/a.js">',
        "<img src='//cdn.example/a.png'>",
        '<link rel="stylesheet" href="https://fonts.example/f.css">',
        "body { background: url(https://cdn.example/a.png) }",
    ],
)
def test_the_search_for_foreign_parts_finds_them(line: str) -> None:
    assert ELSEWHERE.search(line)
    assert not ELSEWHERE.search('<a href="https://www.example.org/">')
